package org.kumiki.certs.issuance;

import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * ML-DSA-65 (FIPS 204) in its pure form with an empty context, as RFC 9881 uses it. Signing is
 * deterministic (FIPS 204, section 3.4): equal bytes have one signature, so that a message which is
 * made again after a restart is the same message. Thread-safe.
 *
 * <p>The expanded private key cannot be erased: it stays in memory until it is collected. What
 * {@code verify} is given may come from anybody.
 */
public final class MlDsa65 {
  /** The seed ξ, from which FIPS 204 derives everything else. */
  public static final int SEED_BYTES = 32;

  public static final int PUBLIC_KEY_BYTES = 1952;
  public static final int SIGNATURE_BYTES = 3309;

  private static final MLDSAParameters PARAMETERS = MLDSAParameters.ml_dsa_65;

  private final MLDSAPrivateKeyParameters key;

  private MlDsa65(MLDSAPrivateKeyParameters key) {
    this.key = key;
  }

  /** The key of a seed of 32 bytes; the caller erases its own copy. */
  public static MlDsa65 ofSeed(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("an ML-DSA seed has 32 bytes, not " + seed.length);
    }
    return new MlDsa65(new MLDSAPrivateKeyParameters(PARAMETERS, seed));
  }

  /** The encoded public key, 1,952 bytes. */
  public byte[] publicKey() {
    return key.getPublicKey();
  }

  /** The signature over exactly these bytes, 3,309 bytes. */
  public byte[] sign(byte[] message) {
    MLDSASigner signer = new MLDSASigner();
    // Without a source of randomness the signer is the deterministic variant.
    signer.init(true, key);
    signer.update(message, 0, message.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new IllegalStateException("a key made from its seed signs", e);
    }
  }

  /** True if the signature is this key's over exactly these bytes; false for other lengths. */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != PUBLIC_KEY_BYTES || signature.length != SIGNATURE_BYTES) {
      return false;
    }
    MLDSASigner signer = new MLDSASigner();
    signer.init(false, new MLDSAPublicKeyParameters(PARAMETERS, publicKey));
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }
}
