package org.kumiki.node.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kumiki.exchange.roster.RosterDifference;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterText;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kumiki node roster show}: what is in force, and what is offered. */
@Command(
    name = "show",
    description = "The roster in force, what is offered, who has signed and who is awaited.",
    mixinStandardHelpOptions = true)
final class RosterShow implements Callable<Integer> {
  @Mixin Folder folder;

  @Override
  public Integer call() {
    KnownRosters known = KnownRosters.of(folder.api());
    known.inForce().ifPresent(roster -> RosterText.lines(roster).forEach(System.out::println));
    if (!known.obstacle().isEmpty()) {
      System.out.println(known.obstacle());
    }
    if (!known.notice().isEmpty()) {
      System.out.println(known.notice());
    }
    known.late().ifPresent(late -> describeLate(known, late));
    known.proposal().ifPresent(proposal -> describe(known, proposal));
    return ExitCode.DONE;
  }

  /**
   * What is offered, compared with what is in force here: a steward who has skipped a roster signs
   * what that one brought too.
   */
  static void describe(KnownRosters known, RosterProposal proposal) {
    System.out.println();
    System.out.println("Roster " + proposal.roster().version() + " is offered for signature:");
    describe(known.inForce(), proposal);
    if (!known.growth().isEmpty()) {
      System.out.println("  " + known.growth());
    }
    System.out.println(
        "Compare the words, and those of each newcomer's key, with other stewards by phone: not"
            + " through the coordinator, which may show each of you another roster.");
  }

  /** What came into force without this organisation, compared with what is in force here. */
  static void describeLate(KnownRosters known, RosterProposal late) {
    System.out.println();
    System.out.println("Roster " + late.roster().version() + " may be signed late:");
    describe(known.inForce(), late);
  }

  private static void describe(Optional<RosterSnapshot> before, RosterProposal proposal) {
    RosterSnapshot next = proposal.roster();
    if (before.isPresent()) {
      for (RosterDifference difference : proposal.differences(before)) {
        String mark = difference.kind() == RosterDifference.Kind.WEAKER ? "WEAKER: " : "";
        System.out.println("  " + mark + difference.sentence());
      }
      proposal
          .expelled(before.get())
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
  }

  private static String orNobody(List<String> names) {
    return names.isEmpty() ? "nobody" : String.join(", ", names);
  }
}
