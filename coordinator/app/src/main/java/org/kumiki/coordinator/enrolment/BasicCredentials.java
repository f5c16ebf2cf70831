package org.kumiki.coordinator.enrolment;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * User and password of HTTP Basic (RFC 7617): organisation and one-time token. Its text is a secret
 * and is never printed.
 */
record BasicCredentials(String user, String password) {
  private static final String SCHEME = "Basic ";
  private static final int MAX_CHARS = 512;

  /** What a header says, if it says that. */
  static Optional<BasicCredentials> of(String authorization) {
    boolean basic = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    if (!basic || authorization.length() > MAX_CHARS) {
      return Optional.empty();
    }
    try {
      byte[] pair = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
      String text = new String(pair, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "BasicCredentials[secret]";
  }
}
