package org.kumiki.coordinator.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.coordinator.authority.AuthorityRequest;
import org.kumiki.coordinator.authority.RootCeremony;
import org.kumiki.coordinator.authority.RootCeremony.Cause;
import org.kumiki.coordinator.authority.RootFolder;
import org.kumiki.coordinator.authority.RootKeys;
import org.kumiki.coordinator.authority.SignedAnswer;
import org.kumiki.coordinator.authority.Transcript;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done at the root, on a machine without a network. */
final class CaCeremony {
  private CaCeremony() {}

  /** The root's folder. */
  static final class Folder {
    @Option(
        names = "--dir",
        paramLabel = "ROOT",
        description = "the root's folder (default: ${DEFAULT-VALUE})",
        defaultValue = "kumiki-root")
    Path path;
  }

  @Command(
      name = "init",
      description = "Make the consortium's root, on a machine of its own.",
      mixinStandardHelpOptions = true)
  static final class Init implements Callable<Integer> {
    @Mixin Folder folder;
    @Mixin RootAccess access;

    @Option(
        names = "--consortium",
        paramLabel = "NAME",
        required = true,
        description = "identifier of the consortium: a-z, 0-9 and -")
    String consortium;

    @Option(
        names = "--key",
        paramLabel = "KIND",
        description = "p256 or ed25519 (default: p256)",
        converter = KeyKindOption.class)
    KeyKind key = KeyKind.P256;

    @Option(
        names = "--days",
        paramLabel = "N",
        description = "how long the root is valid (default: ${DEFAULT-VALUE})")
    int days = CertificateProfile.ROOT_DAYS;

    @Override
    public Integer call() {
      RootFolder root = RootFolder.open(folder.path);
      if (root.isFounded()) {
        throw CommandFailure.refused(
            folder.path + " already holds a root", "choose another folder");
      }
      checkProfile();
      SecureRandom random = new SecureRandom();
      Instant now = Clock.systemUTC().instant();
      access.with(
          root,
          true,
          random,
          keys -> {
            Issuer made = root.add(consortium, key, days, keys, now, random);
            Transcript transcript = transcript(made, keys, now);
            Path file = transcript.write(root.path());
            transcript.lines().forEach(System.out::println);
            System.out.println("This transcript is in " + file + ".");
            return made;
          });
      System.out.println("Carry " + root.certificatesFile() + " to the coordinator: ");
      System.out.println("kumiki coordinator init … --root-certificate roots.pem");
      return ExitCode.DONE;
    }

    private void checkProfile() {
      try {
        CertificateProfile profile = new CertificateProfile.Root(consortium, days);
        if (profile.days() <= CertificateProfile.ISSUING_DAYS) {
          throw new IllegalArgumentException(
              "A root outlives its issuing authorities of "
                  + CertificateProfile.ISSUING_DAYS
                  + " days");
        }
      } catch (IllegalArgumentException e) {
        throw CommandFailure.refused(e.getMessage(), "choose another value", e);
      }
    }

    private Transcript transcript(Issuer root, RootKeys keys, Instant now) {
      return new Transcript(now, consortium, "made the root")
          .certificate("root", root.certificate())
          .note("root's keys", keys.place())
          .commands(
              List.of(
                  "openssl x509 -in roots.pem -noout -subject -dates -fingerprint -sha256",
                  "openssl verify -x509_strict -check_ss_sig -CAfile roots.pem roots.pem"));
    }
  }

  @Command(
      name = "sign",
      description = "Sign a coordinator's request at the root, for a whole rotation at once.",
      mixinStandardHelpOptions = true)
  static final class Sign implements Callable<Integer> {
    @Mixin Folder folder;
    @Mixin RootAccess access;

    @Parameters(paramLabel = "REQUEST", description = "of 'ca request', or of 'coordinator init'")
    Path request;

    @Option(
        names = "--out",
        paramLabel = "ANSWER",
        required = true,
        description = "what 'ca install' takes at the coordinator")
    Path out;

    @Option(names = "--new-root", description = "make a new root that replaces this one")
    boolean newRoot;

    @Option(
        names = "--compromised",
        description = "the old issuing key is in other hands: revoke it with the activation")
    boolean compromised;

    @Override
    public Integer call() {
      RootFolder root = RootFolder.open(folder.path);
      AuthorityRequest asked = AuthorityRequest.parse(CaFiles.text(request));
      SecureRandom random = new SecureRandom();
      Instant now = Clock.systemUTC().instant();
      access.with(
          root,
          false,
          random,
          keys -> {
            SignedAnswer answer = new SignedAnswer(answer(root, keys, asked, now, random));
            CaFiles.write(out, answer.text());
            answer.document(root.path(), now, keys.place()).lines().forEach(System.out::println);
            return answer;
          });
      System.out.println("Carry " + out + " to the coordinator: kumiki coordinator ca install");
      return ExitCode.DONE;
    }

    private List<SignedBundle> answer(
        RootFolder root, RootKeys keys, AuthorityRequest asked, Instant now, SecureRandom random) {
      List<Issuer> roots = root.issuers(keys, random);
      Issuer newest = roots.get(roots.size() - 1);
      String consortium = consortium(newest);
      RootCeremony ceremony = new RootCeremony(consortium, now, random);
      if (asked.bundle().isEmpty()) {
        return ceremony.first(newest, asked.key().orElseThrow());
      }
      AuthorityBundle current =
          asked.bundle().get().verify(roots.stream().map(Issuer::certificate).toList());
      if (asked.key().isEmpty()) {
        return ceremony.refreshed(roots, current);
      }
      SigningRequest key = asked.key().get();
      if (newRoot) {
        KeyKind kind = KeyKind.of(newest.certificate().getPublicKey());
        return ceremony.newRoot(
            roots,
            current,
            root.add(consortium, kind, CertificateProfile.ROOT_DAYS, keys, now, random),
            key);
      }
      return ceremony.newIssuing(
          roots, current, key, compromised ? Cause.COMPROMISED : Cause.PLANNED);
    }

    private static String consortium(Issuer root) {
      return CaRotation.consortium(root.certificate());
    }
  }
}
