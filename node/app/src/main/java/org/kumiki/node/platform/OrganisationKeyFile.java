package org.kumiki.node.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;

/**
 * The organisation's long-lived signing key in a file of mode 0600: a {@link SealedPrivateKey} in
 * PEM for Ed25519 (RFC 8410), and where the organisation has one, a second for ML-DSA-65 (RFC 9881,
 * the seed). {@code openssl pkey} opens the first; from OpenSSL 3.5 on, and cut out, also the
 * second. In the clear it is 64 hexadecimal digits, or 128: the two seeds.
 *
 * <p>Guarantees that a copy of the encrypted file is worth as much as its passphrase is hard to
 * guess. Guarantees nothing against somebody who also reads the passphrase file, or the memory of
 * the running service. That the right key came out, and both parts of it, is seen by the public key
 * in the roster.
 */
public final class OrganisationKeyFile {
  private static final int SEED_BYTES = 32;
  private static final String BEGIN = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
  private static final String END = "-----END ENCRYPTED PRIVATE KEY-----";

  /** In the order of the file, and of the secret. */
  private static final List<ASN1ObjectIdentifier> PARTS =
      List.of(EdECObjectIdentifiers.id_Ed25519, NISTObjectIdentifiers.id_ml_dsa_65);

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
    StringBuilder text = new StringBuilder();
    for (int part = 0; part * SEED_BYTES < secret.length; part++) {
      byte[] seed = Arrays.copyOfRange(secret, part * SEED_BYTES, (part + 1) * SEED_BYTES);
      byte[] plain = privateKeyInfo(PARTS.get(part), seed);
      try {
        byte[] der = SealedPrivateKey.seal(plain, passphrase, random);
        text.append(BEGIN)
            .append('\n')
            .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der))
            .append('\n')
            .append(END)
            .append('\n');
      } finally {
        Arrays.fill(seed, (byte) 0);
        Arrays.fill(plain, (byte) 0);
      }
    }
    return text.toString();
  }

  /**
   * The key's 32 bytes: for Ed25519 an octet string inside an octet string (RFC 8410), for
   * ML-DSA-65 the seed, a context tag 0 (RFC 9881, section 6).
   */
  private static byte[] privateKeyInfo(ASN1ObjectIdentifier algorithm, byte[] seed) {
    DEROctetString octets = new DEROctetString(seed);
    ASN1Encodable key =
        algorithm.equals(NISTObjectIdentifiers.id_ml_dsa_65)
            ? new DERTaggedObject(false, 0, octets)
            : octets;
    try {
      return new PrivateKeyInfo(new AlgorithmIdentifier(algorithm), key).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("thirty-two bytes have an encoding", e);
    }
  }

  private static byte[] decrypt(String text, char[] passphrase)
      throws GeneralSecurityException, IOException {
    List<String> blocks = blocks(text);
    if (blocks.size() > PARTS.size()) {
      throw new IOException("more keys than an organisation has");
    }
    byte[] secret = new byte[blocks.size() * SEED_BYTES];
    boolean whole = false;
    try {
      for (int part = 0; part < blocks.size(); part++) {
        byte[] der = Base64.getMimeDecoder().decode(blocks.get(part));
        byte[] plain = SealedPrivateKey.open(der, passphrase);
        try {
          byte[] seed = seed(plain, PARTS.get(part));
          System.arraycopy(seed, 0, secret, part * SEED_BYTES, SEED_BYTES);
          Arrays.fill(seed, (byte) 0);
        } finally {
          Arrays.fill(plain, (byte) 0);
        }
      }
      whole = true;
      return secret;
    } finally {
      if (!whole) {
        Arrays.fill(secret, (byte) 0);
      }
    }
  }

  private static List<String> blocks(String text) throws IOException {
    List<String> blocks = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf(END, at);
      if (!text.startsWith(BEGIN, at) || end < 0) {
        throw new IOException("not a PEM of encrypted private keys and nothing else");
      }
      blocks.add(text.substring(at + BEGIN.length(), end));
      at = end + END.length();
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
    return blocks;
  }

  private static byte[] seed(byte[] plain, ASN1ObjectIdentifier algorithm) throws IOException {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(plain);
    if (!info.getPrivateKeyAlgorithm().getAlgorithm().equals(algorithm)) {
      throw new IOException("the keys are Ed25519, then ML-DSA-65");
    }
    ASN1Encodable key = info.parsePrivateKey();
    // What OpenSSL writes by itself is a sequence of the seed and what follows from it.
    byte[] seed =
        key instanceof ASN1TaggedObject tagged && tagged.hasContextTag(0)
            ? ASN1OctetString.getInstance(tagged, false).getOctets()
            : ASN1OctetString.getInstance(
                    key instanceof ASN1Sequence both ? both.getObjectAt(0) : key)
                .getOctets();
    if (seed.length != SEED_BYTES) {
      throw new IOException("a key without its seed is not read here");
    }
    return seed;
  }
}
