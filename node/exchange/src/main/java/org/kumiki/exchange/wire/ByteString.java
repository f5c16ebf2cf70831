package org.kumiki.exchange.wire;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable run of bytes with value equality: hashes, public keys, signatures, ciphertexts.
 * Comparison takes time that depends on the length alone. Never used for secrets, which must be
 * erasable.
 */
public final class ByteString {
  private final byte[] bytes;

  private ByteString(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies the bytes. */
  public static ByteString of(byte[] bytes) {
    return new ByteString(bytes.clone());
  }

  /** Lower or upper case hexadecimal, without separators. */
  public static ByteString fromHex(String hex) {
    return new ByteString(HexFormat.of().parseHex(hex));
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  public int size() {
    return bytes.length;
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** Requires the exact size that a field has on the wire. */
  public ByteString requireSize(int size, String field) {
    if (bytes.length != size) {
      throw new WireFormatException(field + " has " + bytes.length + " bytes, not " + size);
    }
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteString that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
