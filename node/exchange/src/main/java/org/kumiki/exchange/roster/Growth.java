package org.kumiki.exchange.roster;

import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * Who must sign a successor that does nothing but add organisations: the consortium's constitution,
 * part of the roster and so signed by all. Everything else always needs the signature of every
 * organisation that the successor lists.
 */
public sealed interface Growth {
  /** Every organisation that the successor lists; what a consortium starts with. */
  record Unanimous() implements Growth {}

  /**
   * Two thirds of the organisations of the roster in force and every newcomer, once a time to
   * object and to talk has passed. Whoever has not signed takes part in nothing under the successor
   * until it does.
   *
   * @param coolingOffDays how long a node must have known the successor, by its own clock
   */
  record TwoThirds(int coolingOffDays) implements Growth {
    /** Below a week somebody's holiday would decide. */
    public static final int LEAST_DAYS = 7;

    /** Beyond a quarter nobody waits; they expel instead. */
    public static final int MOST_DAYS = 90;

    public TwoThirds {
      if (coolingOffDays < LEAST_DAYS || coolingOffDays > MOST_DAYS) {
        throw new WireFormatException(
            "the cooling-off time has "
                + LEAST_DAYS
                + " to "
                + MOST_DAYS
                + " days, not "
                + coolingOffDays);
      }
    }
  }

  /** As the steward reads it. */
  default String sentence() {
    return this instanceof TwoThirds rule
        ? "two thirds and every newcomer, after " + rule.coolingOffDays() + " days"
        : "all";
  }

  /** True if an organisation could be outvoted here, or sooner than there. */
  default boolean isLooserThan(Growth other) {
    return this instanceof TwoThirds rule
        && !(other instanceof TwoThirds before && before.coolingOffDays() <= rule.coolingOffDays());
  }

  /** A u8, 1 or 2; after a 2 the days as u16. */
  static void write(WireWriter out, Growth growth) {
    if (growth instanceof TwoThirds rule) {
      out.u8(2).u16(rule.coolingOffDays());
    } else {
      out.u8(1);
    }
  }

  static Growth read(WireReader in) {
    int kind = in.u8("growth");
    return switch (kind) {
      case 1 -> new Unanimous();
      case 2 -> new TwoThirds(in.u16("coolingOffDays"));
      default -> throw new WireFormatException("growth is 1 or 2, not " + kind);
    };
  }
}
