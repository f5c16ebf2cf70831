package org.kumiki.node.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.descriptor.AmountBasis;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.CompositionDescriptor;
import org.kumiki.learning.descriptor.CompositionParser;
import org.kumiki.learning.validation.Applicability;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.platform.plot.Figures;

/** One material, described in a form, and what a model expects of it. Stateless. */
final class OnePrediction {
  /** Of a normal distribution, half of the interval that holds 90 %. */
  private static final double HALF_WIDTH = 1.6448536269514722;

  private OnePrediction() {}

  /** The name of a feature's field, and of the basis of a composition beside it. */
  static String field(int feature) {
    return "feature-" + feature;
  }

  static String basis(int feature) {
    return "basis-" + feature;
  }

  /**
   * @param typed by field; a number that is left out counts as the mean
   * @throws IllegalArgumentException if a number or a formula cannot be read; one sentence without
   *     what was typed
   */
  static ModelView.Predicted of(Entry entry, RegressionModel model, Map<String, String> typed) {
    List<Double> values = new ArrayList<>();
    double expected = 0;
    int missing = 0;
    int outside = 0;
    List<Feature> features = entry.study().features();
    for (int k = 0; k < features.size(); k++) {
      String text = typed.getOrDefault(field(k), "").strip();
      if (features.get(k) instanceof Feature.CompositionTerm composition) {
        Composition material = material(text, typed.get(basis(k)));
        for (double value : descriptor(composition).describe(material).values()) {
          values.add(value);
        }
        expected += expected(entry.study(), composition, material);
      } else {
        Variable variable = features.get(k).variables().get(0);
        double value = text.isEmpty() ? Double.NaN : number(text);
        missing += text.isEmpty() ? 1 : 0;
        outside += text.isEmpty() || variable.contains(value) ? 0 : 1;
        values.add(value);
      }
    }
    return predicted(model, values, expected, missing, outside);
  }

  private static ModelView.Predicted predicted(
      RegressionModel model, List<Double> values, double expected, int missing, int outside) {
    double[][] columns = new double[values.size()][];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = new double[] {values.get(j)};
    }
    Batch one = new Batch(1, columns);
    Predictor predictor = Predictors.of(model);
    double mean = expected + predictor.predict(one)[0];
    double std = predictor.deviations(one)[0];
    Applicability.Zone zone =
        Applicability.of(model, predictor.unknownShares(one)[0], one, 0).zone();
    return new ModelView.Predicted(
        Figures.mean(mean, std),
        Figures.deviation(std),
        Double.isNaN(std) ? "" : Figures.mean(mean - HALF_WIDTH * std, std),
        Double.isNaN(std) ? "" : Figures.mean(mean + HALF_WIDTH * std, std),
        zone.name(),
        missing,
        outside);
  }

  private static CompositionDescriptor descriptor(Feature.CompositionTerm term) {
    return CompositionDescriptor.byId(term.descriptor()).orElseThrow();
  }

  private static Composition material(String formula, String basis) {
    AmountBasis amounts = "mass".equals(basis) ? AmountBasis.MASS : AmountBasis.ATOMIC;
    if (CompositionParser.parse(formula, amounts) instanceof Composition composition) {
      return composition;
    }
    throw new IllegalArgumentException(
        "the composition cannot be read: write a formula such as Fe70Ni20Cr10");
  }

  private static double expected(Study study, Feature term, Composition material) {
    return study
        .prior()
        .filter(prior -> prior.composition().equals(term.term()))
        .map(prior -> prior.expected(material, study.target().orElseThrow()))
        .orElse(0.0);
  }

  private static double number(String text) {
    try {
      double value = Double.parseDouble(text.replace(',', '.'));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a field needs a number, or nothing: correct it", e);
    }
    throw new IllegalArgumentException("a field needs a finite number: correct it");
  }
}
