package org.kumiki.certs.issuance;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;

/**
 * A private key under a passphrase: encrypted PKCS#8 (RFC 5958) by PBES2 (RFC 8018) with
 * PBKDF2-HMAC-SHA256 and AES-256-CBC, which OpenSSL and the JDK read as well. OpenSSL reads scrypt
 * only with 32 MiB of memory, which is not worth leaving the common form for.
 *
 * <p>Guarantees that who has the file and not the passphrase pays {@link #ITERATIONS} for each
 * guess. Does not guarantee that a changed file is noticed: the caller checks that the key belongs
 * to its certificate ({@link Issuer} does). Passphrases stay the caller's to erase.
 */
public final class EncryptedKey {
  /** OWASP's Password Storage Cheat Sheet asks for 600,000 with HMAC-SHA256. */
  static final int ITERATIONS = 600_000;

  /** A file that asks for more would keep this machine busy for minutes. */
  private static final int MAX_ITERATIONS = 20_000_000;

  private static final int MIN_ITERATIONS = 100_000;
  private static final int SALT_BYTES = 16;

  /** Not registered: only these calls shall use it. */
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private EncryptedKey() {}

  /** The key as PEM under {@code passphrase}. */
  public static String write(PrivateKey key, char[] passphrase, SecureRandom random) {
    if (passphrase.length == 0) {
      throw new IllegalArgumentException("An empty passphrase protects nothing");
    }
    PBKDF2Config derivation =
        new PBKDF2Config.Builder()
            .withPRF(PBKDF2Config.PRF_SHA256)
            .withIterationCount(ITERATIONS)
            .withSaltLength(SALT_BYTES)
            .build();
    try {
      byte[] der =
          new JcaPKCS8EncryptedPrivateKeyInfoBuilder(key)
              .build(
                  new JcePKCSPBEOutputEncryptorBuilder(
                          derivation, NISTObjectIdentifiers.id_aes256_CBC)
                      .setProvider(PROVIDER)
                      .setRandom(random)
                      .build(passphrase))
              .getEncoded();
      return Pem.encryptedKey(der);
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("The key could not be encrypted", e);
    }
  }

  /**
   * The one encrypted key in {@code text}.
   *
   * @throws CertificateRefused with {@link Reason#WRONG_PASSPHRASE}, or another reason if it is not
   *     encrypted in this way
   */
  public static PrivateKey read(String text, char[] passphrase) {
    byte[] der = Pem.readEncryptedKey(text);
    PKCS8EncryptedPrivateKeyInfo encrypted;
    try {
      encrypted = new PKCS8EncryptedPrivateKeyInfo(der);
      checkDerivation(encrypted.getEncryptionAlgorithm());
    } catch (CertificateRefused e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The ASN.1 reader throws unchecked exceptions of many kinds on damaged structures.
      throw new CertificateRefused(Reason.UNREADABLE, "The encrypted key is damaged");
    }
    try {
      PrivateKeyInfo key =
          encrypted.decryptPrivateKeyInfo(
              new JcePKCSPBEInputDecryptorProviderBuilder()
                  .setProvider(PROVIDER)
                  .build(passphrase));
      return Pem.readPrivateKey(key.getEncoded());
    } catch (PKCSException | IOException | RuntimeException e) {
      // Wrong padding and a wrong structure alike; the cause stays out of logs.
      throw new CertificateRefused(
          Reason.WRONG_PASSPHRASE, "The passphrase does not open the private key");
    }
  }

  /** What a stranger's file may ask of this machine, looked at before any work is done. */
  private static void checkDerivation(AlgorithmIdentifier algorithm) {
    if (!PKCSObjectIdentifiers.id_PBES2.equals(algorithm.getAlgorithm())) {
      throw notOurs();
    }
    PBES2Parameters parameters = PBES2Parameters.getInstance(algorithm.getParameters());
    EncryptionScheme cipher = parameters.getEncryptionScheme();
    if (!PKCSObjectIdentifiers.id_PBKDF2.equals(parameters.getKeyDerivationFunc().getAlgorithm())
        || !NISTObjectIdentifiers.id_aes256_CBC.equals(cipher.getAlgorithm())) {
      throw notOurs();
    }
    PBKDF2Params derivation =
        PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters());
    int iterations = derivation.getIterationCount().bitLength() > 31 ? -1 : iterations(derivation);
    if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
      throw notOurs();
    }
  }

  private static int iterations(PBKDF2Params derivation) {
    return derivation.getIterationCount().intValueExact();
  }

  private static CertificateRefused notOurs() {
    return new CertificateRefused(
        Reason.UNREADABLE,
        "The key is not encrypted by PBES2 with PBKDF2 of 100,000 to 20,000,000 iterations and"
            + " AES-256-CBC");
  }
}
