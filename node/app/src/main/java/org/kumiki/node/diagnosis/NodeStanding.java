package org.kumiki.node.diagnosis;

import java.net.URI;
import java.nio.file.Files;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.NodeSettings;
import org.kumiki.platform.consortium.ConsortiumFile;

/** How far a node has come on its way into a consortium. */
sealed interface NodeStanding {
  NodeSettings settings();

  /** It has keys and no certificate. */
  record NotEnrolled(NodeSettings settings) implements NodeStanding {}

  /**
   * It may connect.
   *
   * @param coordinator where
   * @param authorities of the consortium
   * @param chain this node's certificate first
   * @param key of the certificate; a secret
   */
  record Enrolled(
      NodeSettings settings,
      URI coordinator,
      List<X509Certificate> authorities,
      List<X509Certificate> chain,
      PrivateKey key)
      implements NodeStanding {}

  /**
   * Reads the folder as the service does when it starts.
   *
   * @throws org.kumiki.platform.cli.CommandFailure if it cannot be read
   */
  static NodeStanding of(NodeFolder folder) {
    NodeSettings settings = folder.settings();
    if (!Files.exists(folder.consortiumFile())) {
      return new NotEnrolled(settings);
    }
    ConsortiumFile consortium = folder.consortium();
    return new Enrolled(
        settings,
        URI.create(consortium.coordinator()),
        Pem.readCertificates(consortium.authority()),
        Pem.readCertificates(consortium.certificates().get(settings.organisation())),
        folder.tlsKey());
  }
}
