package org.kumiki.node.cli;

import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.node.identity.EnrolmentKeys;
import org.kumiki.node.participation.Enrolling;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.tls.MachineIdentity.Material;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kumiki node enrol}. */
@Command(
    name = "enrol",
    description = {
      "Ask the consortium for this node's certificate: shows six words, which the operator asks",
      "for by phone, and waits for the approval. Interrupted, it goes on when started again."
    },
    mixinStandardHelpOptions = true)
final class EnrolCommand implements Callable<Integer> {
  @Mixin Folder folder;

  @Option(
      names = "--no-wait",
      description = "end with exit code 75 while the operator has not decided")
  boolean hurried;

  @Override
  public Integer call() throws InterruptedException {
    NodeFolder opened = folder.open();
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
