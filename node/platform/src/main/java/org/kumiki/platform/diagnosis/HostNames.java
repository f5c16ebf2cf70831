package org.kumiki.platform.diagnosis;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The names under which a server may answer, by its certificate (RFC 9525; no wildcards). */
public final class HostNames {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final int HTTPS = 443;

  private HostNames() {}

  /** The host of an address; an IPv6 one without its brackets. */
  public static String host(URI address) {
    return address.getHost().replaceAll("^\\[|\\]$", "");
  }

  /** The port of an address; 443 where it names none. */
  public static int port(URI address) {
    return address.getPort() < 0 ? HTTPS : address.getPort();
  }

  /** All names and IP addresses in a certificate; none where they cannot be read. */
  public static List<String> in(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> name : all == null ? List.<List<?>>of() : all) {
        if (name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS)) {
          names.add((String) name.get(1));
        }
      }
    } catch (CertificateParsingException e) {
      return List.of();
    }
    return names;
  }

  /** Whether a certificate covers a host. */
  public static boolean cover(X509Certificate certificate, String host) {
    return in(certificate).stream().anyMatch(name -> isSame(name, host));
  }

  private static boolean isSame(String name, String host) {
    if (name.equalsIgnoreCase(host)) {
      return true;
    }
    if (!name.contains(":") || !host.contains(":")) {
      return false;
    }
    try {
      // Both are literals, which are parsed and not looked up: ::1 and 0:0:0:0:0:0:0:1.
      return InetAddress.getByName(name).equals(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
