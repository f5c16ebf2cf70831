package org.kumiki.node.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.fixture.Programs;
import org.kumiki.fixture.Programs.Answer;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;

/** The organisation's key at rest. OpenSSL is the judge of the encrypted form. */
class OrganisationKeyFileTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PASSPHRASE = "鋼 and steel, 42";

  @TempDir Path folder;

  @Test
  void anEncryptedKeyComesBackWithItsPassphraseAndOnlyWithIt() throws IOException {
    Path file = folder.resolve("organisation.key");
    try (SigningKey key = SigningKey.generate("acme", RANDOM)) {
      OrganisationKeyFile.write(file, key, Optional.of(PASSPHRASE.toCharArray()), RANDOM);
      assertTrue(OrganisationKeyFile.isEncrypted(file));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertEquals(key.publicKey(), read(file, PASSPHRASE).publicKey());
      assertFalse(Files.readString(file).contains(secretOf(key)));
    }
    for (int i = 0; i < 3; i++) {
      String wrong = "wrong " + i;
      CommandFailure refusal = assertThrows(CommandFailure.class, () -> read(file, wrong));
      assertTrue(refusal.line().contains("check the passphrase"), refusal.line());
      assertFalse(refusal.line().contains(wrong), refusal.line());
    }
    CommandFailure none =
        assertThrows(
            CommandFailure.class, () -> OrganisationKeyFile.read(file, "acme", Optional.empty()));
    assertTrue(none.line().contains("passphraseFile"), none.line());
  }

  @Test
  void aKeyOfBothKindsComesBackEncryptedAndInTheClear() throws IOException {
    Path file = folder.resolve("organisation.key");
    try (SigningKey key = both()) {
      for (Optional<String> passphrase :
          List.of(Optional.of(PASSPHRASE), Optional.<String>empty())) {
        Optional<char[]> typed = passphrase.map(String::toCharArray);
        OrganisationKeyFile.write(file, key, typed, RANDOM);
        assertEquals(passphrase.isPresent(), OrganisationKeyFile.isEncrypted(file));
        SigningKey read = OrganisationKeyFile.read(file, "acme", typed);
        assertEquals(key.publicKey(), read.publicKey());
        assertEquals(SigningKind.ED25519_ML_DSA_65, read.kind());
      }
    }
  }

  @Test
  void aFileThatLacksItsSecondKeyIsAnotherKeyAndOneInDisorderIsNone() throws IOException {
    Path file = folder.resolve("organisation.key");
    try (SigningKey key = both()) {
      OrganisationKeyFile.write(file, key, Optional.of(PASSPHRASE.toCharArray()), RANDOM);
      String[] blocks = PrivateFile.read(file).split("(?<=-----END ENCRYPTED PRIVATE KEY-----\n)");
      assertEquals(2, blocks.length);
      PrivateFile.write(file, blocks[0]);
      assertNotEquals(key.publicKey(), read(file, PASSPHRASE).publicKey());
      for (String wrong :
          List.of(
              blocks[1],
              blocks[1] + blocks[0],
              blocks[0] + blocks[1] + blocks[1],
              blocks[0] + "and more\n" + blocks[1],
              blocks[0] + blocks[1].substring(0, 90))) {
        PrivateFile.write(file, wrong);
        CommandFailure refusal =
            assertThrows(CommandFailure.class, () -> read(file, PASSPHRASE), wrong);
        assertTrue(refusal.line().contains("cannot be read"), refusal.line());
      }
    }
  }

  /** The form of C2SP/wycheproof, mldsa_65_sign_seed_test, and of OpenSSL 3.5 with both parts. */
  @Test
  void theSecondKeyIsTheSeedInPkcs8() throws Exception {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 0x2a);
    String published = "3034020100300b060960864801650304031204228020" + "2a".repeat(32);
    Path file = folder.resolve("organisation.key");
    byte[] secret = new byte[64];
    System.arraycopy(seed, 0, secret, 32, 32);
    try (SigningKey key = SigningKey.fromSecret("acme", secret)) {
      OrganisationKeyFile.write(file, key, Optional.of(PASSPHRASE.toCharArray()), RANDOM);
      String[] blocks = PrivateFile.read(file).split("-----[A-Z ]+-----");
      byte[] der = Base64.getMimeDecoder().decode(blocks[3]);
      byte[] opened = SealedPrivateKey.open(der, PASSPHRASE.toCharArray());
      assertEquals(published, HexFormat.of().formatHex(opened));

      byte[] withExpanded =
          new PrivateKeyInfo(
                  new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_65),
                  new DERSequence(
                      new ASN1Encodable[] {
                        new DEROctetString(seed), new DEROctetString(new byte[4032])
                      }))
              .getEncoded();
      byte[] sealed = SealedPrivateKey.seal(withExpanded, PASSPHRASE.toCharArray(), RANDOM);
      PrivateFile.write(
          file,
          "-----BEGIN ENCRYPTED PRIVATE KEY-----"
              + blocks[1]
              + "-----END ENCRYPTED PRIVATE KEY-----\n"
              + "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
              + Base64.getMimeEncoder().encodeToString(sealed)
              + "\n-----END ENCRYPTED PRIVATE KEY-----\n");
      assertEquals(key.publicKey(), read(file, PASSPHRASE).publicKey());
    }
  }

  private static SigningKey both() {
    return SigningKey.generate("acme", SigningKind.ED25519_ML_DSA_65, RANDOM);
  }

  @Test
  void aKeyThatAnEarlierReleaseWroteIsStillRead() {
    Path file = folder.resolve("organisation.key");
    try (SigningKey key = SigningKey.generate("acme", RANDOM)) {
      PrivateFile.write(file, secretOf(key));
      assertFalse(OrganisationKeyFile.isEncrypted(file));
      assertEquals(
          key.publicKey(), OrganisationKeyFile.read(file, "acme", Optional.empty()).publicKey());
    }
  }

  @Test
  void openSslReadsTheEncryptedKeyAndTheFirstOfTwo() throws Exception {
    Path file = folder.resolve("organisation.key");
    Path passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
    for (SigningKind kind : SigningKind.values()) {
      try (SigningKey key = SigningKey.generate("acme", kind, RANDOM)) {
        OrganisationKeyFile.write(file, key, Optional.of(PASSPHRASE.toCharArray()), RANDOM);
        String shown =
            openssl("pkey", "-in", file.toString(), "-passin", "file:" + passphrase, "-text");
        String digits = shown.replaceAll("[^0-9a-f]", "");
        String first = key.publicKey().hex().substring(0, 64);
        assertTrue(digits.contains(first), "no public key of ours in its answer");
      }
    }
  }

  @Test
  void whatOpenSslWroteIsReadHere() throws Exception {
    Path plain = folder.resolve("plain.pem");
    Path file = folder.resolve("organisation.key");
    Path passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
    openssl("genpkey", "-algorithm", "ed25519", "-out", plain.toString());
    openssl(
        "pkcs8",
        "-topk8",
        "-in",
        plain.toString(),
        "-out",
        file.toString(),
        "-scrypt",
        "-v2",
        "aes-256-cbc",
        "-passout",
        "file:" + passphrase);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    String shown = openssl("pkey", "-in", plain.toString(), "-noout", "-text");
    String digits = shown.replaceAll("[^0-9a-f]", "");
    assertTrue(digits.contains(read(file, PASSPHRASE).publicKey().hex()));
  }

  @Test
  void anotherKindOfEncryptionIsRefused() throws Exception {
    Path plain = folder.resolve("plain.pem");
    Path file = folder.resolve("organisation.key");
    openssl("genpkey", "-algorithm", "ed25519", "-out", plain.toString());
    openssl(
        "pkcs8",
        "-topk8",
        "-in",
        plain.toString(),
        "-out",
        file.toString(),
        "-v2",
        "aes-256-cbc",
        "-passout",
        "pass:x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    // PBKDF2 is another derivation; it is named in words, not tried.
    assertThrows(CommandFailure.class, () -> read(file, "x"));
  }

  private static SigningKey read(Path file, String passphrase) {
    return OrganisationKeyFile.read(file, "acme", Optional.of(passphrase.toCharArray()));
  }

  private static String secretOf(SigningKey key) {
    return HexFormat.of().formatHex(key.secretCopy());
  }

  private static String openssl(String... arguments) throws IOException, InterruptedException {
    Answer answer =
        Programs.run(
            Stream.concat(Stream.of("openssl"), Stream.of(arguments)).toArray(String[]::new));
    assertTrue(answer.accepted(), answer.text());
    return answer.text();
  }
}
