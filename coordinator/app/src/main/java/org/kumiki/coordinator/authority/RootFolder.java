package org.kumiki.coordinator.authority;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.DataFolder;

/**
 * A folder with the consortium's roots: on a machine of its own after a ceremony, or inside of the
 * coordinator's data folder. Certificates lie in the open; the keys are {@link RootKeys}' business.
 */
public final class RootFolder {
  private final DataFolder folder;

  private RootFolder(DataFolder folder) {
    this.folder = folder;
  }

  /** A folder that holds roots, or is about to; nobody but its owner may look inside. */
  public static RootFolder open(Path path) {
    return new RootFolder(DataFolder.open(path));
  }

  public Path path() {
    return folder.path();
  }

  /** All roots' certificates, the oldest first. */
  public Path certificatesFile() {
    return folder.resolve("roots.pem");
  }

  public boolean isFounded() {
    return Files.exists(certificatesFile());
  }

  public List<X509Certificate> certificates() {
    if (!isFounded()) {
      throw CommandFailure.refused(
          "there is no root in " + path(), "make one with 'kumiki coordinator ca init'");
    }
    return Pem.readCertificates(WholeFile.read(certificatesFile()));
  }

  /** The roots with their keys, the oldest first. */
  public List<Issuer> issuers(RootKeys keys, SecureRandom random) {
    return certificates().stream()
        .map(certificate -> issuer(keys.key(certificate), certificate, random))
        .toList();
  }

  /** Makes a root beside those that are there. */
  public Issuer add(
      String consortium, KeyKind kind, int days, RootKeys keys, Instant now, SecureRandom random) {
    KeyPair pair = keys.generate(kind);
    Issuer root = Issuer.selfSigned(consortium, pair, Issuer.newSerial(random), now, days, random);
    keys.keep(pair, root.certificate());
    List<X509Certificate> all = new ArrayList<>(isFounded() ? certificates() : List.of());
    all.add(root.certificate());
    WholeFile.write(certificatesFile(), Pem.certificates(all));
    return new Issuer(keys.key(root.certificate()), root.certificate(), random);
  }

  /** Takes over a root that has lain elsewhere, so that it can sign its successor. */
  public void adopt(KeyPair pair, X509Certificate certificate, RootKeys keys) {
    keys.keep(pair, certificate);
    WholeFile.write(certificatesFile(), Pem.certificate(certificate));
  }

  private static Issuer issuer(PrivateKey key, X509Certificate certificate, SecureRandom random) {
    try {
      return new Issuer(key, certificate, random);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.refused(
          "the root's key does not belong to its certificate", "restore both from one backup", e);
    }
  }
}
