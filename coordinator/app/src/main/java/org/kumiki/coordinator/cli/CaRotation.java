package org.kumiki.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.coordinator.authority.AuthorityFolder;
import org.kumiki.coordinator.authority.AuthorityRequest;
import org.kumiki.coordinator.authority.Founding;
import org.kumiki.coordinator.authority.RootCeremony;
import org.kumiki.coordinator.authority.RootCeremony.Cause;
import org.kumiki.coordinator.authority.RootFolder;
import org.kumiki.coordinator.authority.RootKeys;
import org.kumiki.coordinator.authority.SignedAnswer;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done at the coordinator to replace an authority. */
final class CaRotation {
  private CaRotation() {}

  /** The organisation in a root's name is the consortium. */
  static String consortium(X509Certificate root) {
    RDN[] names =
        X500Name.getInstance(root.getSubjectX500Principal().getEncoded()).getRDNs(BCStyle.O);
    return names.length == 0 ? "" : names[0].getFirst().getValue().toString();
  }

  private static SignedBundle current(LocalApi api) {
    return Pem.readBundles(api.get(CaCommand.API + "/bundle").path("pem").asText()).get(0);
  }

  private static AuthorityFolder authorities(CoordinatorCommand.Folder folder) {
    CoordinatorFolder opened = folder.open();
    opened.settings();
    return new AuthorityFolder(opened, new SecureRandom());
  }

  private static void install(LocalApi api, String answer) {
    JsonNode status = api.post(CaCommand.API + "/answer", answer, "text/plain");
    CaCommand.lines(status).forEach(System.out::println);
  }

  @Command(
      name = "request",
      description = "Make the key of a new issuing authority, and the request to the root.",
      mixinStandardHelpOptions = true)
  static final class Request implements Callable<Integer> {
    @Mixin CoordinatorCommand.Folder folder;

    @Option(names = "--out", paramLabel = "F", description = "write the request here too")
    Path out;

    @Option(names = "--lists", description = "ask only for the root's revocation lists again")
    boolean lists;

    @Option(
        names = "--key",
        paramLabel = "KIND",
        description = "p256 or ed25519 (default: p256)",
        converter = KeyKindOption.class)
    KeyKind key = KeyKind.P256;

    @Override
    public Integer call() {
      AuthorityFolder authorities = authorities(folder);
      // Before the first answer there is no service, and nothing that a new key would follow on.
      Optional<SignedBundle> bundle =
          authorities.awaitsRoot() ? Optional.empty() : Optional.of(current(folder.api()));
      Optional<SigningRequest> request =
          lists ? Optional.empty() : Optional.of(authorities.newIssuingKey(key));
      if (bundle.isEmpty() && lists) {
        throw CommandFailure.refused("there are no lists yet", "leave --lists out");
      }
      String text = new AuthorityRequest(request, bundle).text();
      CaFiles.write(authorities.requestFile(), text);
      if (out != null) {
        CaFiles.write(out, text);
      }
      System.out.println(
          "Carry "
              + (out == null ? authorities.requestFile() : out)
              + " to the root: kumiki coordinator ca sign");
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "install",
      description = "Install what the root signed; the new authority is introduced to all nodes.",
      mixinStandardHelpOptions = true)
  static final class Install implements Callable<Integer> {
    @Mixin CoordinatorCommand.Folder folder;

    @Parameters(paramLabel = "ANSWER", description = "of 'ca sign'")
    Path answer;

    @Override
    public Integer call() {
      String text = CaFiles.text(answer);
      if (!authorities(folder).awaitsRoot()) {
        CaRotation.install(folder.api(), text);
        return ExitCode.DONE;
      }
      try {
        new Founding(folder.open(), Clock.systemUTC(), new SecureRandom())
            .install(Pem.readBundles(text).get(0));
      } catch (CertificateRefused e) {
        throw CommandFailure.refused(
            "the answer is not acceptable: " + e.getMessage(), "carry it here again", e);
      }
      System.out.println("Installed. The coordinator has its certificate and can be started.");
      return ExitCode.DONE;
    }
  }

  /** Request, signature and installation in one go, where the root's key lies in the folder. */
  private abstract static class InPlace implements Callable<Integer> {
    @Mixin CoordinatorCommand.Folder folder;
    @Mixin RootAccess access;

    @Option(
        names = "--key",
        paramLabel = "KIND",
        description = "of the new issuing authority: p256 or ed25519 (default: p256)",
        converter = KeyKindOption.class)
    KeyKind key = KeyKind.P256;

