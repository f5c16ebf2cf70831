package org.kumiki.coordinator.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.kumiki.coordinator.registry.ModelCard.TermCard;
import org.kumiki.learning.computation.MeanErrors;
import org.kumiki.learning.computation.ValidationResult;

/**
 * How well a model predicted rows that trained nothing, over all contributing members; in the
 * target's unit.
 *
 * @param bias the mean of measured − predicted
 * @param r2 null where the target does not vary
 * @param coverage how often measurements lay in the stated intervals; empty where the model states
 *     none
 * @param ownMean and {@code local}: what members predict without the others; null if not asked
 * @param importance each term's worth; empty if not asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ValidationCard(
    long rows,
    double rmse,
    double mae,
    double bias,
    Double r2,
    List<Within> coverage,
    MeanErrors ownMean,
    MeanErrors local,
    List<Importance> importance) {
  /** Of so many rows so many lay in the interval that was stated with a probability. */
  record Within(double stated, long rows, long within) {}

  /**
   * What a term is worth.
   *
   * @param rmse with the term's values shuffled among each member's rows
   * @param increase by how much that is more than without; below 0 by chance
   */
  record Importance(String iri, String labelEn, String labelJa, double rmse, double increase) {}

  /**
   * @param features of the study, in its order
   */
  static ValidationCard of(ValidationResult found, List<TermCard> features) {
    List<Within> coverage = new ArrayList<>();
    for (int i = 0; i < ValidationResult.LEVELS.size() && found.statedRows() > 0; i++) {
      coverage.add(
          new Within(ValidationResult.LEVELS.get(i), found.statedRows(), found.within().get(i)));
    }
    List<Importance> importance = new ArrayList<>();
    for (int i = 0; i < found.shuffled().size(); i++) {
      TermCard term = features.get(i);
      double rmse = found.shuffled().get(i);
      importance.add(
          new Importance(
              term.iri(), term.labelEn(), term.labelJa(), rmse, rmse - found.errors().rmse()));
    }
    return new ValidationCard(
        found.rows(),
        found.errors().rmse(),
        found.errors().mae(),
        found.bias(),
        Double.isNaN(found.r2()) ? null : found.r2(),
        coverage,
        found.baselines().map(ValidationResult.Baselines::mean).orElse(null),
        found.baselines().map(ValidationResult.Baselines::local).orElse(null),
        importance);
  }
}
