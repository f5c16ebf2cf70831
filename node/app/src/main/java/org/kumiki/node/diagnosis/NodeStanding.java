package org.kumiki.node.diagnosis;

import java.net.URI;
import java.nio.file.Files;
import org.kumiki.node.identity.IdentityFiles;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.NodeSettings;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.tls.MachineIdentity.Material;

/** How far a node has come on its way into a consortium. */
sealed interface NodeStanding {
  NodeSettings settings();

  /** It has keys and an invitation, and no certificate yet. */
  record Invited(NodeSettings settings, Invitation invitation) implements NodeStanding {}

  /**
   * It has a certificate.
   *
   * @param coordinator where
   * @param identity as whom it connects, and whom it believes
   */
  record Enrolled(NodeSettings settings, URI coordinator, Material identity)
      implements NodeStanding {}

  /**
   * Reads the folder as the service does when it starts.
   *
   * @throws CommandFailure if it cannot be read
   */
  static NodeStanding of(NodeFolder folder) {
    NodeSettings settings = folder.settings();
    if (Files.exists(folder.enrolmentFile())) {
      return new Enrolled(settings, IdentityFiles.coordinator(folder), IdentityFiles.load(folder));
    }
    if (!Files.exists(folder.invitationFile())) {
      throw CommandFailure.refused(
          "this folder holds neither an invitation nor an enrolment",
          "restore it from its backup, or begin in a new one with a new invitation");
    }
    return new Invited(settings, Invitation.read(folder.invitationFile()));
  }
}
