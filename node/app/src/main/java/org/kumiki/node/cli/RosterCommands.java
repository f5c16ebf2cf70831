package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.kumiki.exchange.roster.Departure;
import org.kumiki.exchange.roster.KeyReplacement;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterDifference;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterRefusal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.RosterText;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.OrganisationKeyFile;
import org.kumiki.node.platform.SigningKeySettings;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code kumiki node roster …}: what a steward sees and signs of the consortium's rosters. Each
 * command that signs opens the organisation's key itself; it goes to no service.
 */
@Command(
    name = "roster",
    description = "See, sign or refuse the consortium's rosters; leave; replace this key.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RosterCommands.Show.class,
      RosterCommands.Sign.class,
      RosterCommands.Refuse.class,
      RosterCommands.Leave.class,
      RosterCommands.ReplaceKey.class,
      RosterCommands.ProtectKey.class,
      RosterCommands.History.class
    })
final class RosterCommands {
  private static final String API = "/api/v1/roster";

  private RosterCommands() {}

  /** What the service knows, read and understood here. */
  private record Known(
      Optional<RosterSnapshot> inForce, Optional<RosterProposal> proposal, String obstacle) {
    static Known of(LocalApi api) {
      JsonNode view = api.get(API);
      try {
        return new Known(
            bytes(view, "inForce").map(RosterSnapshot::decode),
            bytes(view, "proposal").map(RosterProposal::decode),
            view.path("obstacle").asText());
      } catch (WireFormatException e) {
        throw CommandFailure.refused(
            "the service's roster cannot be read: " + e.getMessage(),
            "use the command of the release that the service runs",
            e);
      }
    }

    RosterProposal requireProposal() {
      return proposal.orElseThrow(
          () ->
              CommandFailure.tryLater(
                  "no roster is offered for signature", "the operator proposes one"));
    }

    RosterSnapshot requireInForce() {
      return inForce.orElseThrow(
          () ->
              CommandFailure.refused(
                  "no roster is in force here yet", "see 'kumiki node roster show'"));
    }

    private static Optional<byte[]> bytes(JsonNode view, String field) {
      return Optional.ofNullable(view.path(field).textValue())
          .map(hex -> ByteString.fromHex(hex).toByteArray());
    }
  }

  /** How the organisation's key is opened. */
  static final class Passphrase {
    @Option(
        names = "--passphrase-file",
        paramLabel = "FILE",
        description = "the passphrase of the organisation's key (default: asked at the terminal)")
    Path file;

    /** Signs with the key of the folder; key and passphrase are erased afterwards. */
    <T> T with(NodeFolder folder, Function<SigningKey, T> use) {
      Optional<char[]> typed =
          OrganisationKeyFile.isEncrypted(folder.signingKeyFile())
              ? Optional.of(passphrase("Passphrase of the organisation's key: "))
              : Optional.empty();
      try (SigningKey key = folder.signingKey(typed)) {
        return use.apply(key);
      } finally {
        typed.ifPresent(secret -> Arrays.fill(secret, '\0'));
      }
    }

    char[] passphrase(String prompt) {
      if (file != null) {
        return SigningKeySettings.read(file);
      }
      Console console = System.console();
      char[] typed = console == null ? null : console.readPassword(prompt);
      if (typed == null || typed.length == 0) {
        throw CommandFailure.refused(
            "a passphrase is needed", "type it at a terminal, or name --passphrase-file");
      }
      return typed;
    }
  }

  @Command(
      name = "show",
      description = "The roster in force, what is offered, who has signed and who is awaited.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Mixin Folder folder;

    @Override
    public Integer call() {
      Known known = Known.of(folder.api());
      known.inForce().ifPresent(roster -> RosterText.lines(roster).forEach(System.out::println));
      if (!known.obstacle().isEmpty()) {
        System.out.println(known.obstacle());
      }
      known.proposal().ifPresent(proposal -> describe(known.inForce(), proposal));
      return ExitCode.DONE;
    }
  }

  private static void describe(Optional<RosterSnapshot> inForce, RosterProposal proposal) {
    RosterSnapshot next = proposal.roster();
    System.out.println();
    System.out.println("Roster " + next.version() + " is offered for signature:");
    if (inForce.isPresent()) {
      for (RosterDifference difference : proposal.differences(inForce)) {
        String mark = difference.kind() == RosterDifference.Kind.WEAKER ? "WEAKER: " : "";
        System.out.println("  " + mark + difference.sentence());
      }
      proposal
          .expelled(inForce.get())
          .forEach(name -> System.out.println("  " + name + " has not asked to leave: expulsion"));
    } else {
      RosterText.lines(next).forEach(line -> System.out.println("  " + line));
    }
    System.out.println("  words: " + RosterWords.of(next.hash()));
    System.out.println("  signed by: " + orNobody(proposal.signed()));
    System.out.println("  awaited from: " + orNobody(proposal.awaited()));
    proposal
        .refusals()
        .forEach(
            no -> System.out.println("  REFUSED by " + no.organisation() + ": " + no.reason()));
    System.out.println(
        "Compare the words, and those of each newcomer's key, with other stewards by phone: not"
            + " through the coordinator, which may show each of you another roster.");
  }

