package org.kumiki.certs.issuance;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;

/**
 * Key pairs of the one kind that the consortium uses: EC on P-256 (secp256r1), which every TLS
 * library speaks.
 */
public final class KeyPairs {
  private KeyPairs() {}

  /** A new key pair, drawn from {@code random}. */
  public static KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java platform has no elliptic curve P-256", e);
    }
  }
}
