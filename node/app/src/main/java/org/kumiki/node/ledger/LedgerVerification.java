package org.kumiki.node.ledger;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.kumiki.exchange.ledger.Checkpoint;
import org.kumiki.exchange.ledger.CheckpointNote;
import org.kumiki.exchange.ledger.LedgerStatus;
import org.kumiki.exchange.ledger.LedgerTree;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.WireFormatException;

/**
 * Reads the whole ledger again: every row against its leaf, all leaves against the head that this
 * service signs, and both against the heads that other members have shown. Finds a row that was
 * changed, removed or put in between past the service. Somebody who rewrites rows, salts and leaves
 * together while the service is stopped is found by the members' heads alone.
 *
 * <p>Thread-safe; entries may be appended meanwhile.
 */
public final class LedgerVerification {
  /** A table that was rewritten is as plain from the first hundred; the rest is only counted. */
  private static final int MAX_FAULTS_LISTED = 100;

  private final LedgerStore ledger;
  private final HeadStore heads;
  private final Supplier<List<RosterSnapshot>> rosters;
  private final Supplier<ByteString> key;

  /**
   * @param rosters all that were in force here: heads were signed under each
   * @param key this organisation's public key, with which notes are checked
   */
  public LedgerVerification(
      LedgerStore ledger,
      HeadStore heads,
      Supplier<List<RosterSnapshot>> rosters,
      Supplier<ByteString> key) {
    this.ledger = ledger;
    this.heads = heads;
    this.rosters = rosters;
    this.key = key;
  }

  /**
   * What was found.
   *
   * @param entries rows that were read
   * @param head the signed head that they were compared with
   * @param status what this node has known of itself so far
   * @param faults what does not fit, the first of them
   * @param faultCount all of them
   * @param witnesses how the rows stand to each own head that was shown
   */
  public record Report(
      long entries,
      LedgerHead head,
      LedgerStatus status,
      List<Fault> faults,
      long faultCount,
      List<Witness> witnesses) {
    public boolean inOrder() {
      return faultCount == 0
          && status.inOrder()
          && witnesses.stream().allMatch(witness -> witness.standing().inOrder());
    }
  }

  /** An entry that does not fit, by its number. */
  public record Fault(long number, String sentence) {}

  /** An own head that another member has shown. */
  public record Witness(String organisation, long size, OffsetDateTime at, LedgerStatus standing) {}

  public Report verify() {
    LedgerHead head = ledger.head();
    Reading reading = new Reading(head.size());
    ledger.forEachSalted(reading::take);
    reading.end(head);
    List<Witness> witnesses = new ArrayList<>();
    for (HeadStore.Shown shown : heads.shown()) {
      if (isOwn(shown.head())) {
        LedgerStatus standing = LedgerStatus.compare(reading.tree, shown.witness(), shown.head());
        witnesses.add(new Witness(shown.witness(), shown.head().size(), shown.at(), standing));
      } else {
        reading.fault(
            shown.head().size(),
            "the head that is kept for " + shown.witness() + " has no signature of this member");
      }
    }
    return new Report(
        reading.entries, head, heads.status(), reading.faults, reading.faultCount, witnesses);
  }

  private boolean isOwn(LedgerHead head) {
    String own = ledger.origin().organisation();
    return rosters.get().stream().anyMatch(roster -> Checkpoint.verifies(head, roster, own));
  }

  /** The head as it is now, as a signed note. */
  public CheckpointNote note() {
    return note(ledger.head());
  }

  /** The note of a head of this ledger. */
  CheckpointNote note(LedgerHead head) {
    return CheckpointNote.of(head, ledger.origin(), key.get());
  }

  /** One pass over the rows. */
  private static final class Reading {
    private final long size;
    private final LedgerTree tree = new LedgerTree();
    private final List<Fault> faults = new ArrayList<>();
    private long faultCount;
    private long entries;
    private long lastNumber;

    Reading(long size) {
      this.size = size;
    }

    void take(LedgerStore.Salted salted) {
      if (entries == size) {
        return; // appended after the head was signed
      }
      entries++;
      tree.append(salted.leaf());
      long number = salted.row().number();
      if (number != lastNumber + 1) {
        fault(lastNumber + 1, "is missing; the next one is " + number);
      }
      lastNumber = number;
      if (!fits(salted)) {
        fault(number, "does not fit its leaf: the row was changed after it was written");
      }
    }

    void end(LedgerHead head) {
      if (entries < size) {
        fault(lastNumber + 1, "is missing, and all after it: " + size + " entries were written");
      } else if (!tree.root().equals(head.root())) {
        fault(size, "and those before it have other leaves than this service has read or written");
      }
    }

    void fault(long number, String sentence) {
      faultCount++;
      if (faults.size() < MAX_FAULTS_LISTED) {
        faults.add(new Fault(number, sentence));
      }
    }

    private static boolean fits(LedgerStore.Salted salted) {
      try {
        ByteString leaf = salted.row().numbered().leafHash(salted.salt().toByteArray());
        return leaf.equals(salted.leaf());
      } catch (IllegalArgumentException
          | WireFormatException
          | ArithmeticException
          | DateTimeException e) {
        return false;
      }
    }
  }
}