  private static String orNobody(List<String> names) {
    return names.isEmpty() ? "nobody" : String.join(", ", names);
  }

  @Command(
      name = "sign",
      description = "Sign the roster that is offered, with this organisation's key.",
      mixinStandardHelpOptions = true)
  static final class Sign implements Callable<Integer> {
    @Mixin Folder folder;
    @Mixin Passphrase passphrase;

    @Option(
        names = "--words",
        paramLabel = "WORDS",
        description = "the roster's ten words as another steward read them to you")
    String words;

    @Override
    public Integer call() {
      NodeFolder opened = folder.open();
      LocalApi api = folder.api();
      Known known = Known.of(api);
      RosterProposal proposal = known.requireProposal();
      describe(known.inForce(), proposal);
      requireWords(proposal);
      RosterApproval approval =
          passphrase.with(
              opened,
              key -> RosterApproval.sign(proposal, known.inForce(), signer(opened, proposal, key)));
      JsonNode taken = api.postJson(API + "/approval", answer(proposal, approval.encode()));
      System.out.println(
          taken.path("delivered").asBoolean()
              ? "Signed. The roster comes into force when all have signed."
              : "Signed. The coordinator gets it when it is reached.");
      return ExitCode.DONE;
    }

    /** The key that the proposal lists: the next one if this organisation replaces its own. */
    private SigningKey signer(NodeFolder opened, RosterProposal proposal, SigningKey key) {
      ByteString listed =
          proposal
              .roster()
              .member(key.name())
              .map(Organisation::signingKey)
              .orElseThrow(
                  () ->
                      CommandFailure.refused(
                          "the roster does not list " + key.name(),
                          "only those that it lists sign it"));
      if (listed.equals(key.publicKey())) {
        return key;
      }
      SigningKey next = Files.exists(opened.nextSigningKeyFile()) ? next(opened) : null;
      if (next == null || !listed.equals(next.publicKey())) {
        throw CommandFailure.refused(
            "the roster lists another key of " + key.name() + " than this folder holds",
            "do not sign; refuse it, and call the other stewards");
      }
      return next;
    }

    private SigningKey next(NodeFolder opened) {
      Optional<char[]> typed =
          OrganisationKeyFile.isEncrypted(opened.nextSigningKeyFile())
              ? Optional.of(passphrase.passphrase("Passphrase of the organisation's new key: "))
              : Optional.empty();
      try {
        return OrganisationKeyFile.read(
            opened.nextSigningKeyFile(), opened.settings().organisation(), typed);
      } finally {
        typed.ifPresent(secret -> Arrays.fill(secret, '\0'));
      }
    }

    private void requireWords(RosterProposal proposal) {
      String expected = RosterWords.of(proposal.hash());
      if (words == null) {
        Console console = System.console();
        String typed =
            console == null
                ? null
                : console.readLine("Have another steward read the ten words to you. Type them: ");
        if (typed == null) {
          throw CommandFailure.refused(
              "the words are not confirmed",
              "give --words \"…\" as another steward read them to you");
        }
        words = typed;
      }
      if (!expected.equals(
          String.join(" ", words.strip().toLowerCase(Locale.ROOT).split("\\s+")))) {
        throw CommandFailure.refused(
            "these are not the words of the roster that is offered here",
            "do not sign; find out with the other stewards who was shown what");
      }
    }
  }

  @Command(
      name = "refuse",
      description = "Refuse the roster that is offered; all other members read the reason.",
      mixinStandardHelpOptions = true)
  static final class Refuse implements Callable<Integer> {
    @Mixin Folder folder;
    @Mixin Passphrase passphrase;

    @Option(names = "--reason", paramLabel = "TEXT", required = true)
    String reason;

    @Override
    public Integer call() {
      LocalApi api = folder.api();
      RosterProposal proposal = Known.of(api).requireProposal();
      RosterRefusal refusal;
      try {
        refusal =
            passphrase.with(folder.open(), key -> RosterRefusal.sign(proposal.hash(), reason, key));
      } catch (WireFormatException e) {
        throw CommandFailure.refused(e.getMessage(), "shorten the reason", e);
      }
      api.postJson(API + "/refusal", answer(proposal, refusal.encode()));
      System.out.println(
          "Refused. The roster does not come into force unless this organisation signs it.");
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "leave",
      description = "Ask to leave: all that stay sign a roster without this organisation.",
      mixinStandardHelpOptions = true)
  static final class Leave implements Callable<Integer> {
    @Mixin Folder folder;
    @Mixin Passphrase passphrase;

