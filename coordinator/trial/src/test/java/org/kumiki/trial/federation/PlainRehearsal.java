package org.kumiki.trial.federation;

import java.util.Arrays;
import java.util.HexFormat;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.learning.computation.Rehearsal;
import org.kumiki.learning.computation.RehearsalResult;
import org.kumiki.learning.computation.RehearsalState;
import org.kumiki.learning.computation.Ring;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.rehearsal.RehearsalAlgorithm;

/**
 * A rehearsal that nothing disturbs: the members' equal vectors in fixed point, added without
 * masks. Each sum depends on every entry of all sums before it.
 */
final class PlainRehearsal {
  private static final RehearsalAlgorithm ALGORITHM = new RehearsalAlgorithm();

  private final Rehearsal rehearsal;
  private final int members;

  PlainRehearsal(int length, int rounds, int members) {
    this.rehearsal = new Rehearsal(length, rounds, Ring.Z64);
    this.members = members;
  }

  /** What a round opens; round 1 is the flags', the payload begins with 2. */
  long[] sum(int round) {
    return sum(state(round));
  }

  /** What the result says of all sums, in hexadecimal. */
  String digest() {
    RehearsalResult result = (RehearsalResult) after(state(rehearsal.rounds() + 1));
    return HexFormat.of().toHexDigits(result.digest());
  }

  private RehearsalState state(int round) {
    RehearsalState state = (RehearsalState) ALGORITHM.start(rehearsal);
    for (int done = 2; done < round; done++) {
      state = (RehearsalState) after(state);
    }
    return state;
  }

  private Stage after(RehearsalState state) {
    return ALGORITHM.merge(state, layout(state).restore(sum(state)).orElseThrow(), members);
  }

  private long[] sum(RehearsalState state) {
    long[] one = layout(state).quantise(RehearsalAlgorithm.vector(state)).orElseThrow();
    return Arrays.stream(one).map(entry -> entry * members).toArray();
  }

  private FixedPointLayout layout(RehearsalState state) {
    return FixedPointLayout.of(ALGORITHM.encoding(state), members);
  }
}
