package org.kumiki.node.platform;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * A private key in PKCS#8 under a passphrase (RFC 5958): PBES2 of RFC 8018 with scrypt of RFC 7914
 * and AES-256-CBC, which {@code openssl pkey} opens too.
 *
 * <p>CBC has no tag: a wrong passphrase shows by the padding, or by what comes out.
 */
final class SealedPrivateKey {
  /** OWASP's choice for 16 MiB: more memory would not pass OpenSSL's own limit for such files. */
  private static final int COST = 1 << 14;

  private static final int BLOCK = 8;
  private static final int PARALLEL = 5;

  /** What a foreign file may make this process spend. */
  private static final int MAX_COST = 1 << 16;

  private static final int MAX_PARALLEL = 16;
  private static final int KEY_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int IV_BYTES = 16;

  private SealedPrivateKey() {}

  /**
   * Encrypts.
   *
   * @param plain PKCS#8 in DER; the caller erases it, and the passphrase
   * @return DER of an EncryptedPrivateKeyInfo
   */
  static byte[] seal(byte[] plain, char[] passphrase, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(salt);
    random.nextBytes(iv);
    ScryptParams scrypt = new ScryptParams(salt, COST, BLOCK, PARALLEL, KEY_BYTES);
    AlgorithmIdentifier scheme =
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_PBES2,
            new PBES2Parameters(
                new KeyDerivationFunc(MiscObjectIdentifiers.id_scrypt, scrypt),
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv))));
    try {
      byte[] sealed = aes(Cipher.ENCRYPT_MODE, passphrase, scrypt, iv, plain);
      return new EncryptedPrivateKeyInfo(scheme, sealed).getEncoded();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every Java platform has AES-CBC", e);
    }
  }

  /**
   * Decrypts; the caller erases what it gets.
   *
   * @throws GeneralSecurityException for a wrong passphrase, or another kind of encryption
   * @throws IllegalArgumentException for bytes that are none of this
   */
  static byte[] open(byte[] der, char[] passphrase) throws GeneralSecurityException {
    EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(der);
    requireThat(
        info.getEncryptionAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2));
    PBES2Parameters scheme =
        PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
    requireThat(
        scheme.getKeyDerivationFunc().getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)
            && scheme
                .getEncryptionScheme()
                .getAlgorithm()
                .equals(NISTObjectIdentifiers.id_aes256_CBC));
    ScryptParams scrypt = ScryptParams.getInstance(scheme.getKeyDerivationFunc().getParameters());
    byte[] iv =
        ASN1OctetString.getInstance(scheme.getEncryptionScheme().getParameters()).getOctets();
    return aes(Cipher.DECRYPT_MODE, passphrase, scrypt, iv, info.getEncryptedData());
  }

  private static byte[] aes(
      int mode, char[] passphrase, ScryptParams scrypt, byte[] iv, byte[] input)
      throws GeneralSecurityException {
    try {
      long cost = scrypt.getCostParameter().longValueExact();
      long block = scrypt.getBlockSize().longValueExact();
      long parallel = scrypt.getParallelizationParameter().longValueExact();
      requireThat(cost > 1 && cost <= MAX_COST && Long.bitCount(cost) == 1);
      requireThat(block == BLOCK && parallel >= 1 && parallel <= MAX_PARALLEL);
      requireThat(iv.length == IV_BYTES);
      byte[] typed = utf8(passphrase);
      byte[] key =
          SCrypt.generate(
              typed, scrypt.getSalt(), (int) cost, (int) block, (int) parallel, KEY_BYTES);
      try {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(input);
      } finally {
        Arrays.fill(typed, (byte) 0);
        Arrays.fill(key, (byte) 0);
      }
    } catch (ArithmeticException e) {
      throw new GeneralSecurityException("the parameters of scrypt are out of range", e);
    }
  }

  private static byte[] utf8(char[] passphrase) {
    var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    Arrays.fill(encoded.array(), (byte) 0);
    return bytes;
  }

  private static void requireThat(boolean holds) throws GeneralSecurityException {
    if (!holds) {
      throw new GeneralSecurityException("this kind of encryption is not read here");
    }
  }
}