    @Override
    public Integer call() {
      LocalApi api = folder.api();
      RosterSnapshot inForce = Known.of(api).requireInForce();
      Departure departure = passphrase.with(folder.open(), key -> Departure.sign(inForce, key));
      api.postJson(API + "/departure", statement(departure.signature().toByteArray()));
      System.out.println("Asked to leave. When all others have signed, this node is let go.");
      System.out.println("Studies that it takes part in end then; results that it has stay here.");
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "replace-key",
      description = {
        "Make a new signing key for this organisation and ask for a roster with it.",
        "It is signed for with the old key; if that is lost, all others vote."
      },
      mixinStandardHelpOptions = true)
  static final class ReplaceKey implements Callable<Integer> {
    @Mixin Folder folder;
    @Mixin Passphrase passphrase;

    @Override
    public Integer call() {
      NodeFolder opened = folder.open();
      LocalApi api = folder.api();
      RosterSnapshot inForce = Known.of(api).requireInForce();
      KeyReplacement replacement =
          passphrase.with(opened, key -> replacement(opened, inForce, key));
      api.postJson(API + "/key-replacement", statement(replacement.encode()));
      System.out.println(
          "New key: "
              + RosterWords.of(replacement.statement().newKey())
              + ". It signs the roster"
              + " that is offered now: 'kumiki node roster sign'. The old one is used until then.");
      return ExitCode.DONE;
    }

    private KeyReplacement replacement(NodeFolder opened, RosterSnapshot inForce, SigningKey old) {
      SecureRandom random = new SecureRandom();
      try (SigningKey next = SigningKey.generate(old.name(), random)) {
        Optional<char[]> typed =
            OrganisationKeyFile.isEncrypted(opened.signingKeyFile())
                ? Optional.of(passphrase.passphrase("The same passphrase for the new key: "))
                : Optional.empty();
        OrganisationKeyFile.write(opened.nextSigningKeyFile(), next, typed, random);
        typed.ifPresent(secret -> Arrays.fill(secret, '\0'));
        KeyReplacement.Statement statement =
            new KeyReplacement.Statement(
                inForce.consortium(),
                old.name(),
                old.publicKey(),
                next.publicKey(),
                inForce.hash());
        return new KeyReplacement(
            statement, new KeyReplacement.OldKey(old.sign(statement.signedBytes())));
      }
    }
  }

  @Command(
      name = "protect-key",
      description = "Encrypt this organisation's signing key under a passphrase.",
      mixinStandardHelpOptions = true)
  static final class ProtectKey implements Callable<Integer> {
    @Mixin Folder folder;
    @Mixin Passphrase passphrase;

    @Override
    public Integer call() {
      NodeFolder opened = folder.open();
      if (OrganisationKeyFile.isEncrypted(opened.signingKeyFile())) {
        throw CommandFailure.refused("the key is encrypted already", "nothing is to be done");
      }
      char[] typed = passphrase.passphrase("New passphrase of the organisation's key: ");
      try (SigningKey key = opened.signingKey(Optional.empty())) {
        OrganisationKeyFile.write(
            opened.signingKeyFile(), key, Optional.of(typed), new SecureRandom());
      } finally {
        Arrays.fill(typed, '\0');
      }
      System.out.println(
          "Encrypted. Before the next start, name a file with the passphrase in kumiki.yml:"
              + " signingKey: {passphraseFile: …}. Old backups hold the key in the clear.");
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "history",
      description = "Every roster that was in force, with its words and who signed it.",
      mixinStandardHelpOptions = true)
  static final class History implements Callable<Integer> {
    @Mixin Folder folder;

    @Override
    public Integer call() {
      for (JsonNode step : folder.api().get(API + "/history")) {
        RosterSuccession succession =
            RosterSuccession.decode(ByteString.fromHex(step.asText()).toByteArray());
        RosterSnapshot roster = succession.successor().roster();
        System.out.println("Roster " + roster.version() + "  " + RosterWords.of(roster.hash()));
        System.out.println(
            "  signed by "
                + String.join(
                    ", ",
                    succession.successor().signatures().stream()
                        .map(signature -> signature.organisation())
                        .toList()));
        succession
            .replacements()
            .forEach(
                replaced ->
                    System.out.println(
                        "  "
                            + replaced.statement().organisation()
                            + " has a new key, by "
                            + (replaced.warrant() instanceof KeyReplacement.OldKey
                                ? "its old one"
                                : "the votes of all others")));
      }
      return ExitCode.DONE;
    }
  }

  private static ObjectNode answer(RosterProposal proposal, byte[] answer) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("hash", proposal.hash().hex())
        .put("answer", ByteString.of(answer).hex());
  }

  private static ObjectNode statement(byte[] statement) {
    return JsonNodeFactory.instance.objectNode().put("statement", ByteString.of(statement).hex());
  }
}
