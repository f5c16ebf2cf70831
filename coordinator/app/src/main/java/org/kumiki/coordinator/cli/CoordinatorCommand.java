package org.kumiki.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.kumiki.coordinator.authority.Founding;
import org.kumiki.coordinator.authority.Passphrase;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.coordinator.platform.CoordinatorSettings;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.FailureReporting;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.process.StdinLease;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kumiki coordinator …}: found a consortium, run its service, ask it things. */
@Command(
    name = "coordinator",
    description = "Found a consortium, run its coordinator, and watch its studies.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CoordinatorCommand.Init.class,
      InviteCommand.class,
      EnrolmentCommands.Enrolment.class,
      EnrolmentCommands.Approve.class,
      EnrolmentCommands.Refuse.class,
      MemberCommand.class,
      RosterCommand.class,
      CaCommand.class,
      CoordinatorCommand.Start.class,
      CoordinatorCommand.Status.class,
      DoctorCommand.class,
      CoordinatorCommand.Revoke.class,
      DataEpochCommand.class,
      PeopleCommand.class,
      StudyCommand.class,
      ModelCommand.class
    })
public final class CoordinatorCommand {
  private CoordinatorCommand() {}

  public static void main(String[] arguments) {
    Console console = Console.standardError();
    CommandLine line = new CommandLine(new CoordinatorCommand()).setCommandName("coordinator");
    System.exit(FailureReporting.install(line, console).execute(arguments));
  }

  /** The option that every subcommand has. */
  static final class Folder {
    @Option(
        names = "--dir",
        paramLabel = "D",
        description = "the coordinator's data folder (default: ${DEFAULT-VALUE})",
        defaultValue = "kumiki-coordinator")
    Path path;

    CoordinatorFolder open() {
      return CoordinatorFolder.open(path);
    }

    LocalApi api() {
      return LocalApi.of(path);
    }
  }

  @Command(
      name = "init",
      description = "Make keys, certificate authority and settings in a new data folder.",
      mixinStandardHelpOptions = true)
  static final class Init implements Callable<Integer> {
    @CommandLine.Mixin Folder folder;

    @Option(
        names = "--consortium",
        paramLabel = "NAME",
        required = true,
        description = "identifier of the consortium: a-z, 0-9 and -")
    String consortium;

    @Option(
        names = "--address",
        paramLabel = "URL",
        required = true,
        description = "what nodes connect to: https://host:port")
    URI address;

    @Option(
        names = "--api-port",
        paramLabel = "PORT",
        description = "people's listener on loopback (default: ${DEFAULT-VALUE})")
    int apiPort = CoordinatorSettings.DEFAULT_API_PORT;

    @Option(
        names = "--programs",
        paramLabel = "D",
        description = "where PostgreSQL's programs are unpacked (default: in the data folder)")
    Path programs;

    @Option(
        names = "--passphrase-file",
        paramLabel = "F",
        description = "for the root's key, which is kept in the folder (default: ten random words)")
    Path passphraseFile;

    @Option(
        names = "--root-certificate",
        paramLabel = "F",
        description = "a root that was made elsewhere by 'ca init': it has to sign first")
    Path rootCertificate;

    @Override
    public Integer call() {
      Founding.check(consortium, address);
      if (apiPort < 0 || apiPort > 65_535) {
        throw CommandFailure.refused("--api-port is no port", "use 0 to 65535, 0 for any free one");
      }
      int port = address.getPort() < 0 ? 443 : address.getPort();
      StringBuilder settings = new StringBuilder();
      settings.append("consortium: ").append(consortium).append('\n');
      settings.append("address: ").append(address).append('\n');
      settings.append("port: ").append(port).append('\n');
      settings.append("apiPort: ").append(apiPort).append('\n');
      if (programs != null) {
        settings.append("programs: ").append(programs.toAbsolutePath()).append('\n');
      }
      Founding founding = new Founding(folder.open(), Clock.systemUTC(), new SecureRandom());
      if (rootCertificate != null) {
        X509Certificate root = CaFiles.certificate(rootCertificate);
        Path request = founding.initBelow(consortium, address, settings.toString(), root);
        System.out.println("The keys are made. Now the root has to sign: carry " + request);
        System.out.println("to it, run 'kumiki coordinator ca sign' there, and 'ca install' here.");
        return ExitCode.DONE;
      }
      init(founding, settings.toString());
      System.out.println("Next: 'kumiki coordinator start'; then 'kumiki coordinator invite' for");
      System.out.println("each member.");
      return ExitCode.DONE;
    }

