package org.kumiki.exchange.disclosure;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;

/**
 * A study as the rules against differencing see it: what it asks of one dataset, and of whom.
 *
 * @param terms what is summed: features and target, ascending
 * @param cohort ascending
 * @param minimumRows and {@code maximumRows}: they decide which members send zeros
 * @param holdout so does it: a member needs enough rows in each part
 */
public record Question(
    ByteString studyHash,
    ByteString rosterHash,
    StatisticKey key,
    String dataset,
    int dataEpoch,
    List<String> terms,
    List<String> cohort,
    int minimumRows,
    long maximumRows,
    double holdout) {
  public Question {
    terms = List.copyOf(terms);
    cohort = List.copyOf(cohort);
  }

  public static Question of(Study study, String dataset) {
    Set<String> terms = new TreeSet<>();
    study.features().stream().map(Feature::term).forEach(terms::add);
    study.target().map(Feature::term).ifPresent(terms::add);
    return new Question(
        study.hash(),
        study.rosterHash(),
        StatisticKey.of(study, dataset),
        dataset,
        study.dataEpoch(),
        List.copyOf(terms),
        study.cohort(),
        study.minimumRows(),
        study.maxRowsPerMember(),
        study.holdout());
  }

  /** Whether both ask for a term of one dataset, under whatever conditions. */
  boolean overlaps(Question other) {
    return dataset.equals(other.dataset) && terms.stream().anyMatch(other.terms::contains);
  }
}
