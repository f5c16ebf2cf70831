package org.kumiki.certs.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.certs.TestAuthority.RANDOM;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.certs.Openssl;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.fixture.Programs.Answer;

class EncryptedKeyTest {
  private static final char[] PASSPHRASE = "lusab babad gutih".toCharArray();

  private static Reason refusal(String text, char[] passphrase) {
    return assertThrows(CertificateRefused.class, () -> EncryptedKey.read(text, passphrase))
        .reason();
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void aKeyComesBackUnderItsPassphraseAndUnderNoOther(KeyKind kind) {
    KeyPair keys = KeyPairs.generate(kind, RANDOM);
    String text = EncryptedKey.write(keys.getPrivate(), PASSPHRASE, RANDOM);

    assertEquals(keys.getPrivate(), EncryptedKey.read(text, PASSPHRASE));
    assertEquals(Reason.WRONG_PASSPHRASE, refusal(text, "lusab babad gutiH".toCharArray()));
  }

  /** A second reader, and a look at the parameters that it found. */
  @Test
  void opensslReadsTheKeyAndSeesSixHundredThousandIterations(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("root.key.pem");
    KeyPair keys = KeyPairs.generate(RANDOM);
    Files.writeString(file, EncryptedKey.write(keys.getPrivate(), PASSPHRASE, RANDOM));
    Path pass = Files.writeString(folder.resolve("pass"), String.valueOf(PASSPHRASE));

    Answer key = Openssl.run("pkey", "-in", file.toString(), "-passin", "file:" + pass);
    assertTrue(key.accepted(), key.text());
    assertEquals(keys.getPrivate(), Pem.readPrivateKey(key.text()));
    Answer structure = Openssl.run("asn1parse", "-in", file.toString());
    for (String part : List.of("PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc", ":0927C0")) {
      assertTrue(structure.text().contains(part), part + " in " + structure.text());
    }
  }

  /** Another writer, with parameters within and outside of the limits. */
  @ParameterizedTest
  @ValueSource(strings = {"200000 WRONG_PASSPHRASE", "2048 UNREADABLE", "30000000 UNREADABLE"})
  void parametersAreLookedAtBeforeAnyWorkIsDone(String text, @TempDir Path folder)
      throws Exception {
    String iterations = text.split(" ")[0];
    Path plain = folder.resolve("plain.pem");
    Files.writeString(plain, Pem.privateKey(KeyPairs.generate(RANDOM).getPrivate()));
    // Three seconds of work for openssl at thirty million; for us none, as it is refused unread.
    Answer encrypted =
        Openssl.run(
            "pkcs8",
            "-topk8",
            "-v2",
            "aes-256-cbc",
            "-v2prf",
            "hmacWithSHA256",
            "-iter",
            iterations,
            "-passout",
            "pass:other words",
            "-in",
            plain.toString());
    assertTrue(encrypted.accepted(), encrypted.text());

    assertEquals(Reason.valueOf(text.split(" ")[1]), refusal(encrypted.text(), PASSPHRASE));
  }

  @Test
  void scryptAndOtherSchemesAreRefusedUnread(@TempDir Path folder) throws Exception {
    Path plain = folder.resolve("plain.pem");
    Files.writeString(plain, Pem.privateKey(KeyPairs.generate(RANDOM).getPrivate()));
    Answer encrypted =
        Openssl.run("pkcs8", "-topk8", "-scrypt", "-passout", "pass:x", "-in", plain.toString());
    assertTrue(encrypted.accepted(), encrypted.text());

    assertEquals(Reason.UNREADABLE, refusal(encrypted.text(), PASSPHRASE));
  }

  @Test
  void anEmptyPassphraseIsNotTaken() {
    assertThrows(
        IllegalArgumentException.class,
        () -> EncryptedKey.write(KeyPairs.generate(RANDOM).getPrivate(), new char[0], RANDOM));
  }

  @Property
  void foreignBytesAreRefused(@ForAll byte[] bytes) {
    assertThrows(
        CertificateRefused.class, () -> EncryptedKey.read(Pem.encryptedKey(bytes), PASSPHRASE));
  }
}