    private void init(Founding founding, String settings) {
      boolean made = passphraseFile == null;
      try (Passphrase passphrase =
          made
              ? Passphrase.generate(new SecureRandom())
              : Passphrase.ofFile(passphraseFile).requireLength()) {
        founding.init(consortium, address, settings, passphrase);
        System.out.println("The consortium " + consortium + " is founded in " + folder.path + ".");
        System.out.println("Its root key lies there, encrypted: " + folder.path + "/ca/root.");
        if (made) {
          System.out.println("Write down its passphrase; it is shown only now:");
          System.out.println("  " + String.valueOf(passphrase.chars()));
        }
        System.out.println("Move ca/root to a safe place; you need it for rotations alone.");
      }
    }
  }

  @Command(
      name = "start",
      description = "Run the coordinator until it is stopped.",
      mixinStandardHelpOptions = true)
  static final class Start implements Callable<Integer> {
    @CommandLine.Mixin Folder folder;

    @Option(names = StdinLease.OPTION, hidden = true)
    boolean lease;

    @Override
    public Integer call() throws InterruptedException {
      if (lease) {
        StdinLease.take();
      }
      CoordinatorFolder opened = folder.open();

      CoordinatorService service = CoordinatorService.start(opened, Clock.systemUTC());
      CountDownLatch ended = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    service.close();
                    ended.countDown();
                  }));

      System.err.println(
          "Coordinator ready: people at "
              + service.api()
              + "/api, nodes at port "
              + service.machinePort());
      ended.await();
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "status",
      description = "Say who is connected, who has signed the roster and which studies run.",
      mixinStandardHelpOptions = true)
  static final class Status implements Callable<Integer> {
    @CommandLine.Mixin Folder folder;

    @Option(names = "--json", description = "machine-readable")
    boolean json;

    @Override
    public Integer call() {
      LocalApi api = folder.api();
      JsonNode members = api.get("/api/v1/members");
      JsonNode roster = api.get("/api/v1/roster");
      List<JsonNode> running = new ArrayList<>();
      for (JsonNode study : api.get("/api/v1/studies")) {
        if (!study.hasNonNull("endedAt")) {
          running.add(study);
        }
      }
      if (json) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set("members", members);
        all.set("roster", roster);
        all.putArray("runningStudies").addAll(running);
        System.out.println(all);
        return ExitCode.DONE;
      }
      members.forEach(member -> System.out.println(line(member)));
      System.out.println(RosterCommand.signatures(roster));
      if (roster.hasNonNull("proposal")) {
        JsonNode proposal = roster.path("proposal");
        System.out.println("roster " + proposal.path("version").asInt() + " is offered:");
        System.out.println(RosterCommand.answers(proposal));
      }
      running.forEach(study -> System.out.println(StudyCommand.line(study)));
      return ExitCode.DONE;
    }

    private static String line(JsonNode member) {
      return String.format(
          Locale.ROOT,
          "%-20s %s%s%s",
          member.path("organisation").asText(),
          member.hasNonNull("revokedAt")
              ? "revoked " + member.path("revokedAt").asText()
              : "last seen " + member.path("lastSeenAt").asText("never"),
          member.hasNonNull("protocolVersions")
              ? ", speaks protocol " + member.path("protocolVersions").asText()
              : "",
          MemberCommand.remarks(member));
    }
  }

  @Command(
      name = "revoke",
      description = "Revoke a member's certificate and withdraw its running studies.",
      mixinStandardHelpOptions = true)
  static final class Revoke implements Callable<Integer> {
    @CommandLine.Mixin Folder folder;

    @Parameters(paramLabel = "ORGANISATION")
    String organisation;

    @Override
    public Integer call() {
      String path = "/api/v1/members/" + name(organisation) + "/revocation";
      JsonNode answer = folder.api().postJson(path, MissingNode.getInstance());
      System.out.println(
          organisation
              + " is revoked. Running studies withdrawn: "
              + answer.path("withdrawnStudies").asInt()
              + ".");
      return ExitCode.DONE;
    }
  }

  /** Nothing but a name becomes part of a path. */
  static String name(String text) {
    try {
      return Identifiers.require(text, "the organisation");
    } catch (WireFormatException e) {
      throw CommandFailure.refused(
          e.getMessage(), "see 'kumiki coordinator status' for the members", e);
    }
  }
}
