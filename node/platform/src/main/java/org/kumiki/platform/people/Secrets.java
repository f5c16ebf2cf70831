package org.kumiki.platform.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random words that cannot be guessed, and what may be kept of them. */
final class Secrets {
  private static final int BYTES = 32;

  private Secrets() {}

  /** 256 bits in letters of addresses and cookies. */
  static String draw(SecureRandom random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return base64(secret);
  }

  /** SHA-256 in base64url: what PKCE's S256 sends ahead, and how sessions are looked up. */
  static String digest(String secret) {
    try {
      byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
      return base64(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Compares in a time that does not tell how much is right. */
  static boolean same(String right, String presented) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
