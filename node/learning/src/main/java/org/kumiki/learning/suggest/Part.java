package org.kumiki.learning.suggest;

import java.util.List;
import java.util.function.Consumer;
import org.kumiki.learning.statistics.SeededNumbers;

/** Some neighbouring values of an experiment that are chosen together. Immutable. */
public sealed interface Part permits Range, Choice, Mixture {
  /** Of its values, in their order. */
  List<String> names();

  /** How many choices there are; infinite for a range without a step. */
  double combinations();

  /** Whether the values could have come from here. */
  boolean contains(double[] part);

  /** Every choice, in a fixed order; the array is used again. Only where they are finite. */
  void each(Consumer<double[]> each);

  /** One choice, each as likely as any other. */
  double[] draw(SeededNumbers numbers);

  /** Choices near one; see {@link CandidateSource#near}. */
  void near(double[] part, int fineness, Consumer<double[]> each);
}
