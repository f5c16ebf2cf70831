package org.kumiki.platform.proxy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The HTTP proxy through which a service's connections leave. What is inside stays TLS from end to
 * end; the proxy sees hosts and ports, and how many bytes pass.
 *
 * @param address {@code http://host:port}; what is told to the proxy itself travels in the clear
 * @param user who the node is to the proxy (HTTP Basic), or null if it asks nobody
 * @param passwordFile a file of mode 0600 that holds the password and nothing else; beside {@code
 *     user}, or null
 */
public record ProxySettings(String address, String user, Path passwordFile) {
  private static final int LARGEST_PORT = 65_535;

  public ProxySettings {
    // The address is not repeated: somebody may have written the password into it.
    if (parsed(address).isEmpty()) {
      throw new IllegalArgumentException(
          "proxy.address must be http://HOST:PORT, with user and password kept out of it");
    }
    if ((user == null) != (passwordFile == null)) {
      throw new IllegalArgumentException(
          "proxy.user and proxy.passwordFile are given together or not at all");
    }
    // RFC 7617, section 2: a colon ends the user's name.
    if (user != null && !user.matches("[^:\\p{Cntrl}]+")) {
      throw new IllegalArgumentException(
          "proxy.user must not be empty and has neither colons nor control characters");
    }
  }

  /** The proxy's host; an IPv6 address stands in brackets. */
  public String host() {
    return uri().getHost();
  }

  public int port() {
    return uri().getPort();
  }

  private URI uri() {
    return parsed(address).orElseThrow();
  }

  private static Optional<URI> parsed(String address) {
    if (address == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(URI.create(address)).filter(ProxySettings::isHostAndPort);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isHostAndPort(URI uri) {
    String path = uri.getRawPath();
    return "http".equals(uri.getScheme())
        && uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getPort() > 0
        && uri.getPort() <= LARGEST_PORT
        && (path == null || path.isEmpty() || path.equals("/"))
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }
}
