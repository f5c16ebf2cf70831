package org.kumiki.learning.descriptor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.kumiki.learning.descriptor.Description.MissingValue;

/**
 * The Magpie preset of matminer: six statistics of each of 22 elemental properties, 132 features,
 * named and ordered as matminer's {@code ElementProperty.from_preset("magpie")} does.
 *
 * <p>Sources: L. Ward et al., npj Comput. Mater. 2, 16028 (2016); matminer 0.10.1, {@code
 * featurizers/utils/stats.py}. With amounts w<sub>i</sub> and elemental values p<sub>i</sub>, in
 * the property's unit:
 *
 * <ul>
 *   <li>minimum, maximum, range of the p<sub>i</sub>, whatever the amounts;
 *   <li>mean = Σwp / Σw; avg_dev = Σw|p − mean| / Σw;
 *   <li>mode = p of the element with the largest amount; the smallest p where several tie.
 * </ul>
 *
 * <p>A value that the table does not give counts as the mean over the elements that have one
 * (matminer's {@code impute_nan=True}, its default), or makes the features of its property NaN
 * ({@code impute_nan=False}), the mode only where it is the mode's element that has no value.
 */
public final class MagpieDescriptor implements CompositionDescriptor {
  private static final List<String> STATISTICS =
      List.of("minimum", "maximum", "range", "mean", "avg_dev", "mode");

  private static final ElementProperty[] PROPERTIES = ElementProperty.values();

  private static final List<String> NAMES =
      Arrays.stream(PROPERTIES)
          .flatMap(
              property ->
                  STATISTICS.stream()
                      .map(statistic -> "MagpieData " + statistic + " " + property.magpieName()))
          .toList();

  /** Amounts closer than numpy.isclose tells apart are a tie: matminer decides by it. */
  private static final double TIE_RELATIVE = 1e-5;

  private static final double TIE_ABSOLUTE = 1e-8;

  private final String id;
  private final boolean fillsGaps;
  private final double[][] values; // [property][element], gaps filled or NaN

  private MagpieDescriptor(String id, boolean fillsGaps) {
    this.id = id;
    this.fillsGaps = fillsGaps;
    this.values = new double[PROPERTIES.length][Element.values().length];
    ElementTable table = ElementTable.standard();
    for (ElementProperty property : PROPERTIES) {
      double gap = fillsGaps ? table.mean(property) : Double.NaN;
      for (Element element : Element.values()) {
        values[property.ordinal()][element.ordinal()] = table.value(element, property).orElse(gap);
      }
    }
  }

  /** Missing elemental values count as the mean over the elements; id {@code magpie}. */
  public static MagpieDescriptor withMeans() {
    return Lazy.MEANS;
  }

  /** Missing elemental values make features NaN; id {@code magpie-with-gaps}. */
  public static MagpieDescriptor withGaps() {
    return Lazy.GAPS;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<String> units() {
    return Arrays.stream(PROPERTIES)
        .flatMap(property -> Collections.nCopies(STATISTICS.size(), property.unit()).stream())
        .toList();
  }

  /** Whether a missing elemental value counts as the mean over the elements. */
  public boolean fillsGaps() {
    return fillsGaps;
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public double[] lower() {
    double[] lower = new double[NAMES.size()];
    for (ElementProperty property : PROPERTIES) {
      double lowest = ElementTable.standard().lowest(property);
      double[] six = {lowest, lowest, 0, lowest, 0, lowest};
      System.arraycopy(six, 0, lower, property.ordinal() * six.length, six.length);
    }
    return lower;
  }

  /** The mean absolute deviation is largest, half the range, with half the atoms at either end. */
  @Override
  public double[] upper() {
    double[] upper = new double[NAMES.size()];
    for (ElementProperty property : PROPERTIES) {
      double highest = ElementTable.standard().highest(property);
      double range = highest - ElementTable.standard().lowest(property);
      double[] six = {highest, highest, range, highest, range / 2, highest};
      System.arraycopy(six, 0, upper, property.ordinal() * six.length, six.length);
    }
    return upper;
  }

  @Override
  public Description describe(Composition composition) {
    Element[] elements = composition.amounts().keySet().toArray(Element[]::new);
    double[] amounts =
        composition.amounts().values().stream().mapToDouble(Double::doubleValue).toArray();
    double[] features = new double[NAMES.size()];
    for (int p = 0; p < PROPERTIES.length; p++) {
      double[] six = statistics(ofElements(elements, values[p]), amounts);
      System.arraycopy(six, 0, features, p * six.length, six.length);
    }
    return new Description(features, missing(elements));
  }

  private static double[] ofElements(Element[] elements, double[] ofAll) {
    return Arrays.stream(elements).mapToDouble(element -> ofAll[element.ordinal()]).toArray();
  }

  private static List<MissingValue> missing(Element[] elements) {
    List<MissingValue> missing = new ArrayList<>();
    for (ElementProperty property : PROPERTIES) {
      for (Element element : elements) {
        if (ElementTable.standard().value(element, property).isEmpty()) {
          missing.add(new MissingValue(element, property));
        }
      }
    }
    return missing;
  }

  private static double[] statistics(double[] values, double[] amounts) {
    double lowest = Arrays.stream(values).reduce(Math::min).orElseThrow(); // NaN wins
    double highest = Arrays.stream(values).reduce(Math::max).orElseThrow();
    // Rounding may carry a mean past its extremes by a last bit, and so past the stated bounds.
    double mean = clamp(weightedMean(values, amounts), lowest, highest);
    double[] deviations = Arrays.stream(values).map(value -> Math.abs(value - mean)).toArray();
    double deviation = clamp(weightedMean(deviations, amounts), 0, (highest - lowest) / 2);
    return new double[] {lowest, highest, highest - lowest, mean, deviation, mode(values, amounts)};
  }

  private static double weightedMean(double[] values, double[] amounts) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      sum += amounts[i] * values[i];
      total += amounts[i];
    }
    return sum / total;
  }

  private static double mode(double[] values, double[] amounts) {
    double largest = Arrays.stream(amounts).max().orElseThrow();
    double mode = Double.POSITIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      if (largest - amounts[i] <= TIE_ABSOLUTE + TIE_RELATIVE * largest) {
        mode = Math.min(mode, values[i]);
      }
    }
    return mode;
  }

  private static double clamp(double value, double lowest, double highest) {
    return Math.max(lowest, Math.min(value, highest));
  }

  /** Both variants, made when first asked for: the table is loaded once. */
  private static final class Lazy {
    static final MagpieDescriptor MEANS = new MagpieDescriptor("magpie", true);
    static final MagpieDescriptor GAPS = new MagpieDescriptor("magpie-with-gaps", false);
  }
}
