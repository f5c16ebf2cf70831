package org.kumiki.exchange.roster;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.WireFormatException;

/**
 * One seat in the roster, or the coordinator's entry in it.
 *
 * @param name short identifier, the same as in the organisation's certificates
 * @param displayName for people, at most 100 characters
 * @param signingKey Ed25519 public key of 32 bytes
 */
public record Organisation(String name, String displayName, ByteString signingKey) {
  static final int MAX_DISPLAY_NAME = 100;

  public Organisation {
    Identifiers.require(name, "name");
    if (displayName.isBlank() || displayName.length() > MAX_DISPLAY_NAME) {
      throw new WireFormatException("the display name of " + name + " has 1 to 100 characters");
    }
    signingKey.requireSize(Ed25519.PUBLIC_KEY_SIZE, "signingKey");
    if (!Ed25519.validatePublicKeyFull(signingKey.toByteArray(), 0)) {
      throw new WireFormatException("the signing key of " + name + " is not an Ed25519 key");
    }
  }

  /** True if the signature is this organisation's over exactly these bytes (RFC 8032). */
  public boolean verifies(byte[] signed, ByteString signature) {
    return signature.size() == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(
            signature.toByteArray(), 0, signingKey.toByteArray(), 0, signed, 0, signed.length);
  }
}
