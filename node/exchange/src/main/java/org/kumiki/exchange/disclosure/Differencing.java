package org.kumiki.exchange.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rules by which a node keeps the sums of two studies from saying, together, what neither says:
 * the numbers of a few. They depend on what this node was asked before and trust no one's word.
 *
 * <p>They guard organisations, not rows: two studies of one cohort whose conditions differ by a row
 * say together what the whole cohort's rows between them say.
 */
public final class Differencing {
  private Differencing() {}

  /** An earlier question with the digests of what this node gave. */
  public record Answered(Question question, List<ColumnDigest> columns) {
    public Answered {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Within one dataset and data epoch: cohorts are equal, or the minimum apart over the span of
   * all; and which members send zeros does not hang on a limit that the asker moves. Within one
   * dataset, whatever the epoch: one hold-out. A member with few rows stands in the sum of all rows
   * and in neither part's, and all − trained − held out would be its own.
   *
   * @param earlier all that this node has started to answer
   * @param minimum 3 + c of the roster
   * @return why it must not be asked, for the steward; depends on no row; empty if it may be
   */
  public static Optional<String> refuse(Question asked, List<Question> earlier, int minimum) {
    Optional<Question> otherwiseHeldOut =
        earlier.stream()
            .filter(q -> q.holdout() != asked.holdout() && q.overlaps(asked))
            .findFirst();
    if (otherwiseHeldOut.isPresent()) {
      return Optional.of(otherHoldout(asked, otherwiseHeldOut.get()));
    }
    List<Question> beside =
        earlier.stream()
            .filter(q -> q.dataset().equals(asked.dataset()) && q.dataEpoch() == asked.dataEpoch())
            .toList();
    for (Question other : beside) {
      boolean sameLimits =
          other.minimumRows() == asked.minimumRows() && other.maximumRows() == asked.maximumRows();
      if (!sameLimits && other.overlaps(asked)) {
        return Optional.of(
            ("study %s asked for some of the same terms with %d to %d rows a member, and not %d to %d:"
                    + " the two sums together could single out a member between the limits;"
                    + " ask with the same limits")
                .formatted(
                    other.studyHash(),
                    other.minimumRows(),
                    other.maximumRows(),
                    asked.minimumRows(),
                    asked.maximumRows()));
      }
    }
    if (beside.stream().anyMatch(q -> q.cohort().equals(asked.cohort()))) {
      return Optional.empty();
    }
    if (asked.dataEpoch() > 1 && !beside.isEmpty()) {
      return Optional.of(
          ("dataset %s was asked for with another cohort in data epoch %d: from the second epoch on"
                  + " a dataset has one cohort an epoch, so that what is new in it stands in that"
                  + " cohort's sums alone; ask the cohort of before, or a later data epoch")
              .formatted(asked.dataset(), asked.dataEpoch()));
    }
    List<List<String>> cohorts = new ArrayList<>(beside.stream().map(Question::cohort).toList());
    cohorts.add(asked.cohort());
    return CohortSpan.of(cohorts)
        .exposed(minimum)
        .map(
            few ->
                ("its sums, with those that dataset %s was asked for before in data epoch %d, would"
                        + " single out %s, and the rule asks for at least %d organisations:"
                        + " ask the cohort of before, or ask again in a later data epoch")
                    .formatted(
                        asked.dataset(), asked.dataEpoch(), String.join(", ", few), minimum));
  }

  private static String otherHoldout(Question asked, Question other) {
    return ("study %s asked dataset %s for some of the same terms with a hold-out of %s, and not of"
            + " %s: the sums together could single out a member with few rows; ask with 'holdout:"
            + " %s'")
        .formatted(
            other.studyHash(), asked.dataset(), other.holdout(), asked.holdout(), other.holdout());
  }

  /** The first earlier question with the same statistic and cohort: its answer is known already. */
  public static Optional<Question> repeated(Question asked, List<Question> earlier) {
    return earlier.stream()
        .filter(q -> q.key().equals(asked.key()) && q.cohort().equals(asked.cohort()))
        .findFirst();
  }

  /**
   * Across data epochs and rosters: whether this member's rows differ from what it gave to every
   * overlapping question, in each term that the two share.
   *
   * @param columns digests of the rows that the question would use now
   * @return true where there was no such question
   */
  public static boolean hasNewData(
      Question asked, List<ColumnDigest> columns, List<Answered> earlier) {
    Map<String, ColumnDigest> own = byTerm(columns);
    return earlier.stream()
        .filter(e -> e.question().overlaps(asked) && isElsewhere(e.question(), asked))
        .allMatch(e -> differsInAllShared(asked, own, e));
  }

  private static boolean isElsewhere(Question earlier, Question asked) {
    return earlier.dataEpoch() != asked.dataEpoch()
        || !earlier.rosterHash().equals(asked.rosterHash());
  }

  /** A term whose digest was not kept counts as unchanged. */
  private static boolean differsInAllShared(
      Question asked, Map<String, ColumnDigest> own, Answered earlier) {
    Map<String, ColumnDigest> given = byTerm(earlier.columns());
    return earlier.question().terms().stream()
        .filter(asked.terms()::contains)
        .allMatch(
            term ->
                given.containsKey(term)
                    && own.containsKey(term)
                    && !given.get(term).equals(own.get(term)));
  }

  private static Map<String, ColumnDigest> byTerm(List<ColumnDigest> columns) {
    return columns.stream().collect(Collectors.toMap(ColumnDigest::term, Function.identity()));
  }
}
