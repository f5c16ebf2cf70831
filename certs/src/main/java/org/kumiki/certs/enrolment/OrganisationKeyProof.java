package org.kumiki.certs.enrolment;

import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.kumiki.certs.issuance.MlDsa65;

/**
 * The proof in a request that an organisation holds its key: a signature of Ed25519, and where the
 * key has a second part, one of ML-DSA-65 behind it. Both must hold; a key of two parts with the
 * proof of one is refused.
 */
final class OrganisationKeyProof {
  private static final int FIRST_KEY = Ed25519.PUBLIC_KEY_SIZE;
  private static final int FIRST_PROOF = Ed25519.SIGNATURE_SIZE;

  private OrganisationKeyProof() {}

  /** Neither, or one alone, or parts of two kinds, are no key with its proof. */
  static boolean hasKnownLengths(byte[] key, byte[] proof) {
    return (key.length == 0 || key.length == FIRST_KEY || hasSecondKey(key))
        && (proof.length == 0 || proof.length == FIRST_PROOF || hasSecondProof(proof))
        && (key.length == 0 || proof.length == 0 || hasSecondKey(key) == hasSecondProof(proof));
  }

  static boolean holds(byte[] key, byte[] proof, byte[] signed) {
    return key.length > 0
        && proof.length > 0
        && Ed25519.validatePublicKeyFull(key, 0)
        && Ed25519.verify(proof, 0, key, 0, signed, 0, signed.length)
        && (!hasSecondKey(key)
            || MlDsa65.verify(
                Arrays.copyOfRange(key, FIRST_KEY, key.length),
                signed,
                Arrays.copyOfRange(proof, FIRST_PROOF, proof.length)));
  }

  private static boolean hasSecondKey(byte[] key) {
    return key.length == FIRST_KEY + MlDsa65.PUBLIC_KEY_BYTES;
  }

  private static boolean hasSecondProof(byte[] proof) {
    return proof.length == FIRST_PROOF + MlDsa65.SIGNATURE_BYTES;
  }
}
