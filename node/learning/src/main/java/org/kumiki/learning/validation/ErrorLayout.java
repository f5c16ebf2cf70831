package org.kumiki.learning.validation;

import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.Validation;
import org.kumiki.learning.computation.ValidationResult;
import org.kumiki.learning.statistics.RoundingSlack;

/**
 * Where the sums of a {@link Validation} stand: rows; the sums of errors, of their magnitudes and
 * of their squares; of the target about the middle of its domain, and of its square; rows with a
 * stated deviation, and how many of them lie in each interval; magnitudes and squares of two
 * baselines, if asked; squares with each group shuffled. Errors are in half widths of the target's
 * domain. Stateless.
 */
final class ErrorLayout {
  /** In half widths: as far apart as twice the domain. */
  static final double MOST_ERROR = 4;

  static final int ROWS = 0;
  static final int ERROR = 1;
  static final int MAGNITUDE = 2;
  static final int SQUARE = 3;
  static final int TARGET = 4;
  static final int TARGET_SQUARE = 5;
  static final int STATED = 6;
  static final int WITHIN = 7;
  static final int BASELINES = WITHIN + ValidationResult.LEVELS.size();
  private static final int BASELINE_ENTRIES = 4;

  /** An error of a thousandth of the domain squares to 2⁻¹⁸. */
  private static final int MIN_FRACTIONAL_BITS = 28;

  private ErrorLayout() {}

  static int shuffled(Validation validation) {
    return BASELINES + (validation.baselines() ? BASELINE_ENTRIES : 0);
  }

  static int length(Validation validation) {
    return shuffled(validation) + validation.groups().size();
  }

  static Encoding encoding(Validation validation) {
    double cap = validation.maxRowsPerMember();
    double magnitude = RoundingSlack.above(MOST_ERROR * cap);
    double square = RoundingSlack.above(MOST_ERROR * MOST_ERROR * cap);
    Encoding.Builder blocks =
        new Encoding.Builder()
            .run(1, cap, 0)
            .run(2, magnitude, MIN_FRACTIONAL_BITS)
            .run(1, square, MIN_FRACTIONAL_BITS)
            .run(2, RoundingSlack.above(cap), MIN_FRACTIONAL_BITS)
            .run(BASELINES - STATED, cap, 0);
    for (int i = 0; i < shuffled(validation) - BASELINES; i += 2) {
      blocks.run(1, magnitude, MIN_FRACTIONAL_BITS).run(1, square, MIN_FRACTIONAL_BITS);
    }
    return blocks.run(validation.groups().size(), square, MIN_FRACTIONAL_BITS).build();
  }
}
