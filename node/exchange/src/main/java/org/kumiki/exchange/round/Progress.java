package org.kumiki.exchange.round;

import java.util.List;
import org.kumiki.exchange.fixedpoint.BoundsTooWideException;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Block;
import org.kumiki.learning.computation.CanonicalForm;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.UnusableSumException;

/**
 * How far a study has come. It follows from the study and the published sums alone, so the
 * coordinator and every node compute it for themselves and compare hashes: nobody's word is taken.
 */
public sealed interface Progress {
  /**
   * Round 1: two flags of each member. The first is 1 if it can contribute and 0 if its own rules
   * forbid it. The second is 1 if it also has new data: what it would contribute differs from all
   * that it gave to overlapping questions of other data epochs.
   */
  record Flags() implements Progress {}

  /** Payload rounds, once enough members can contribute. */
  record Computing(State state, int contributors) implements Progress {}

  /** The study's answer. */
  record Done(Result result, int contributors) implements Progress {}

  /** The study ends without an answer. */
  record Failed(Reason reason) implements Progress {}

  /** Lengths, bounds and scales of the next round's vector. */
  static FixedPointLayout layout(Study study, Progress progress) {
    int members = study.cohort().size();
    if (progress instanceof Flags) {
      return FixedPointLayout.of(new Encoding(List.of(new Block(2, 1.0, 0))), members);
    }
    if (progress instanceof Computing computing) {
      Computation computation = computing.state().computation();
      return FixedPointLayout.of(Algorithms.of(computation).encoding(computing.state()), members);
    }
    throw new IllegalStateException("a study that has ended has no next round");
  }

  /** What a published sum makes of it; the same on every machine to the last bit. */
  static Progress advance(Study study, Progress progress, long[] sum) {
    Progress next = merge(study, progress, sum);
    if (!next.ended()) {
      try {
        layout(study, next);
      } catch (BoundsTooWideException e) {
        return new Failed(Reason.BOUNDS_TOO_WIDE);
      }
    }
    return next;
  }

  private static Progress merge(Study study, Progress progress, long[] sum) {
    FixedPointLayout layout = layout(study, progress);
    double[] values = layout.restore(sum).orElse(null);
    if (values == null) {
      return new Failed(Reason.OUT_OF_RANGE);
    }
    if (progress instanceof Computing computing) {
      return advance(computing, values);
    }
    return flagged(study, values[0], values[1]);
  }

  private static Progress flagged(Study study, double contributing, double changed) {
    int contributors = (int) contributing;
    if (contributors != contributing || (int) changed != changed) {
      return new Failed(Reason.OUT_OF_RANGE);
    }
    if (changed < 0 || changed > contributors) {
      return new Failed(Reason.OUT_OF_RANGE);
    }
    if (contributors < study.minimumContributors()) {
      return new Failed(Reason.TOO_FEW_CONTRIBUTORS);
    }
    if (changed < study.minimumContributors()) {
      return new Failed(Reason.TOO_FEW_CHANGED);
    }
    Computation computation = study.computation();
    return new Computing(Algorithms.of(computation).start(computation), contributors);
  }

  private static Progress advance(Computing computing, double[] values) {
    Stage stage;
    try {
      stage =
          Algorithms.of(computing.state().computation())
              .merge(computing.state(), values, computing.contributors());
    } catch (UnusableSumException e) {
      return new Failed(Reason.SINGULAR);
    }
    if (stage instanceof State next) {
      return new Computing(next, computing.contributors());
    }
    return new Done((Result) stage, computing.contributors());
  }

  /** What crosses the wire of it. */
  default ByteString hash() {
    return Sha256.hash("kumiki progress", encode());
  }

  default boolean ended() {
    return this instanceof Done || this instanceof Failed;
  }

  /** For the database of each side. */
  default byte[] encode() {
    if (this instanceof Computing computing) {
      byte[] state = CanonicalForm.encode(computing.state());
      return new WireWriter().u8(2).u16(computing.contributors()).bytes(state).toByteArray();
    }
    if (this instanceof Done done) {
      byte[] result = CanonicalForm.encode(done.result());
      return new WireWriter().u8(3).u16(done.contributors()).bytes(result).toByteArray();
    }
    if (this instanceof Failed failed) {
      return new WireWriter().u8(4).u8(failed.reason().code()).toByteArray();
    }
    return new WireWriter().u8(1).toByteArray();
  }

  static Progress decode(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    int kind = in.u8("progress");
    Progress progress =
        switch (kind) {
          case 1 -> new Flags();
          case 2 -> {
            int contributors = in.u16("contributors");
            yield new Computing((State) stage(in), contributors);
          }
          case 3 -> {
            int contributors = in.u16("contributors");
            yield new Done((Result) stage(in), contributors);
          }
          case 4 -> new Failed(Reason.ofCode(in.u8("reason")));
          default -> throw new WireFormatException("progress " + kind + " is unknown");
        };
    in.end();
    return progress;
  }

  private static Stage stage(WireReader in) {
    return CanonicalForm.decodeStage(in.bytes("stage", CanonicalForm.MAX_BYTES));
  }
}
