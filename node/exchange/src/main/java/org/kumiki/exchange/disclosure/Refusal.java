package org.kumiki.exchange.disclosure;

/**
 * Why the gate did not let a member's own numbers out. A static one depends on the study and the
 * steward alone and may be told to everybody; the others depend on data and stay in the owner's
 * ledger, while a masked zero leaves.
 */
public sealed interface Refusal {
  /** For the steward of this node. */
  String sentence();

  /** True if it may be told outside. */
  default boolean isStatic() {
    return false;
  }

  /** No steward approved this study's hash. */
  record NotApproved(String studyHash) implements Refusal {
    @Override
    public String sentence() {
      return "study "
          + studyHash
          + " is not approved here: a steward approves it with 'kumiki node approve "
          + studyHash
          + "'";
    }

    @Override
    public boolean isStatic() {
      return true;
    }
  }

  /** The study's deadline has passed. */
  record Expired() implements Refusal {
    @Override
    public String sentence() {
      return "the study's deadline has passed: ask for a new study";
    }

    @Override
    public boolean isStatic() {
      return true;
    }
  }

  /** With what was asked before, the sums would single out a few organisations. */
  record Differencing(String sentence) implements Refusal {
    @Override
    public boolean isStatic() {
      return true;
    }
  }

  /** Fewer rows than the rule asks. */
  record TooFewRows(long rows, int minimum) implements Refusal {
    @Override
    public String sentence() {
      return rows + " rows take part, the rule asks for at least " + minimum;
    }
  }

  /** More rows than the study's public cap, which bounds every sum. */
  record TooManyRows(long rows, long cap) implements Refusal {
    @Override
    public String sentence() {
      return rows + " rows take part, the study's cap is " + cap;
    }
  }

  /** A number outside the bounds that the study declares. */
  record OutOfBounds() implements Refusal {
    @Override
    public String sentence() {
      return "a sum lies outside the study's bounds: check the data against the terms' domains";
    }
  }
}
