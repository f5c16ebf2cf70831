package org.kumiki.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kumiki.coordinator.cli.CoordinatorCommand.Folder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the operator decides about requests for certificates. */
final class EnrolmentCommands {
  private static final String PATH = "/api/v1/enrolments";

  private EnrolmentCommands() {}

  /** {@code kumiki coordinator enrolment}. */
  @Command(
      name = "enrolment",
      description = "Requests of nodes for certificates.",
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "COMMAND",
      subcommands = EnrolmentList.class)
  static final class Enrolment {}

  @Command(
      name = "list",
      description = "Show the newest requests and how each stands.",
      mixinStandardHelpOptions = true)
  static final class EnrolmentList implements Callable<Integer> {
    @Mixin Folder folder;

    @Option(names = "--json", description = "machine-readable")
    boolean json;

    @Override
    public Integer call() {
      JsonNode requests = folder.api().get(PATH);
      if (json) {
        System.out.println(requests);
      } else if (requests.isEmpty()) {
        System.out.println("Nobody has asked yet.");
      } else {
        requests.forEach(request -> System.out.println(line(request)));
      }
      return ExitCode.DONE;
    }

    private static String line(JsonNode request) {
      List<String> approved = new ArrayList<>();
      request.path("approvedBy").forEach(officer -> approved.add(officer.asText()));
      String detail = request.path("detail").asText();
      return String.format(
          Locale.ROOT,
          "%-20s %-10s %-8s %-10s asked %s%s%s",
          request.path("organisation").asText(),
          request.path("node").asText(),
          request.path("kind").asText(),
          request.path("state").asText(),
          request.path("requestedAt").asText(),
          approved.isEmpty() ? "" : ", approved by " + String.join(" and ", approved),
          detail.isEmpty() ? "" : ", " + detail);
    }
  }

  /** {@code kumiki coordinator approve}. */
  @Command(
      name = "approve",
      description = {
        "Approve an organisation's request, by the six words that it reads out by phone.",
        "The words are shown at the node alone: ask for them, do not read them out yourself."
      },
      mixinStandardHelpOptions = true)
  static final class Approve implements Callable<Integer> {
    @Mixin Folder folder;

    @Parameters(paramLabel = "ORGANISATION")
    String organisation;

    @Option(
        names = "--words",
        paramLabel = "\"W1 … W6\"",
        description = "as the member reads them; or 24 hexadecimal digits, see docs/protocol.md")
    String words;

    @Option(
        names = "--renewal",
        description = "approve a new certificate for a node whose last one has expired")
    boolean renewal;

    @Option(
        names = "--officer",
        paramLabel = "NAME",
        description = "who approves; needed where kumiki.yml says approvals: 2")
    String officer;

    @Override
    public Integer call() {
      if (!renewal && words == null) {
        throw CommandFailure.refused(
            "--words is missing", "type the six words that the member reads out by phone");
      }
      ObjectNode request =
          JsonNodeFactory.instance.objectNode().put("words", words).put("renewal", renewal);
      request.put("officer", officer);
      String who = CoordinatorCommand.name(organisation);
      JsonNode answer = folder.api().postJson(PATH + "/" + who + "/approval", request);
      System.out.println(
          answer.path("state").asText().equals("approved")
              ? who + " is approved; its node fetches the certificate."
              : "Noted. A second person must approve " + who + " too.");
      return ExitCode.DONE;
    }
  }

  /** {@code kumiki coordinator refuse}. */
  @Command(
      name = "refuse",
      description = "Refuse an organisation's request; its node is told the reason.",
      mixinStandardHelpOptions = true)
  static final class Refuse implements Callable<Integer> {
    @Mixin Folder folder;

    @Parameters(paramLabel = "ORGANISATION")
    String organisation;

    @Option(names = "--reason", paramLabel = "TEXT", required = true)
    String reason;

    @Override
    public Integer call() {
      String who = CoordinatorCommand.name(organisation);
      folder
          .api()
          .postJson(
              PATH + "/" + who + "/refusal",
              JsonNodeFactory.instance.objectNode().put("reason", reason));
      System.out.println("The request of " + who + " is refused.");
      return ExitCode.DONE;
    }
  }
}
