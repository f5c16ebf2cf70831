package org.kumiki.trial.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.trial.attack.Attacked.VICTIM;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.exchange.round.NodeCommand;
import org.kumiki.exchange.round.Publication;
import org.kumiki.exchange.secagg.VectorBytes;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.RoundResult;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.learning.computation.Block;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.Ring;
import org.kumiki.trial.seeded.Script;

/** A wrong sum for one member, and sums at the edge of the ring. */
class PublicationAttackTest {
  @Test
  void aWrongSumWithItsOwnRootIsNotTakenOver() {
    wrongSum(true).victimStopped("is not the sum of the published vectors");
  }

  @Test
  void aWrongSumUnderTheRightRootIsNotTakenOver() {
    wrongSum(false).victimStopped("do not have the published root");
  }

  private static Attacked wrongSum(boolean withRoot) {
    Attacked[] made = new Attacked[1];
    Script liar =
        new Script() {
          @Override
          public List<SignedMessage> tells(String member, SignedMessage letter) {
            if (!withRoot
                || !member.equals(VICTIM)
                || !(letter.body() instanceof RoundResult result)) {
              return List.of(letter);
            }
            long[] sum = falsified(made[0], result.round());
            ByteString root = VectorSum.chunksOf(sum, Ring.Z64).root();
            return List.of(Forged.body(letter, Forged.with(result, "sumRoot", root)));
          }

          @Override
          public Publication.Source publishes(
              String member, NodeCommand.CheckSum check, Publication.Source honest) {
            long[] sum = falsified(made[0], check.result().round());
            return member.equals(VICTIM)
                ? new FalseSum(honest, VectorBytes.of(sum, check.ring()))
                : honest;
          }
        };
    made[0] = Attacked.by(liar);
    return made[0].run();
  }

  private static long[] falsified(Attacked attacked, int round) {
    long[] sum = attacked.federation.coordinator.sums(attacked.study).get(round).clone();
    sum[0] += 1;
    return sum;
  }

  /** The honest vectors beside another sum. */
  private record FalseSum(Publication.Source honest, byte[] bytes) implements Publication.Source {
    @Override
    public InputStream sum() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public InputStream vector(String member) throws IOException {
      return honest.vector(member);
    }

    @Override
    public InputStream sample(List<Integer> chunks) throws IOException {
      return honest.sample(chunks);
    }
  }

  @Test
  void sumsOfAllMembersAtTheirBoundDoNotWrap() {
    for (Ring ring : Ring.values()) {
      sumsDoNotWrap(ring);
    }
  }

  private static void sumsDoNotWrap(Ring ring) {
    BigInteger half = BigInteger.ONE.shiftLeft(ring.bits() - 1);
    for (int members : List.of(3, 4, 7, 30, 1000)) {
      for (double bound : new double[] {1e-9, 0.5, 1, 3.7, 1e5}) {
        FixedPointLayout layout =
            FixedPointLayout.of(new Encoding(List.of(new Block(2, bound, 0)), ring), members);
        long[] most = layout.quantise(new double[] {bound, -bound}).orElseThrow();
        BigInteger sum = BigInteger.valueOf(most[0]).multiply(BigInteger.valueOf(members));
        assertTrue(sum.compareTo(half) < 0, members + " members at " + bound);
        assertTrue(layout.restore(new long[] {sum.longValue(), -sum.longValue()}).isPresent());
      }
    }
  }
}
