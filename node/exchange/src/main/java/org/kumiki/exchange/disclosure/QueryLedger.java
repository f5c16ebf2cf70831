package org.kumiki.exchange.disclosure;

import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.study.Study;

/**
 * What a node was asked, kept for good. The gate asks it before each release: no study gets one
 * whose question was not admitted, and what was admitted is written down before anything leaves.
 */
public interface QueryLedger {
  /**
   * Admits a study's question, one at a time, if the rules of {@link Differencing} let it stand
   * beside all that were admitted before; the first of two that do not go together wins. A study
   * that was admitted before stays so and is not charged again.
   *
   * @param columns digests of what the study's rows give, in its first round; empty later
   * @return why it is not admitted, in words that depend on no row; empty if it is
   * @throws RuntimeException if it cannot be written; then nothing leaves
   */
  Optional<String> admit(Study study, List<ColumnDigest> columns);
}
