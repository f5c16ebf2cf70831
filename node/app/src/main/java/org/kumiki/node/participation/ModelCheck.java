package org.kumiki.node.participation;

import java.util.Optional;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.node.participation.StudyStore.Entry;

/**
 * Whether a validation tests a model that this node has computed itself, on the very rows that its
 * study held out: nobody's word is taken for either.
 */
final class ModelCheck {
  private final StudyStore studies;

  ModelCheck(StudyStore studies) {
    this.studies = studies;
  }

  /** Why a study cannot be answered here, in one sentence; depends on no row. */
  Optional<String> refuse(Study study) {
    if (!(study.method() instanceof Method.Validation validation)) {
      return Optional.empty();
    }
    Optional<Entry> trained = studies.find(validation.model().hex());
    if (trained.flatMap(ModelCheck::model).isEmpty()) {
      return Optional.of(
          "the study tests the model of study "
              + validation.model()
              + ", which this node has not computed: ask organisations that trained it");
    }
    Study made = trained.get().study();
    boolean same =
        made.features().equals(study.features())
            && made.target().equals(study.target())
            && made.conditions().equals(study.conditions())
            && made.holdout() == study.holdout();
    return same
        ? Optional.empty()
        : Optional.of(
            "the study asks for other rows or terms than study "
                + validation.model()
                + ", whose model it tests: submit it by naming the model alone");
  }

  /** The regression model that this node has computed in a study. */
  static Optional<RegressionModel> model(Entry entry) {
    return entry.standing().progress() instanceof Progress.Done done
            && done.result() instanceof RegressionModel model
        ? Optional.of(model)
        : Optional.empty();
  }
}
