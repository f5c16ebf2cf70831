package org.kumiki.exchange.ledger;

import org.kumiki.exchange.wire.ByteString;

/**
 * One row of a node's release ledger: a vector that is about to leave, or a refusal. It holds no
 * value of any row.
 *
 * @param studyHash the approved study
 * @param epoch and {@code round}: where in the protocol
 * @param subject what the vector says, in a sentence for the steward
 * @param length entries of the vector
 * @param cohort organisations whose masks cover it
 * @param verdict what the gate decided; {@code WITHHELD} means that a masked zero leaves instead
 * @param reason why it was withheld, for the owner alone; empty where it was granted
 */
public record LedgerEntry(
    ByteString studyHash,
    long epoch,
    int round,
    String subject,
    int length,
    int cohort,
    Verdict verdict,
    String reason) {
  /** The gate's decision. */
  public enum Verdict {
    GRANTED(0),
    WITHHELD(1),
    REFUSED(2);

    private final int code;

    Verdict(int code) {
      this.code = code;
    }

    /** What a commitment holds of it; never changed, or old entries would no longer fit. */
    int code() {
      return code;
    }
  }
}
