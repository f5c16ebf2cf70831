package org.kumiki.platform.people;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.kumiki.platform.proxy.WayOut;

/**
 * How people sign in: {@code people} in {@code kumiki.yml}. Without it only the folder's token is
 * known.
 *
 * @param issuer Keycloak's realm, {@code https://host/realms/name}; plain http on loopback only
 * @param clientId this service's client in the realm; also the audience that tokens must name
 * @param clientSecretFile the client's secret, in a file of mode 0600; relative to the data folder
 * @param address what people's browsers open, e.g. of a reverse proxy that speaks TLS for us; by
 *     default the people's listener itself. Redirects and the check of origins are made from it,
 *     never from a header
 * @param organisation alias of the organisation that runs this service
 * @param programs clients whose tokens are taken beside {@code clientId}'s
 * @param https a listener of our own that speaks TLS; by default there is none
 */
public record PeopleSettings(
    URI issuer,
    String clientId,
    Path clientSecretFile,
    URI address,
    String organisation,
    List<String> programs,
    Https https) {
  /** The client for people's own programs that {@code coordinator people init} makes. */
  public static final String PROGRAMS = "kumiki-programs";

  /**
   * A listener for people with a certificate of the organisation's own choice.
   *
   * @param listen host to bind; by default all addresses
   * @param port by default 443
   * @param certificateFile PEM, the leaf first
   * @param keyFile PEM, PKCS#8, mode 0600
   */
  public record Https(String listen, Integer port, Path certificateFile, Path keyFile) {
    private static final int DEFAULT_PORT = 443;

    public Https {
      if (certificateFile == null || keyFile == null) {
        throw new IllegalArgumentException("people.https needs certificateFile and keyFile");
      }
      listen = listen == null ? "0.0.0.0" : listen;
      port = port == null ? DEFAULT_PORT : port;
    }
  }

  public PeopleSettings {
    if (issuer == null || clientId == null || clientSecretFile == null) {
      throw new IllegalArgumentException(
          "people needs issuer, clientId and clientSecretFile, as 'kumiki coordinator people init'"
              + " prints them");
    }
    requireSecure("people.issuer", issuer);
    if (!clientId.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("people.clientId has letters, digits, '.', '_' and '-'");
    }
    if (address != null) {
      requireSecure("people.address", address);
      if (!(address.getRawPath().isEmpty() || address.getRawPath().equals("/"))) {
        throw new IllegalArgumentException("people.address is scheme, host and port, without path");
      }
    }
    if (https != null && (address == null || !address.getScheme().equals("https"))) {
      throw new IllegalArgumentException("people.https needs people.address: https://…");
    }
    programs = programs == null ? List.of(PROGRAMS) : List.copyOf(programs);
  }

  /** The way to the issuer: what is on this machine is not behind the company's proxy. */
  public WayOut wayToIssuer(WayOut out) {
    return issuerIsHere() ? WayOut.direct() : out;
  }

  /** Whether the issuer is on this machine, as in a demo. */
  public boolean issuerIsHere() {
    return isLoopback(issuer.getHost());
  }

  private static void requireSecure(String key, URI address) {
    boolean https = "https".equals(address.getScheme());
    boolean http = "http".equals(address.getScheme());
    if (address.getHost() == null || address.getRawQuery() != null || !(https || http)) {
      throw new IllegalArgumentException(key + " is an address: https://host/…");
    }
    if (http && !isLoopback(address.getHost())) {
      throw new IllegalArgumentException(
          key + " must be https: passwords and tokens would travel in the clear");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return host.equals("localhost")
          || (host.matches("[0-9.]+|\\[[0-9a-fA-F:]+\\]")
              && InetAddress.getByName(host).isLoopbackAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
