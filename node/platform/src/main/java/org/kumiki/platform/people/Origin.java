package org.kumiki.platform.people;

import java.net.URI;
import java.util.Locale;

/** An address's origin as browsers write it (RFC 6454 section 6.2): scheme, host, odd port. */
public final class Origin {
  private Origin() {}

  /** The origin of {@code address}. */
  public static String of(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    boolean odd = address.getPort() >= 0 && address.getPort() != usual;
    return scheme + "://" + host + (odd ? ":" + address.getPort() : "");
  }
}
