package org.kumiki.exchange.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.study.Study;

/**
 * A query ledger that is forgotten with its process, for members that a simulation makes up. It
 * applies the same rules to one dataset. Thread-safe.
 */
public final class PassingQueryLedger implements QueryLedger {
  private static final String DATASET = "main";

  private final int minimum;
  private final List<Question> admitted = new ArrayList<>();

  /**
   * @param minimum 3 + c of the roster
   */
  public PassingQueryLedger(int minimum) {
    this.minimum = minimum;
  }

  @Override
  public synchronized Optional<String> admit(Study study, List<ColumnDigest> columns) {
    Question asked = Question.of(study, DATASET);
    if (admitted.stream().anyMatch(q -> q.studyHash().equals(asked.studyHash()))) {
      return Optional.empty();
    }
    Optional<String> refusal = Differencing.refuse(asked, admitted, minimum);
    if (refusal.isEmpty()) {
      admitted.add(asked);
    }
    return refusal;
  }
}
