package org.kumiki.learning.descriptor;

import java.util.Locale;

/** The words that say what a percentage counts. */
final class PercentUnit {
  /** Pattern of one such word with its sign, in any case, without groups. */
  static final String WORD =
      "(?i:(?:wt|weight|mass|at|atomic|mol|質量|重量|原子)\\.? ?%|(?:wt|at|mol)\\.? ?pct)";

  /** The same, or a bare percent sign. */
  static final String WORD_OR_SIGN = "(?:" + WORD + "|%)";

  private PercentUnit() {}

  /**
   * Atoms and moles are atomic; mass, weight and the bare sign are mass, as metallurgists write.
   */
  static AmountBasis basis(String unit) {
    String lower = unit.toLowerCase(Locale.ROOT);
    boolean atomic = lower.startsWith("at") || lower.startsWith("mol") || lower.startsWith("原子");
    return atomic ? AmountBasis.ATOMIC : AmountBasis.MASS;
  }
}
