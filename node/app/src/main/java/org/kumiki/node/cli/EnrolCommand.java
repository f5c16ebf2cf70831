package org.kumiki.node.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.node.identity.EnrolmentKeys;
import org.kumiki.node.identity.InvitedNode;
import org.kumiki.node.participation.Enrolling;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.tls.MachineIdentity.Material;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kumiki node enrol}. */
@Command(
    name = "enrol",
    description = {
      "Ask the consortium for this node's certificate: shows six words, which the operator asks",
      "for by phone, and waits for the approval. Interrupted, it goes on when started again.",
      "With a new invitation, a node that is there enrols again and keeps its data and its",
      "organisation's key; it must not run meanwhile."
    },
    mixinStandardHelpOptions = true)
final class EnrolCommand implements Callable<Integer> {
  @Mixin Folder folder;
  @Mixin KeyPassphrase passphrase;

  @Option(
      names = "--invite",
      paramLabel = "FILE",
      description = "enrol this node again, by a new invitation")
  Path invite;

  @Option(
      names = "--no-wait",
      description = "end with exit code 75 while the operator has not decided")
  boolean hurried;

  @Override
  public Integer call() throws InterruptedException {
    NodeFolder opened = folder.open();
    boolean again =
        Files.exists(opened.enrolmentFile())
            && (invite != null || Files.exists(opened.certificateRequestFile()));
    if (!again) {
      return enrol(opened);
    }
    // A running service would write the certificate that it knows over the new one.
    try (FolderLock lock = opened.folder().lock()) {
      assert lock != null;
      return enrol(opened);
    }
  }

  private int enrol(NodeFolder opened) throws InterruptedException {
    if (invite != null) {
      Invitation invitation = Invitation.read(invite);
      InvitedNode node = new InvitedNode(opened, Clock.systemUTC(), new SecureRandom());
      EnrolmentKeys made = passphrase.with(opened, key -> node.again(invitation, key));
      assert made != null;
    }
    if (Files.exists(opened.invitationFile())) {
      Invitation invitation = Invitation.read(opened.invitationFile());
      System.out.println(
          "Call the operator of "
              + invitation.consortium()
              + " at a number that you know, not one from the invitation, and read out:");
      System.out.println();
      System.out.println("    " + EnrolmentKeys.read(opened, invitation.consortium()).words());
      System.out.println();
      System.out.flush();
    }
    Material identity =
        new Enrolling(opened, Clock.systemUTC(), duration -> Thread.sleep(duration.toMillis()))
            .run(!hurried);
    System.out.println(
        "Enrolled. The certificate is valid until "
            + identity.certificate().getNotAfter().toInstant()
            + " and renews itself while the node runs.");
    System.out.println("Next: 'kumiki node start --dir " + opened.folder().path() + "'");
    return ExitCode.DONE;
  }
}
