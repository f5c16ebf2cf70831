package org.kumiki.node.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.roster.SigningKey;
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
  void openSslReadsTheEncryptedKey() throws Exception {
    Path file = folder.resolve("organisation.key");
    Path passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
    try (SigningKey key = SigningKey.generate("acme", RANDOM)) {
      OrganisationKeyFile.write(file, key, Optional.of(PASSPHRASE.toCharArray()), RANDOM);
      String shown =
          openssl("pkey", "-in", file.toString(), "-passin", "file:" + passphrase, "-text");
      String digits = shown.replaceAll("[^0-9a-f]", "");
      assertTrue(digits.contains(key.publicKey().hex()), "no public key of ours in its answer");
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
