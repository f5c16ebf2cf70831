package org.kumiki.exchange.study;

import java.util.List;
import org.kumiki.exchange.study.Feature.CompositionTerm;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.PhysicsPrior;

/**
 * What is taken off the target of each row before it enters a sum, and added to each prediction:
 * public, and the same at every member. Immutable.
 *
 * @param composition the term, among the study's features, that it follows from
 * @param factor from the law's unit to the target's
 */
public record Prior(PhysicsPrior law, String composition, double factor) {
  private static final int MAX_CODE_BYTES = 40;

  public Prior {
    if (!(factor > 0 && Double.isFinite(factor))) {
      throw new WireFormatException("a prior's factor is a positive number");
    }
  }

  /**
   * What is expected of a material, in the target's unit: within the target's domain, so that what
   * is left of a target within it has public bounds.
   */
  public double expected(Composition material, NumericTerm target) {
    return Math.max(target.lower(), Math.min(target.upper(), factor * law.expected(material)));
  }

  /** What is learned instead of the target: what is left of it. */
  static Variable left(NumericTerm target) {
    double width = target.upper() - target.lower();
    return new Variable(target.term(), -width, width);
  }

  void requireOneOf(List<Feature> features) {
    if (features.stream()
        .noneMatch(one -> one instanceof CompositionTerm && one.term().equals(composition))) {
      throw new WireFormatException(
          "a prior follows from a composition among the study's features: add one");
    }
  }

  void write(WireWriter out) {
    out.text(law.code()).text(composition).f64(factor);
  }

  static Prior read(WireReader in) {
    String code = in.text("prior", MAX_CODE_BYTES);
    return new Prior(
        PhysicsPrior.byCode(code)
            .orElseThrow(() -> new WireFormatException("prior " + code + " is unknown")),
        in.text("composition", Feature.MAX_IRI_BYTES),
        in.f64("factor"));
  }
}
