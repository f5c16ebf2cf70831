package org.kumiki.node.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.kumiki.node.participation.CoordinatorChannel;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.FailureReporting;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.process.StdinLease;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kumiki node …}: join a consortium, run the member's service, decide, load, predict. */
@Command(
    name = "node",
    description = "Join a consortium, run a member's node, and decide what leaves it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
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
      TransferCommand.class,
      ModelCommands.class,
      ExperimentCommands.Suggest.class,
      ExperimentCommands.Observe.class,
      ExperimentCommands.Campaigns.class,
      CandidatesCommand.class,
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
      name = "init",
      description = "Make a node's folder and keys from an invitation; nothing is sent yet.",
      mixinStandardHelpOptions = true)
  static final class Init implements Callable<Integer> {
    @Mixin Folder folder;

    @Mixin InvitedInit invited;

    @Override
    public Integer call() {
      invited.make(folder.path, Questions.of(invited.batch));
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
