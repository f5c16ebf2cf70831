package org.kumiki.node.participation;

import java.util.Optional;
import java.util.function.Function;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.node.participation.StudyStore.Entry;

/**
 * Whether a validation tests a model that this node has computed itself, on the very rows that its
 * study held out: nobody's word is taken for either.
 */
final class ModelCheck {
  private final Function<ByteString, Optional<Study>> computed;

  /**
   * @param computed the study of a hash, if this node has computed a model in it
   */
  ModelCheck(Function<ByteString, Optional<Study>> computed) {
    this.computed = computed;
  }

  /** Of what a node keeps. */
  static ModelCheck of(StudyStore studies) {
    return new ModelCheck(
        hash ->
            studies
                .find(hash.hex())
                .filter(entry -> computed(entry).isPresent())
                .map(Entry::study));
  }

  /** Why a study cannot be answered here, in one sentence; depends on no row. */
  Optional<String> refuse(Study study) {
    if (!(study.method() instanceof Method.Validation validation)) {
      return Optional.empty();
    }
    Optional<Study> made = computed.apply(validation.model());
    if (made.isEmpty()) {
      return Optional.of(
          "the study tests the model of study "
              + validation.model()
              + ", which this node has not computed: ask organisations that trained it");
    }
    boolean same =
        made.get().features().equals(study.features())
            && made.get().target().equals(study.target())
            && made.get().conditions().equals(study.conditions())
            && made.get().prior().equals(study.prior())
            && made.get().holdout() == study.holdout();
    return same
        ? Optional.empty()
        : Optional.of(
            "the study asks for other rows or terms than study "
                + validation.model()
                + ", whose model it tests: submit it by naming the model alone");
  }

  /**
   * The regression model that this node has computed in a study: own rows were given to it, and
   * every merge was repeated here. A model that was fetched is only what others say: numbers made
   * up so that almost no row counts would open the values of single ones.
   */
  static Optional<RegressionModel> computed(Entry entry) {
    boolean tookPart =
        entry.decision() == StudyStore.Decision.APPROVED && entry.datasetVersion().isPresent();
    return tookPart
            && entry.standing().progress() instanceof Progress.Done done
            && done.result() instanceof RegressionModel model
        ? Optional.of(model)
        : Optional.empty();
  }
}
