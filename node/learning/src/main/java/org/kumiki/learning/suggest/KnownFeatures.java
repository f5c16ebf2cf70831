package org.kumiki.learning.suggest;

import java.util.HashSet;
import java.util.Set;
import org.kumiki.learning.computation.Numbers;

/**
 * Features of experiments that were made, by which a candidate is known to be one of them. Equal
 * means equal as single-precision numbers: what a person sets and what a file says are converted on
 * different ways, which differ by roundings of double precision. Not thread-safe.
 */
final class KnownFeatures {
  private final Set<Numbers> known = new HashSet<>();

  /** Features without all numbers could be any experiment's, and are left out. */
  void add(double[] features) {
    if (BatchSearch.isComplete(features)) {
      known.add(rounded(features));
    }
  }

  /** Whether there are any: a candidate's features cost more than its values. */
  boolean isEmpty() {
    return known.isEmpty();
  }

  boolean contains(double[] features) {
    return known.contains(rounded(features));
  }

  private static Numbers rounded(double[] features) {
    double[] rounded = new double[features.length];
    for (int j = 0; j < rounded.length; j++) {
      float single = (float) features[j];
      rounded[j] = Float.isFinite(single) ? single : features[j];
    }
    return Numbers.of(rounded);
  }
}
