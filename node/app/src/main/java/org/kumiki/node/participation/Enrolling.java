package org.kumiki.node.participation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.node.identity.EnrolmentKeys;
import org.kumiki.node.identity.IdentityFiles;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.consortium.EnrolmentFile;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.proxy.ProxyRefused;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.tls.MachineIdentity.Material;

/**
 * A node's way from an invitation to a certificate. It may be interrupted anywhere: started again,
 * it goes on with the same keys and the same request, and gets the same answer.
 */
public final class Enrolling {
  /** Failures in a row before it gives up for now; the request waits at the coordinator. */
  private static final int PATIENCE = 5;

  private static final String GO_ON =
      "run 'kumiki node enrol' again; it goes on with the same keys and words";

  private final NodeFolder folder;
  private final Clock clock;
  private final Rest rest;

  /** After a failure of the network, which says nothing. */
  private static final Duration UNSAID_REST = Duration.ofSeconds(5);

  /** How it waits; a test's does not. */
  public interface Rest {
    void of(Duration duration) throws InterruptedException;
  }

  public Enrolling(NodeFolder folder, Clock clock, Rest rest) {
    this.folder = folder;
    this.clock = clock;
    this.rest = rest;
  }

  /**
   * Asks until there is a certificate, and stores it.
   *
   * @param patient whether to wait for the operator; otherwise an open request ends it for now
   * @throws CommandFailure with exit code 75 if it can be tried again later
   */
  public Material run(boolean patient) throws InterruptedException {
    if (isDone()) {
      // Interrupted at the very end, it may have left the used token behind.
      EnrolmentKeys.discard(folder);
      throw CommandFailure.refused(
          "this node is enrolled already",
          "start it with 'kumiki node start'; with a new invitation, 'kumiki node enrol --invite"
              + " FILE' enrols it again");
    }
    Invitation invitation = invitation();
    EnrolmentKeys keys = EnrolmentKeys.read(folder, invitation.consortium());
    EstClient est =
        new EstClient(
            URI.create(invitation.coordinator()),
            WayOut.of(Optional.ofNullable(folder.settings().proxy())),
            clock);
    List<X509Certificate> roots = roots(est, invitation);
    EstAnswer.Certificates issued = await(est, roots, invitation, keys, patient);
    return store(roots, issued, keys, invitation);
  }

  /** Whether the last request of this folder has become its certificate. */
  private boolean isDone() {
    if (!Files.exists(folder.enrolmentFile())) {
      return false;
    }
    return !Files.exists(folder.certificateRequestFile())
        || EnrolmentKeys.read(folder, folder.enrolment().consortium())
            .request()
            .signingRequest()
            .publicKey()
            .equals(IdentityFiles.load(folder).certificate().getPublicKey());
  }

  private Invitation invitation() {
    if (!Files.exists(folder.invitationFile())) {
      throw CommandFailure.refused(
          "this folder holds no invitation", "run 'kumiki node init --invite FILE' first");
    }
    return Invitation.read(folder.invitationFile());
  }

  private List<X509Certificate> roots(EstClient est, Invitation invitation)
      throws InterruptedException {
    try {
      X509Certificate pinned = est.pinnedRoot(invitation);
      return IssuedCertificate.roots(est.authorities(List.of(pinned)));
    } catch (ChannelRefusal | ProxyRefused e) {
      throw CommandFailure.refused(e.getMessage(), GO_ON, e);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private EstAnswer.Certificates await(
      EstClient est,
      List<X509Certificate> roots,
      Invitation invitation,
      EnrolmentKeys keys,
      boolean patient)
      throws InterruptedException {
    int failures = 0;
    while (true) {
      Duration pause = UNSAID_REST;
      try {
        EstAnswer answer = est.enrol(roots, invitation, keys.request());
        failures = 0;
        if (answer instanceof EstAnswer.Certificates issued) {
          return issued;
        }
        pause = untilAskedAgain(answer, patient);
      } catch (ChannelRefusal | ProxyRefused e) {
        throw CommandFailure.refused(e.getMessage(), GO_ON, e);
      } catch (IOException e) {
        if (++failures >= PATIENCE || !patient) {
          throw unreachable(e);
        }
      }
      rest.of(pause);
    }
  }

  /** As long as the coordinator says; a refusal for good, or nobody who waits, ends it. */
  private static Duration untilAskedAgain(EstAnswer answer, boolean patient) {
    String why = "the operator has not approved yet";
    Duration pause = UNSAID_REST;
    if (answer instanceof EstAnswer.Waiting waiting) {
      pause = waiting.rest();
    } else if (answer instanceof EstAnswer.Refused no) {
      why = no.sentence();
      pause =
          no.again()
              .orElseThrow(
                  () ->
                      CommandFailure.refused(
                          "enrolment is refused: " + no.sentence(), "ask the operator"));
    }
    if (!patient) {
      throw CommandFailure.tryLater(why, GO_ON);
    }
    return pause;
  }

  private Material store(
      List<X509Certificate> roots,
      EstAnswer.Certificates issued,
      EnrolmentKeys keys,
      Invitation invitation) {
    try {
      Material identity =
          new IssuedCertificate(roots, clock).of(issued.found(), keys.tlsKey(), keys.request());
      // What it trusted before is told anew, by the root that the invitation names.
      forgetBundle();
      IdentityFiles.store(folder, identity);
      new EnrolmentFile(
              invitation.consortium(),
              invitation.coordinator(),
              invitation.organisation(),
              keys.request().identity().node(),
              invitation.rootSha256())
          .write(folder.enrolmentFile());
      EnrolmentKeys.discard(folder);
      return identity;
    } catch (CertificateRefused e) {
      throw CommandFailure.refused(
          "the certificate that came is not acceptable: " + e.getMessage(),
          "check this machine's clock, and tell the operator",
          e);
    }
  }

  private void forgetBundle() {
    try {
      Files.deleteIfExists(folder.authorityBundleFile());
    } catch (IOException e) {
      throw CommandFailure.refused(
          "cannot delete " + folder.authorityBundleFile(), "check the disk", e);
    }
  }

  private CommandFailure unreachable(IOException e) {
    Optional<String> proxy =
        Optional.ofNullable(folder.settings().proxy()).map(settings -> settings.address());
    return CommandFailure.tryLater(new Reachability(proxy, clock).sentence(e), GO_ON);
  }
}
