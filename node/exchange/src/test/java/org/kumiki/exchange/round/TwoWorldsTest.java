package org.kumiki.exchange.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.RoundResult;
import org.kumiki.exchange.wire.Message.RoundStart;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.learning.computation.Batch;

/**
 * Two federations with the same seeds and other rows: what a coordinator sees of a member is the
 * same, byte for byte, but for the masked vectors and what follows from the published sum.
 */
class TwoWorldsTest {
  @Test
  void whoHoldsWhichRowsChangesNothingButMaskedVectorsIfTheSumIsTheSame() {
    Simulation one = world(federation -> {});
    Simulation two =
        world(
            federation -> {
              Batch first = federation.rows.get("member-a");
              federation.rows.put("member-a", federation.rows.get("member-c"));
              federation.rows.put("member-c", first);
            });
    assertEquals(transcript(one, Kept.ALL_BUT_ROOTS), transcript(two, Kept.ALL_BUT_ROOTS));
    assertEquals(inboxes(one, Kept.ALL_BUT_ROOTS), inboxes(two, Kept.ALL_BUT_ROOTS));
    assertNotEquals(transcript(one, Kept.ALL), transcript(two, Kept.ALL), "the control");
  }

  @Test
  void valuesAndNumbersOfRowsChangeNoSizeNoOrderAndNoByteThatTheSumDoesNotImply() {
    Simulation one = world(federation -> {});
    Simulation two =
        world(
            federation -> {
              federation.rows.put("member-a", federation.batch(11));
              federation.rows.put("member-b", federation.batch(400));
            });
    sameButForTheSum(one, two);
  }

  @Test
  void aMemberThatMayNotContributeLooksLikeOneThatMay() {
    Simulation one = world(federation -> {});
    Simulation two = world(federation -> federation.rows.put("member-b", federation.batch(9)));
    sameButForTheSum(one, two);
    assertEquals(
        sizes(one.coordinator.received).subList(0, 3),
        sizes(two.coordinator.received).subList(0, 3));
  }

  private static void sameButForTheSum(Simulation one, Simulation two) {
    assertEquals(
        transcript(one, Kept.NOTHING_OF_THE_SUM), transcript(two, Kept.NOTHING_OF_THE_SUM));
    assertEquals(inboxes(one, Kept.NOTHING_OF_THE_SUM), inboxes(two, Kept.NOTHING_OF_THE_SUM));
    assertEquals(sizes(one.coordinator.received), sizes(two.coordinator.received));
    assertNotEquals(transcript(one, Kept.ALL), transcript(two, Kept.ALL), "the control");
  }

  private static Simulation world(Consumer<Federation> change) {
    Federation federation = new Federation(4, 21).withRows(30);
    change.accept(federation);
    return new Simulation(federation, federation.ridge(), 5, 0).run();
  }

  /** What of a message is compared. */
  private enum Kept {
    ALL,
    ALL_BUT_ROOTS,
    NOTHING_OF_THE_SUM
  }

  private static List<String> transcript(Simulation world, Kept kept) {
    return world.coordinator.received.stream().map(message -> text(message, kept)).toList();
  }

  private static List<String> inboxes(Simulation world, Kept kept) {
    List<String> all = new ArrayList<>();
    world.coordinator.letters.forEach(
        (member, letters) -> {
          for (byte[] letter : letters) {
            all.add(member + " " + letter.length + " " + text(SignedMessage.decode(letter), kept));
          }
        });
    return all;
  }

  private static List<Integer> sizes(List<SignedMessage> messages) {
    return messages.stream().map(message -> message.encode().length).toList();
  }

  private static String text(SignedMessage message, Kept kept) {
    Message body = message.body();
    String head = message.sender() + " " + message.context() + " ";
    boolean signatureKept = true;
    String rest = ByteString.of(message.encode()).hex();
    if (kept != Kept.ALL && body instanceof MaskedVector r1) {
      signatureKept = false;
      rest = r1.round() + " " + r1.length() + (kept == Kept.ALL_BUT_ROOTS ? r1.roundContext() : "");
    } else if (kept != Kept.ALL && body instanceof RoundResult r2) {
      signatureKept = false;
      rest =
          r2.round()
              + " "
              + r2.uploads().size()
              + (kept == Kept.ALL_BUT_ROOTS ? " " + r2.sumRoot() + r2.roundContext() : "");
    } else if (kept == Kept.NOTHING_OF_THE_SUM && body instanceof RoundStart r0 && r0.round() > 2) {
      // The state after round 2 follows from a sum; up to there it is the study's own.
      signatureKept = false;
      rest = r0.round() + " " + r0.length() + " " + r0.deadlineEpochSecond();
    } else if (kept == Kept.NOTHING_OF_THE_SUM && body instanceof RoundStart r0) {
      rest = r0.round() == 2 ? "round 2, " + r0.length() + " " + r0.layoutHash() : rest;
    }
    return head + (signatureKept ? "whole " : "part ") + rest;
  }
}
