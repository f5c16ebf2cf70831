package org.kumiki.exchange.round;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * Where the coordinator stands in one study. It holds no secret: everything in it was signed by a
 * member or follows from what was.
 *
 * <p>Keys of the maps are members. Drawn in {@code docs/protocol.md}; stepped by {@link
 * CoordinatorMachine}.
 */
public sealed interface CoordinatorRound {
  Course course();

  /** Members whose next message is awaited: what the scientist sees. */
  List<String> awaited(List<String> cohort);

  /** Members' stewards have yet to decide. */
  record Gathering(Course course, SortedMap<String, Boolean> consents) implements CoordinatorRound {
    @Override
    public List<String> awaited(List<String> cohort) {
      return missing(cohort, consents.keySet());
    }
  }

  /** E1 is being collected. */
  record Advertising(Course course, SortedMap<String, Entry> received) implements CoordinatorRound {
    @Override
    public List<String> awaited(List<String> cohort) {
      return missing(cohort, received.keySet());
    }
  }

  /**
   * E2 is being collected: one ciphertext a pair.
   *
   * @param early confirmations of the cohort's first member, which awaits no ciphertext
   */
  record Encapsulating(Course course, PairEntries received, PairEntries early)
      implements CoordinatorRound {
    @Override
    public List<String> awaited(List<String> cohort) {
      return received.incomplete(cohort, place -> cohort.size() - 1 - place);
    }

    static int expected(int members) {
      return members * (members - 1) / 2;
    }
  }

  /** E3 is being collected: one MAC a direction. */
  record Confirming(Course course, PairEntries received) implements CoordinatorRound {
    @Override
    public List<String> awaited(List<String> cohort) {
      return received.incomplete(cohort, place -> cohort.size() - 1);
    }

    static int expected(int members) {
      return members * (members - 1);
    }
  }

  /** E4 is being collected. */
  record Closing(Course course, SortedMap<String, Entry> received) implements CoordinatorRound {
    @Override
    public List<String> awaited(List<String> cohort) {
      return missing(cohort, received.keySet());
    }
  }

  /** R1 is being collected. */
  record Collecting(Course course, SignedMessage start, SortedMap<String, Entry> received)
      implements CoordinatorRound {
    @Override
    public List<String> awaited(List<String> cohort) {
      return missing(cohort, received.keySet());
    }
  }

  /** All masked vectors are here; the shell adds them up. */
  record Opening(Course course, SignedMessage start, SortedMap<String, Entry> received)
      implements CoordinatorRound {
    @Override
    public List<String> awaited(List<String> cohort) {
      return List.of();
    }
  }

  /** The study is over. */
  record Ended(Course course, Reason reason) implements CoordinatorRound {
    @Override
    public List<String> awaited(List<String> cohort) {
      return List.of();
    }
  }

  /**
   * What outlives an epoch. After a published round the whole state follows from it: see {@link
   * CoordinatorMachine#resume}.
   *
   * @param progress after the last published sum
   * @param round the last published round, 0 before the first
   * @param epoch the current or last epoch, 0 before the first
   */
  record Course(Progress progress, int round, long epoch) {
    static Course fresh() {
      return new Course(new Progress.Flags(), 0, 0);
    }

    Course nextEpoch() {
      return new Course(progress, round, epoch + 1);
    }

    Course published(Progress next) {
      return new Course(next, round + 1, epoch);
    }

    /** Why the progress ends the study; empty if there is a next round. */
    Optional<Reason> end() {
      if (progress instanceof Progress.Failed failed) {
        return Optional.of(failed.reason());
      }
      return progress instanceof Progress.Done ? Optional.of(Reason.COMPLETED) : Optional.empty();
    }

    /** For the coordinator's database. */
    public byte[] encode() {
      return new WireWriter().u32(round).u64(epoch).bytes(progress.encode()).toByteArray();
    }

    /** Reads what {@link #encode} wrote. */
    public static Course decode(byte[] bytes) {
      WireReader in = new WireReader(bytes);
      int round = in.u32("round");
      long epoch = in.u64("epoch");
      Course course = new Course(Progress.decode(in.bytes("progress", bytes.length)), round, epoch);
      in.end();
      return course;
    }
  }

  private static List<String> missing(List<String> cohort, Set<String> present) {
    TreeSet<String> absent = new TreeSet<>(cohort);
    absent.removeAll(present);
    return List.copyOf(absent);
  }
}
