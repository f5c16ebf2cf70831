package org.kumiki.node.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.tls.MachineIdentity.Material;

/** Who a node is on the wire, as its folder keeps it since it enrolled or renewed last. */
public final class IdentityFiles {
  private static final String FIRST_CERTIFICATE = "-----BEGIN CERTIFICATE-----";

  private IdentityFiles() {}

  /** Where the coordinator of a folder's consortium is. */
  public static URI coordinator(NodeFolder folder) {
    return URI.create(folder.enrolment().coordinator());
  }

  /**
   * Writes key and chain in one step, after the authorities: whatever interrupts it, the folder has
   * the old identity or the new one.
   */
  public static void store(NodeFolder folder, Material material) {
    writeWhole(folder.authoritiesFile(), Pem.certificates(material.authorities()));
    PrivateFile.write(
        folder.identityFile(), Pem.privateKey(material.key()) + Pem.certificates(material.chain()));
  }

  /** The key, chain and authorities of a folder that was enrolled. */
  public static Material load(NodeFolder folder) {
    String text = PrivateFile.read(folder.identityFile());
    int split = Math.max(text.indexOf(FIRST_CERTIFICATE), 0);
    try {
      return new Material(
          Pem.readPrivateKey(text.substring(0, split)),
          Pem.readCertificates(text.substring(split)),
          Pem.readCertificates(Files.readString(folder.authoritiesFile())));
    } catch (CertificateRefused | IOException e) {
      throw CommandFailure.refused(
          "cannot read this node's certificate from "
              + folder.identityFile()
              + " and "
              + folder.authoritiesFile(),
          "restore them from the backup, or ask the operator for a new invitation",
          e);
    }
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
