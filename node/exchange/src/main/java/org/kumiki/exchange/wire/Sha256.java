package org.kumiki.exchange.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 with a domain tag in front, so that a hash made for one purpose never equals one made for
 * another: {@code SHA-256(u16 length of tag ‖ tag ‖ input)}.
 */
public final class Sha256 {
  /** The length of every hash in the protocol. */
  public static final int SIZE_BYTES = 32;

  private Sha256() {}

  /** A digest that has already taken in the tag. */
  public static MessageDigest tagged(String tag) {
    MessageDigest digest = plain();
    byte[] name = tag.getBytes(StandardCharsets.US_ASCII);
    digest.update((byte) (name.length >>> 8));
    digest.update((byte) name.length);
    digest.update(name);
    return digest;
  }

  public static ByteString hash(String tag, byte[] input) {
    return ByteString.of(tagged(tag).digest(input));
  }

  /** SHA-256 without a tag, for files that others hash too. */
  public static MessageDigest plain() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
