package org.kumiki.exchange.roster;

import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.kumiki.certs.issuance.MlDsa65;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.exchange.wire.WireFormatException;

/**
 * One seat in the roster, or the coordinator's entry in it.
 *
 * @param name short identifier, the same as in the organisation's certificates
 * @param displayName for people, at most 100 characters
 * @param signingKey public key of one of the {@link SigningKind}s, 32 or 1,984 bytes
 */
public record Organisation(String name, String displayName, ByteString signingKey) {
  static final int MAX_DISPLAY_NAME = 100;

  public Organisation {
    Identifiers.require(name, "name");
    if (displayName.isBlank() || displayName.length() > MAX_DISPLAY_NAME) {
      throw new WireFormatException("the display name of " + name + " has 1 to 100 characters");
    }
    SigningKind.ofKey(signingKey, "signingKey");
    if (!Ed25519.validatePublicKeyFull(signingKey.toByteArray(), 0)) {
      throw new WireFormatException("the signing key of " + name + " is not an Ed25519 key");
    }
  }

  /** What this organisation signs with; less is no signature of its. */
  public SigningKind kind() {
    return SigningKind.ofKey(signingKey, "signingKey");
  }

  /**
   * True if the signature is this organisation's over exactly these bytes (RFC 8032); where it has
   * an ML-DSA-65 key too, if both signatures are (FIPS 204).
   */
  public boolean verifies(byte[] signed, ByteString signature) {
    byte[] key = signingKey.toByteArray();
    byte[] bytes = signature.toByteArray();
    return bytes.length == kind().signatureBytes()
        && Ed25519.verify(bytes, 0, key, 0, signed, 0, signed.length)
        && (kind() == SigningKind.ED25519
            || MlDsa65.verify(
                after(key, Ed25519.PUBLIC_KEY_SIZE), signed, after(bytes, Ed25519.SIGNATURE_SIZE)));
  }

  /** The keys of which the key is made, one or two: no two organisations share either. */
  List<ByteString> keyParts() {
    byte[] key = signingKey.toByteArray();
    ByteString first = ByteString.of(Arrays.copyOf(key, Ed25519.PUBLIC_KEY_SIZE));
    return kind() == SigningKind.ED25519
        ? List.of(first)
        : List.of(first, ByteString.of(after(key, Ed25519.PUBLIC_KEY_SIZE)));
  }

  private static byte[] after(byte[] bytes, int first) {
    return Arrays.copyOfRange(bytes, first, bytes.length);
  }
}
