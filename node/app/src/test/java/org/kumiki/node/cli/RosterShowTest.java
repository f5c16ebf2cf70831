package org.kumiki.node.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.roster.Growth;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterParameters;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;

/** What a steward reads before it types the words and the passphrase. */
class RosterShowTest {
  @Test
  void whoWasOutvotedReadsOfAllThatItsNextSignatureLetsIn() {
    RosterSnapshot here =
        new RosterSnapshot(
            "trial",
            1,
            ByteString.of(new byte[32]),
            organisation("coordinator"),
            organisations("acme", "birch", "cedar"),
            RosterParameters.shipped(3).withGrowth(new Growth.TwoThirds(7)));
    RosterSnapshot elsewhere = with(here, "ghost");
    RosterSnapshot next = with(elsewhere, "linden");
    KnownRosters known =
        new KnownRosters(
            Optional.of(here),
            Optional.of(elsewhere),
            Optional.empty(),
            Optional.of(RosterProposal.unsigned(next, List.of(), List.of())),
            "",
            "",
            "");
    String shown = printed(() -> RosterShow.describe(known, known.requireProposal()));
    assertTrue(shown.contains("linden joins"), shown);
    assertTrue(shown.contains("ghost joins"), shown);
  }

  private static String printed(Runnable step) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      step.run();
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static RosterSnapshot with(RosterSnapshot before, String newcomer) {
    List<Organisation> members = new ArrayList<>(before.members());
    members.add(organisation(newcomer));
    return before.next(
        members, RosterParameters.shipped(members.size()).withGrowth(before.parameters().growth()));
  }

  private static List<Organisation> organisations(String... names) {
    return Arrays.stream(names).map(RosterShowTest::organisation).toList();
  }

  private static Organisation organisation(String name) {
    return new Organisation(name, name, SigningKey.generate(name, new SecureRandom()).publicKey());
  }
}
