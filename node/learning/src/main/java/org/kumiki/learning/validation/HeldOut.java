package org.kumiki.learning.validation;

import java.util.Optional;
import org.kumiki.learning.computation.Predictor;

/**
 * What a member predicts its held-out rows by.
 *
 * @param model the finished model, as the member has computed it
 * @param own what it predicts without the others; needed where the study asks for baselines
 * @param seed by which columns are shuffled; the member's own, so that nobody can repeat it
 */
public record HeldOut(Predictor model, Optional<Own> own, long seed) {
  /**
   * Without the others.
   *
   * @param mean of the target over the member's own rows that trained, in its unit
   * @param local the same kind of model, trained on those rows alone; empty if they determine none
   */
  public record Own(double mean, Optional<Predictor> local) {}
}
