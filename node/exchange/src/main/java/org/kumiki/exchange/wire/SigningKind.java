package org.kumiki.exchange.wire;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an organisation signs with. The roster lists the kind with the key, so a signature of less
 * than the listed kind is none.
 *
 * <p>A key or signature of the second kind is that of Ed25519 followed by that of ML-DSA-65; both
 * are over the very same bytes, and both must hold. It is forged only by whoever breaks both.
 */
public enum SigningKind {
  /** RFC 8032. The only kind of protocol version 1. */
  ED25519(1, "ed25519", 32, 64),
  /** RFC 8032 and FIPS 204, pure, with an empty context. */
  ED25519_ML_DSA_65(2, "ed25519+ml-dsa-65", 32 + 1952, 64 + 3309);

  private final int code;
  private final String label;
  private final int keyBytes;
  private final int signatureBytes;

  SigningKind(int code, String label, int keyBytes, int signatureBytes) {
    this.code = code;
    this.label = label;
    this.keyBytes = keyBytes;
    this.signatureBytes = signatureBytes;
  }

  /** As it stands before a key or a signature, from protocol version 2 on. */
  public int code() {
    return code;
  }

  /** As people write it in commands. */
  public String label() {
    return label;
  }

  public int keyBytes() {
    return keyBytes;
  }

  public int signatureBytes() {
    return signatureBytes;
  }

  /** True if all that the other kind signs with is also here. */
  public boolean covers(SigningKind other) {
    return compareTo(other) >= 0;
  }

  public static Optional<SigningKind> ofLabel(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }

  /** The kind of a key, which its length tells. */
  public static SigningKind ofKey(ByteString key, String field) {
    return Arrays.stream(values())
        .filter(kind -> kind.keyBytes == key.size())
        .findFirst()
        .orElseThrow(() -> wrongSize(key, field, ED25519.keyBytes, ED25519_ML_DSA_65.keyBytes));
  }

  /** The kind of a signature, which its length tells. */
  public static SigningKind ofSignature(ByteString signature, String field) {
    return Arrays.stream(values())
        .filter(kind -> kind.signatureBytes == signature.size())
        .findFirst()
        .orElseThrow(
            () ->
                wrongSize(
                    signature, field, ED25519.signatureBytes, ED25519_ML_DSA_65.signatureBytes));
  }

  static SigningKind ofCode(int code, String field) {
    return Arrays.stream(values())
        .filter(kind -> kind.code == code)
        .findFirst()
        .orElseThrow(() -> new WireFormatException(field + " is of the unknown kind " + code));
  }

  private static WireFormatException wrongSize(ByteString bytes, String field, int one, int two) {
    return new WireFormatException(
        field + " has " + bytes.size() + " bytes, neither " + one + " nor " + two);
  }
}
