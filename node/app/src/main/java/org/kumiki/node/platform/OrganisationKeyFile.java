package org.kumiki.node.platform;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.generators.SCrypt;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;

/**
 * The organisation's long-lived signing key in a file of mode 0600: PKCS#8 encrypted under a
 * passphrase (RFC 5958, PBES2 of RFC 8018 with scrypt of RFC 7914 and AES-256-CBC), in PEM, which
 * {@code openssl pkey} opens too; or, as earlier releases wrote it, 64 hexadecimal digits in the
 * clear.
 *
 * <p>Guarantees that a copy of the encrypted file is worth as much as its passphrase is hard to
 * guess. Guarantees nothing against somebody who also reads the passphrase file, or the memory of
 * the running service. CBC has no tag: that the right key came out is seen by the public key in the
 * roster.
 */
public final class OrganisationKeyFile {
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
  private static final String BEGIN = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
  private static final String END = "-----END ENCRYPTED PRIVATE KEY-----";

  private OrganisationKeyFile() {}

  /** True if a passphrase is needed to read it. */
  public static boolean isEncrypted(Path file) {
    return PrivateFile.read(file).startsWith(BEGIN);
  }

  /**
   * Writes the key.
   *
   * @param passphrase the caller erases it; empty writes the key in the clear
   */
  public static void write(
      Path file, SigningKey key, Optional<char[]> passphrase, SecureRandom random) {
    byte[] secret = key.secretCopy();
    try {
      PrivateFile.write(
          file,
          passphrase.isPresent()
              ? encrypt(secret, passphrase.get(), random)
              : HexFormat.of().formatHex(secret));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /**
   * Reads the key.
   *
   * @param passphrase the caller erases it; not looked at if the key is in the clear
   * @throws CommandFailure if there is none where one is needed, or it is the wrong one
   */
  public static SigningKey read(Path file, String organisation, Optional<char[]> passphrase) {
    String text = PrivateFile.read(file).strip();
    byte[] secret = null;
    try {
      if (text.startsWith(BEGIN)) {
        secret =
            decrypt(
                text,
                passphrase.orElseThrow(
                    () ->
                        CommandFailure.refused(
                            "the organisation's key is encrypted and no passphrase is given",
                            "name a file with it: signingKey: {passphraseFile: …} in kumiki.yml,"
                                + " or --passphrase-file")));
      } else {
        secret = HexFormat.of().parseHex(text);
      }
      return SigningKey.fromSecret(organisation, secret);
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw CommandFailure.refused(
          "the organisation's key cannot be read from " + file,
          "check the passphrase; the file may also be damaged",
          e);
    } finally {
      if (secret != null) {
        Arrays.fill(secret, (byte) 0);
      }
    }
  }

  private static String encrypt(byte[] secret, char[] passphrase, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(salt);
    random.nextBytes(iv);
    ScryptParams scrypt = new ScryptParams(salt, COST, BLOCK, PARALLEL, KEY_BYTES);
    byte[] plain = null;
    try {
      plain = privateKeyInfo(secret);
      byte[] sealed = aes(Cipher.ENCRYPT_MODE, passphrase, scrypt, iv, plain);
      AlgorithmIdentifier scheme =
          new AlgorithmIdentifier(
              PKCSObjectIdentifiers.id_PBES2,
              new PBES2Parameters(
                  new KeyDerivationFunc(MiscObjectIdentifiers.id_scrypt, scrypt),
                  new EncryptionScheme(
                      NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv))));
      byte[] der = new EncryptedPrivateKeyInfo(scheme, sealed).getEncoded();
      return BEGIN
          + "\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
          + "\n"
          + END
          + "\n";
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every Java platform has AES-CBC", e);
    } finally {
      if (plain != null) {
        Arrays.fill(plain, (byte) 0);
      }
    }
  }

  /** RFC 8410: the key's 32 bytes as an octet string inside an octet string. */
  private static byte[] privateKeyInfo(byte[] secret) throws IOException {
    return new PrivateKeyInfo(
            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), new DEROctetString(secret))
        .getEncoded();
  }

  private static byte[] decrypt(String pem, char[] passphrase)
      throws GeneralSecurityException, IOException {
    int end = pem.indexOf(END);
    if (end < 0) {
      throw new IOException("no end line");
    }
    EncryptedPrivateKeyInfo info =
        EncryptedPrivateKeyInfo.getInstance(
            Base64.getMimeDecoder().decode(pem.substring(BEGIN.length(), end)));
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
    byte[] plain = aes(Cipher.DECRYPT_MODE, passphrase, scrypt, iv, info.getEncryptedData());
    try {
      PrivateKeyInfo key = PrivateKeyInfo.getInstance(plain);
      requireThat(
          key.getPrivateKeyAlgorithm().getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519));
      return ASN1OctetString.getInstance(key.parsePrivateKey()).getOctets();
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] aes(
      int mode, char[] passphrase, ScryptParams scrypt, byte[] iv, byte[] input)
      throws GeneralSecurityException {
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
    } catch (ArithmeticException e) {
      throw new GeneralSecurityException("the parameters of scrypt are out of range", e);
    } finally {
      Arrays.fill(typed, (byte) 0);
      Arrays.fill(key, (byte) 0);
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
