package org.kumiki.certs.issuance;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;

/** Key pairs of the kinds that the consortium uses. */
public final class KeyPairs {
  private static final int PROBE_BYTES = 32;

  private KeyPairs() {}

  /** A new key pair on P-256, drawn from {@code random}. */
  public static KeyPair generate(SecureRandom random) {
    return generate(KeyKind.P256, random);
  }

  /** A new key pair of a kind, drawn from {@code random}. */
  public static KeyPair generate(KeyKind kind, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.keyAlgorithm());
      generator.initialize(
          kind == KeyKind.P256 ? new ECGenParameterSpec("secp256r1") : NamedParameterSpec.ED25519,
          random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java platform has no keys of kind " + kind, e);
    }
  }

  /** Whether the private key signs for the public one. */
  public static boolean belongTogether(PrivateKey key, PublicKey publicKey, SecureRandom random) {
    byte[] probe = new byte[PROBE_BYTES];
    random.nextBytes(probe);
    try {
      String algorithm = KeyKind.of(key).signatureAlgorithm();
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key, random);
      signer.update(probe);
      byte[] signed = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(publicKey);
      verifier.update(probe);
      return verifier.verify(signed);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