    abstract List<SignedBundle> sign(
        RootCeremony ceremony, Signing signing, AuthorityBundle current, SigningRequest request);

    /** What a ceremony has at hand. */
    record Signing(RootFolder root, RootKeys keys, Instant now, SecureRandom random) {
      List<Issuer> roots() {
        return root.issuers(keys, random);
      }
    }

    @Override
    public Integer call() {
      AuthorityFolder authorities = authorities(folder);
      SecureRandom random = new SecureRandom();
      LocalApi api = folder.api();
      if (api.get(CaCommand.API).hasNonNull("next")) {
        throw CommandFailure.refused(
            "an earlier rotation is not finished", "run 'ca activate' and 'ca retire' first");
      }
      AuthorityBundle current = current(api).bundle();
      boolean adopt =
          !authorities.holdsRoot() && folder.open().authorityKeyFile().toFile().exists();
      if (!authorities.holdsRoot() && !adopt) {
        throw CommandFailure.refused(
            "the root is not in this folder",
            "run 'ca request' here, 'ca sign' at the root, and 'ca install' here");
      }
      RootFolder root = authorities.root();
      access.with(
          root,
          adopt,
          random,
          keys -> {
            if (adopt) {
              authorities.adoptDirectRoot(current.oldestRoot(), keys);
            }
            Instant now = Clock.systemUTC().instant();
            Signing signing = new Signing(root, keys, now, random);
            RootCeremony ceremony = new RootCeremony(current.consortium(), now, random);
            SignedAnswer answer =
                new SignedAnswer(sign(ceremony, signing, current, authorities.newIssuingKey(key)));
            answer.document(root.path(), now, keys.place()).lines().forEach(System.out::println);
            install(api, answer.text());
            return answer;
          });
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "rotate-issuing",
      description = "Make a new issuing authority and introduce it to all nodes.",
      mixinStandardHelpOptions = true)
  static final class RotateIssuing extends InPlace {
    @Option(
        names = "--compromised",
        description = "the old issuing key is in other hands: revoke it with the activation")
    boolean compromised;

    @Override
    List<SignedBundle> sign(
        RootCeremony ceremony, Signing signing, AuthorityBundle current, SigningRequest request) {
      return ceremony.newIssuing(
          signing.roots(), current, request, compromised ? Cause.COMPROMISED : Cause.PLANNED);
    }
  }

  @Command(
      name = "rotate-root",
      description = "Make a new root, signed by the old one, and introduce it to all nodes.",
      mixinStandardHelpOptions = true)
  static final class RotateRoot extends InPlace {
    @Override
    List<SignedBundle> sign(
        RootCeremony ceremony, Signing signing, AuthorityBundle current, SigningRequest request) {
      List<Issuer> roots = signing.roots();
      KeyKind kind = KeyKind.of(current.newestRoot().getPublicKey());
      Issuer added =
          signing
              .root()
              .add(
                  current.consortium(),
                  kind,
                  CertificateProfile.ROOT_DAYS,
                  signing.keys(),
                  signing.now(),
                  signing.random());
      return ceremony.newRoot(roots, current, added, request);
    }
  }

  /** A step that waits for all nodes, or says for which it does not. */
  private abstract static class Step implements Callable<Integer> {
    @Mixin CoordinatorCommand.Folder folder;

    @Option(
        names = "--force-without",
        paramLabel = "NODE",
        arity = "1..*",
        description = "organisation/node that is not waited for; it may have to enrol again")
    List<String> without = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the record")
    String reason;

    void take(String step) {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reason);
      ArrayNode names = body.putArray("without");
      Stream.ofNullable(without).flatMap(List::stream).forEach(names::add);
      JsonNode status = folder.api().postJson(CaCommand.API + "/" + step, body);
      CaCommand.lines(status).forEach(System.out::println);
    }
  }

  @Command(
      name = "activate",
      description =
          "Let the introduced authority issue from now on; refused while a node lacks it.",
      mixinStandardHelpOptions = true)
  static final class Activate extends Step {
    @Override
    public Integer call() {
      take("activation");
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "retire",
      description = "Take the old authority away; refused while a node needs it.",
      mixinStandardHelpOptions = true)
  static final class Retire extends Step {
    @Override
    public Integer call() {
      take("retirement");
      return ExitCode.DONE;
    }
  }
}
