package org.kumiki.trial.simulation.output;

/** What a simulation says about its bounds wherever it reports. */
final class Bounds {
  static final String STATEMENT =
      "Bounds come from the training rows of the file, scales are the largest that cannot overflow;"
          + " a deployed study takes its bounds from the declared domains of its terms.";

  private Bounds() {}
}
