package org.kumiki.node.experiment;

import java.util.List;
import java.util.Map;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.suggest.CandidateSource;

/** Where a campaign's experiments come from, and how the model reads them. Not thread-safe. */
interface Candidates {
  CandidateSource source();

  /** The model's features of a candidate's values. */
  double[] features(double[] values);

  /** What to set for each of these candidates. */
  Map<Numbers, List<Setting>> settings(List<Numbers> candidates);

  /** The candidate of an experiment that somebody made up, by the names of its values. */
  double[] named(Map<String, Double> values);

  /** How many there are; infinite where they are continuous. */
  double count();

  /** Whether a candidate's values are the features themselves. */
  boolean areFeatures();
}
