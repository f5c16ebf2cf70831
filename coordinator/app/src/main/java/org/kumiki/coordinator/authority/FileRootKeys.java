package org.kumiki.coordinator.authority;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import org.kumiki.certs.issuance.EncryptedKey;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;

/** Roots' keys in a folder's files, all under one passphrase ({@link EncryptedKey}). */
public final class FileRootKeys implements RootKeys {
  private final Path folder;
  private final Passphrase passphrase;
  private final SecureRandom random;

  /**
   * @param folder where the files are, private to its owner
   * @param passphrase stays the caller's to close
   */
  public FileRootKeys(Path folder, Passphrase passphrase, SecureRandom random) {
    this.folder = folder;
    this.passphrase = passphrase;
    this.random = random;
  }

  @Override
  public KeyPair generate(KeyKind kind) {
    return KeyPairs.generate(kind, random);
  }

  @Override
  public void keep(KeyPair keys, X509Certificate certificate) {
    PrivateFile.write(
        file(certificate), EncryptedKey.write(keys.getPrivate(), passphrase.chars(), random));
  }

  @Override
  public PrivateKey key(X509Certificate certificate) {
    try {
      return EncryptedKey.read(PrivateFile.read(file(certificate)), passphrase.chars());
    } catch (CertificateRefused e) {
      throw CommandFailure.refused(
          "the root's key cannot be used: " + e.getMessage(), "check passphrase and file", e);
    }
  }

  @Override
  public String place() {
    return "encrypted PKCS#8 (PBES2: PBKDF2-HMAC-SHA256, AES-256-CBC) in " + folder;
  }

  private Path file(X509Certificate certificate) {
    return folder.resolve("root-" + AuthorityKeyId.of(certificate).hex() + ".key.pem");
  }
}
