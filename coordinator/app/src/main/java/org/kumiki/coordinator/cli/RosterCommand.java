package org.kumiki.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.kumiki.coordinator.cli.CoordinatorCommand.Folder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code kumiki coordinator roster}: offers the first roster; later shows what is in force and what
 * is offered, and who has signed.
 */
@Command(
    name = "roster",
    description = {
      "Offer the first roster, of all enrolled organisations, to their stewards for signature.",
      "Later: show the roster in force, the one that is offered, and who has signed."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      RosterCommand.Propose.class,
      RosterCommand.Withdraw.class,
      RosterCommand.History.class
    })
final class RosterCommand implements Callable<Integer> {
  private static final String PROPOSAL = "/api/v1/roster/proposal";

  @Mixin Folder folder;

  @Option(
      names = "--members",
      paramLabel = "ORG",
      split = ",",
      description = "who is in the first roster (default: all that are enrolled)")
  List<String> members = List.of();

  @Override
  public Integer call() {
    LocalApi api = folder.api();
    JsonNode roster = api.get("/api/v1/roster");
    if (roster.path("version").asInt() == 0 && !roster.hasNonNull("proposal")) {
      ObjectNode draft = JsonNodeFactory.instance.objectNode();
      names(draft, "add", members);
      roster = api.postJson(PROPOSAL, draft);
    }
    show(roster);
    return ExitCode.DONE;
  }

  /** What is in force and what is offered, for people. */
  private static void show(JsonNode roster) {
    roster.path("lines").forEach(line -> System.out.println(line.asText()));
    System.out.println(signatures(roster));
    JsonNode proposal = roster.path("proposal");
    if (!proposal.isObject()) {
      return;
    }
    System.out.println();
    System.out.println(
        "Roster "
            + proposal.path("version").asInt()
            + " is offered for signature by "
            + proposal.path("proposedBy").asText()
            + ": "
            + proposal.path("words").asText());
    System.out.println("  offered since " + proposal.path("offeredAt").asText());
    if (proposal.hasNonNull("growth")) {
      System.out.println("  " + proposal.path("growth").asText());
    }
    proposal.path("differences").forEach(line -> System.out.println("  " + line.asText()));
    if (proposal.path("version").asInt() == 1) {
      proposal.path("lines").forEach(line -> System.out.println("  " + line.asText()));
    }
    names(proposal.path("expelled"))
        .forEach(name -> System.out.println("  " + name + " has not asked to leave: expulsion"));
    System.out.println(answers(proposal));
    System.out.println(
        "Each steward signs at its own node ('kumiki node roster sign'). They compare the words"
            + " with each other by phone, not through you.");
  }

  /** One line from the service's answer. */
  static String signatures(JsonNode roster) {
    if (roster.path("version").asInt() == 0) {
      return "no roster is in force yet; enrolled: " + orNobody(names(roster.path("enrolled")));
    }
    List<String> missing = names(roster.path("missing"));
    List<String> disputing = names(roster.path("disputing"));
    StringBuilder line = new StringBuilder("roster signed by ");
    List<String> signed = names(roster.path("signed"));
    line.append(signed.isEmpty() ? "nobody yet" : String.join(", ", signed));
    if (!disputing.isEmpty()) {
      line.append("; ANOTHER roster signed by ")
          .append(String.join(", ", disputing))
          .append(": they compare its words with the others by phone");
    }
    if (!missing.isEmpty()) {
      boolean grown = roster.path("version").asInt() > 1;
      line.append(grown ? "; in force by two thirds, takes no part: " : "; awaited from ")
          .append(String.join(", ", missing));
    }
    return line.toString();
  }

  /** Who has signed what is offered, one line. */
  static String answers(JsonNode proposal) {
    StringBuilder line = new StringBuilder("  signed by ");
    line.append(orNobody(names(proposal.path("signed"))));
    List<String> awaited = names(proposal.path("awaited"));
    if (!awaited.isEmpty()) {
      line.append("; awaited from ").append(String.join(", ", awaited));
    }
    proposal
        .path("refused")
        .forEach(
            no ->
                line.append("; REFUSED by ")
                    .append(no.path("organisation").asText())
                    .append(": ")
                    .append(no.path("reason").asText()));
    return line.toString();
  }

