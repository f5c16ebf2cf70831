package org.kumiki.node.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterText;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.node.identity.Joining;
import org.kumiki.node.participation.CoordinatorChannel;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.NodeSettings;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.FailureReporting;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.consortium.ConsortiumFile;
import org.kumiki.platform.process.StdinLease;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kumiki node …}: join a consortium, run the member's service, decide, load, predict. */
@Command(
    name = "node",
    description = "Join a consortium, run a member's node, and decide what leaves it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      NodeCommand.Request.class,
      NodeCommand.Init.class,
      EnrolCommand.class,
      NodeCommand.Start.class,
      NodeCommand.Status.class,
      DoctorCommand.class,
      MapCommand.class,
      LoadCommand.class,
      StudyCommands.Studies.class,
      StudyCommands.Approve.class,
      StudyCommands.Decline.class,
      StudyCommands.Questions.class,
      StudyCommands.Rule.class,
      ResultCommands.Result.class,
      ResultCommands.Compare.class,
      ResultCommands.Predict.class,
      LedgerCommands.Ledger.class,
      RosterCommands.class,
      VocabularyCommands.class
    })
public final class NodeCommand {
  private NodeCommand() {}

  public static void main(String[] arguments) {
    CoordinatorChannel.prepareJvm();
    Console console = Console.standardError();
    CommandLine line = new CommandLine(new NodeCommand()).setCommandName("node");
    System.exit(FailureReporting.install(line, console).execute(arguments));
  }

  /** The option that every subcommand has. */
  static final class Folder {
    @Option(
        names = "--dir",
        paramLabel = "D",
        description = "the node's data folder (default: ${DEFAULT-VALUE})",
        defaultValue = "kumiki-node")
    Path path;

    NodeFolder open() {
      return NodeFolder.open(path);
    }

    LocalApi api() {
      return LocalApi.of(path);
    }
  }

  @Command(
      name = "request",
      description = "Make this node's keys and a request to join for the operator.",
      mixinStandardHelpOptions = true)
  static final class Request implements Callable<Integer> {
    @Mixin Folder folder;

    @Option(
        names = "--organisation",
        paramLabel = "ID",
        required = true,
        description = "the member's identifier: a-z, 0-9 and -")
    String organisation;

    @Option(names = "--name", paramLabel = "NAME", description = "the member's name for people")
    String displayName;

    @Option(names = "--node", paramLabel = "ID", description = "default: ${DEFAULT-VALUE}")
    String node = "node-1";

    @Option(
        names = "--api-port",
        paramLabel = "PORT",
        description = "people's listener on loopback (default: ${DEFAULT-VALUE})")
    int apiPort = NodeSettings.DEFAULT_API_PORT;

    @Option(
        names = "--programs",
        paramLabel = "D",
        description = "where PostgreSQL's programs are unpacked (default: in the data folder)")
    Path programs;

    @Override
    public Integer call() {
      StringBuilder text = new StringBuilder();
      text.append("organisation: ").append(organisation).append('\n');
      text.append("node: ").append(node).append('\n');
      text.append("apiPort: ").append(apiPort).append('\n');
      if (programs != null) {
        text.append("programs: ").append(programs.toAbsolutePath()).append('\n');
      }
      NodeFolder opened = folder.open();
      String key =
          new Joining(opened, Clock.systemUTC(), new SecureRandom())
              .request(
                  new NodeSettings(organisation, node, apiPort, null, programs, null),
                  displayName == null ? organisation : displayName,
                  text.toString());
      System.out.println("Send " + opened.requestFile() + " to the operator. It holds no secret.");
      System.out.println("Compare by phone: signing key " + key);
      System.out.println("in words: " + RosterWords.of(ByteString.fromHex(key)));
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "init",
      description = {
        "Make a node's folder and keys from an invitation (--invite).",
        "Or, where the members join by files, pin the consortium (--consortium): its roster,",
        "authority and this node's certificate. Pinning signs the roster with the",
        "organisation's key."
      },
      mixinStandardHelpOptions = true)
  static final class Init implements Callable<Integer> {
    @Mixin Folder folder;

    @Mixin InvitedInit invited;

    @Option(
        names = "--consortium",
        paramLabel = "FILE",
        description = "the consortium file that the operator sent back")
    Path file;

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      if ((file == null) == (invited.invitation == null)) {
        throw new ParameterException(
            spec.commandLine(), "give either --invite or --consortium, and not both");
      }
      if (file == null) {
        boolean given = spec.commandLine().getParseResult().hasMatchedOption("--dir");
        invited.make(folder.path, given);
        return ExitCode.DONE;
      }
      RosterSnapshot roster =
          new Joining(folder.open(), Clock.systemUTC(), new SecureRandom()).pin(file);
      RosterText.lines(roster).forEach(System.out::println);
      System.out.println("in consortium file " + ConsortiumFile.number(file));
      System.out.println(
          "Pinned and signed. Read the words to the other members' stewards by phone, not through"
              + " the coordinator, and compare the file's number: it also covers the coordinator's"
              + " address and certificate authority.");
      System.out.println(
          "'kumiki node start' sends the signature; nothing leaves before all have signed.");
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "start",
      description = "Run the node until it is stopped.",
      mixinStandardHelpOptions = true)
  static final class Start implements Callable<Integer> {
    @Mixin Folder folder;

    @Option(names = StdinLease.OPTION, hidden = true)
    boolean lease;

    @Override
    public Integer call() throws InterruptedException {
      if (lease) {
        StdinLease.take();
      }
      NodeFolder opened = folder.open();
      NodeService service = NodeService.start(opened, Clock.systemUTC());
      CountDownLatch ended = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    service.close();
                    ended.countDown();
                  }));
      LocalApi.announce(opened.folder(), service.api());
      System.err.println("Node ready: people at " + service.api() + "/api");
      ended.await();
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "status",
      description = "Say whether the coordinator is reached and what is here.",
      mixinStandardHelpOptions = true)
  static final class Status implements Callable<Integer> {
    @Mixin Folder folder;

    @Override
    public Integer call() {
      System.out.println(folder.api().get("/api/v1/status").toPrettyString());
      return ExitCode.DONE;
    }
  }

  /** The argument of several commands. */
  static final class StudyHash {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    @Parameters(paramLabel = "HASH", description = "the study's hash")
    String hash;

    /** The study's resource below a collection of the API. */
    String path(String collection) {
      if (!FORM.matcher(hash).matches()) {
        throw CommandFailure.refused(
            "a study's hash has 64 hexadecimal digits", "copy it from 'kumiki node studies'");
      }
      return "/api/v1/" + collection + "/" + hash;
    }
  }
}
