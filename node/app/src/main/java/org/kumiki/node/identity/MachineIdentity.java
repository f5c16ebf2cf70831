package org.kumiki.node.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.consortium.ConsortiumFile;
import org.kumiki.platform.consortium.EnrolmentFile;
import org.kumiki.platform.folder.PrivateFile;

/**
 * Who a node is on the wire: its TLS key, the certificate chain for it, and whom it trusts. Made by
 * enrolment, or by the consortium file where the node joined by files; replaced whole. Immutable;
 * holds the key, so it has no telling {@code toString}.
 */
public final class MachineIdentity {
  private static final String FIRST_CERTIFICATE = "-----BEGIN CERTIFICATE-----";

  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final List<X509Certificate> authorities;

  /**
   * @param chain the certificates of {@code key}, the leaf first
   * @param authorities the consortium's roots
   */
  public MachineIdentity(
      PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
    if (chain.isEmpty() || authorities.isEmpty()) {
      throw new IllegalArgumentException("an identity has a certificate and an authority");
    }
    this.key = key;
    this.chain = List.copyOf(chain);
    this.authorities = List.copyOf(authorities);
  }

  /** The identity of a folder that was enrolled, or has pinned a consortium file. */
  public static MachineIdentity load(NodeFolder folder) {
    return Files.exists(folder.identityFile()) ? enrolled(folder) : founded(folder);
  }

  /** Whether a folder has an identity. */
  public static boolean isIn(NodeFolder folder) {
    return Files.exists(folder.enrolmentFile()) || Files.exists(folder.consortiumFile());
  }

  /** Where the coordinator of a folder's consortium is. */
  public static URI coordinator(NodeFolder folder) {
    return URI.create(
        Files.exists(folder.enrolmentFile())
            ? EnrolmentFile.read(folder.enrolmentFile()).coordinator()
            : folder.consortium().coordinator());
  }

  /**
   * Writes key and chain in one step, after the authorities: whatever interrupts it, the folder has
   * the old identity or the new one.
   */
  public void store(NodeFolder folder) {
    writeWhole(folder.authoritiesFile(), Pem.certificates(authorities));
    PrivateFile.write(folder.identityFile(), Pem.privateKey(key) + Pem.certificates(chain));
  }

  public PrivateKey key() {
    return key;
  }

  /** The leaf first. */
  public List<X509Certificate> chain() {
    return chain;
  }

  /** This node's own certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  public List<X509Certificate> authorities() {
    return authorities;
  }

  /** The name that the certificate gives. */
  public PeerIdentity name() {
    return PeerIdentity.from(certificate());
  }

  private static MachineIdentity enrolled(NodeFolder folder) {
    String text = PrivateFile.read(folder.identityFile());
    int split = text.indexOf(FIRST_CERTIFICATE);
    try {
      return new MachineIdentity(
          Pem.readPrivateKey(text.substring(0, Math.max(split, 0))),
          Pem.readCertificates(text.substring(Math.max(split, 0))),
          Pem.readCertificates(Files.readString(folder.authoritiesFile())));
    } catch (CertificateRefused | IOException e) {
      throw CommandFailure.refused(
          "cannot read this node's certificate: " + folder.identityFile() + " or "
              + folder.authoritiesFile() + " is missing or damaged",
          "restore them from the backup, or ask the operator for a new invitation",
          e);
    }
  }

  private static MachineIdentity founded(NodeFolder folder) {
    ConsortiumFile consortium = folder.consortium();
    return new MachineIdentity(
        folder.tlsKey(),
        Pem.readCertificates(consortium.certificates().get(folder.settings().organisation())),
        List.of(Pem.readCertificate(consortium.authority())));
  }

  private static void writeWhole(Path file, String text) {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      Files.write(fresh, text.getBytes(StandardCharsets.US_ASCII));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot write " + file, "check the disk", e);
    }
  }
}