  private static String orNobody(List<String> names) {
    return names.isEmpty() ? "nobody yet" : String.join(", ", names);
  }

  private static List<String> names(JsonNode array) {
    List<String> names = new ArrayList<>();
    array.forEach(name -> names.add(name.asText()));
    return names;
  }

  private static void names(ObjectNode body, String field, List<String> names) {
    names.forEach(body.putArray(field)::add);
  }

  @Command(
      name = "propose",
      description = "Offer a successor of the roster in force to all stewards for signature.",
      mixinStandardHelpOptions = true)
  static final class Propose implements Callable<Integer> {
    @Mixin Folder folder;

    @Option(
        names = "--add",
        paramLabel = "ORG",
        split = ",",
        arity = "1..*",
        description = "enrolled organisations that join")
    List<String> add = List.of();

    @Option(
        names = "--remove",
        paramLabel = "ORG",
        split = ",",
        arity = "1..*",
        description = "members to leave out; all others sign")
    List<String> remove = List.of();

    @Option(
        names = "--new-key",
        paramLabel = "ORG",
        split = ",",
        arity = "1..*",
        description = "members that lost their key and enrolled with another; all others vote")
    List<String> newKeys = List.of();

    @Option(names = "--colluding", paramLabel = "C", description = "members assumed to collude")
    Integer colluding;

    @Option(
        names = "--minimum-rows",
        paramLabel = "N",
        description = "rows that a member must hold before it contributes")
    Integer minimumRows;

    @Option(
        names = "--maximum-rows",
        paramLabel = "N",
        description = "largest cap on a member's rows that a study may name")
    Long maximumRows;

    @Option(
        names = "--rings",
        paramLabel = "BITS",
        split = ",",
        description = "rings that studies may use: 32, 64 or both")
    List<Integer> rings;

    @Option(
        names = "--growth",
        paramLabel = "HOW",
        description = {
          "how organisations join from then on: unanimous (all sign), or two-thirds (of the",
          "organisations in force, and every newcomer); a change of this is signed by all"
        })
    String growth;

    @Option(
        names = "--cooling-off",
        paramLabel = "DAYS",
        description = "7 to 90, with two-thirds: how long everybody may object and think first")
    Integer coolingOffDays;

    @Override
    public Integer call() {
      ObjectNode draft = JsonNodeFactory.instance.objectNode();
      names(draft, "add", add);
      names(draft, "remove", remove);
      names(draft, "newKeys", newKeys);
      if (rings != null) {
        rings.stream().sorted().forEach(draft.putArray("rings")::add);
      }
      draft.put("colluding", colluding);
      draft.put("minimumRows", minimumRows);
      draft.put("maximumRows", maximumRows);
      draft.put("growth", growth);
      draft.put("coolingOffDays", coolingOffDays);
      LocalApi api = folder.api();
      if (api.get("/api/v1/roster").path("version").asInt() == 0) {
        throw CommandFailure.refused(
            "no roster is in force yet", "offer the first with 'kumiki coordinator roster'");
      }
      show(api.postJson(PROPOSAL, draft));
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "withdraw",
      description = "Take the offered roster back; what stewards have signed stays signed.",
      mixinStandardHelpOptions = true)
  static final class Withdraw implements Callable<Integer> {
    @Mixin Folder folder;

    @Override
    public Integer call() {
      show(folder.api().delete(PROPOSAL));
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "history",
      description = "All rosters that were in force, the first first.",
      mixinStandardHelpOptions = true)
  static final class History implements Callable<Integer> {
    @Mixin Folder folder;

    @Override
    public Integer call() {
      for (JsonNode past : folder.api().get("/api/v1/roster/history")) {
        System.out.println(
            past.path("version").asInt()
                + "  "
                + past.path("words").asText()
                + "  "
                + String.join(", ", names(past.path("members")))
                + "  ("
                + past.path("signatures").asInt()
                + " signatures)");
      }
      return ExitCode.DONE;
    }
  }
}
