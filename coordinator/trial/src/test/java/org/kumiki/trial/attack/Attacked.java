package org.kumiki.trial.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.kumiki.exchange.round.NodeRound;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.trial.seeded.Consortium;
import org.kumiki.trial.seeded.Federation;
import org.kumiki.trial.seeded.Script;

/** A federation of three with twelve rows each, in which somebody lies. */
final class Attacked {
  static final String VICTIM = "member-a";
  static final String BYSTANDER = "member-b";
  static final String LIAR = "member-c";

  final Consortium consortium = Consortium.of(3, 12, 1);
  final Study study = consortium.statistics("An attacked study");
  final Federation federation;

  private Attacked(Script script, Set<String> lost) {
    this.federation = new Federation(consortium, 1, script, lost);
  }

  static Attacked by(Script script, String... lost) {
    return new Attacked(script, Set.of(lost));
  }

  /** A coordinator that lies to the victim alone. */
  static Attacked byCoordinator(BiFunction<SignedMessage, Attacked, SignedMessage> lie) {
    Attacked[] made = new Attacked[1];
    made[0] =
        by(
            new Script() {
              @Override
              public List<SignedMessage> tells(String member, SignedMessage letter) {
                return List.of(member.equals(VICTIM) ? lie.apply(letter, made[0]) : letter);
              }
            });
    return made[0];
  }

  /** A member that lies; its own machine's protests are kept from the others. */
  static Attacked byMember(BiFunction<SignedMessage, Attacked, SignedMessage> lie) {
    Attacked[] made = new Attacked[1];
    made[0] =
        by(
            new Script() {
              @Override
              public List<SignedMessage> sends(String member, SignedMessage message) {
                if (!member.equals(LIAR)) {
                  return List.of(message);
                }
                return message.body() instanceof Message.Leave
                    ? List.of()
                    : List.of(lie.apply(message, made[0]));
              }
            },
            LIAR);
    return made[0];
  }

  Attacked run() {
    if (!federation.has(study)) {
      federation.submit(study);
    }
    federation.run();
    return this;
  }

  NodeRound state(String member) {
    return federation.member(member).state(study);
  }

  /** The member found it out, says so at home, and its study is over. */
  void stopped(String member, Reason reason, String sentence) {
    NodeRound.Ended ended = assertInstanceOf(NodeRound.Ended.class, state(member), member);
    assertEquals(reason, ended.reason(), ended.sentence());
    assertTrue(ended.sentence().contains(sentence), ended.sentence());
  }

  void victimStopped(String sentence) {
    stopped(VICTIM, Reason.PROTOCOL, sentence);
  }

  /** So many masked vectors of a member were ever sent in this round. */
  void vectors(int expected, String member, int round) {
    assertEquals(expected, federation.masked(study, member, round).size(), "vectors of " + member);
  }
}
