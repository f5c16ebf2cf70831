package org.kumiki.node.experiment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.CompositionTerm;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.CompositionDescriptor;
import org.kumiki.learning.descriptor.Element;
import org.kumiki.learning.descriptor.Parsed;
import org.kumiki.ontology.mapping.Basis;
import org.kumiki.ontology.mapping.MappingPlan;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Terms;
import org.kumiki.ontology.unit.Conversion;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.plot.Figures;

/** How one feature of a model follows from the values of a search space. Immutable. */
interface FeatureFiller {
  /** Writes the feature's variables. */
  void fill(double[] candidate, double[] features);

  /** Whether it depends on the value at this place. */
  boolean reads(int place);

  /**
   * @param at where the feature's variables begin
   * @throws CampaignRefused if nothing in the space sets the feature, or in another dimension, or
   *     outside of what the model knows
   */
  static FeatureFiller of(Feature feature, List<SpaceValue> values, Terms vocabulary, int at) {
    if (feature instanceof CompositionTerm composition) {
      return mixed(composition, values, at);
    }
    NumericTerm numeric = (NumericTerm) feature;
    for (int place = 0; place < values.size(); place++) {
      if (values.get(place).term().filter(numeric.term()::equals).isPresent()) {
        return number(numeric, values.get(place), place, vocabulary, at);
      }
    }
    return element(numeric, values, at)
        .orElseThrow(() -> unset(numeric.term(), "a range, a choice or an ingredient"));
  }

  private static CampaignRefused unset(String term, String by) {
    return new CampaignRefused(
        "the model needs " + term + " and nothing in the space sets it: add " + by);
  }

  private static FeatureFiller number(
      NumericTerm term, SpaceValue value, int place, Terms vocabulary, int at) {
    Conversion.Factor factor =
        value
            .unit()
            .map(unit -> conversion(unit, term, vocabulary))
            .orElse(Conversion.Factor.IDENTITY);
    double from = Math.min(factor.apply(value.lower()), factor.apply(value.upper()));
    double to = Math.max(factor.apply(value.lower()), factor.apply(value.upper()));
    if (from < term.lower() || to > term.upper()) {
      throw new CampaignRefused(
          "'"
              + value.name()
              + "' goes beyond what its term can be ("
              + Figures.exact(term.lower())
              + " to "
              + Figures.exact(term.upper())
              + " "
              + UnitConverter.shipped().symbol(term.unit())
              + "): narrow it, or write its 'unit'");
    }
    return new OfOne(place, at, factor.multiplier(), factor.offset());
  }

  private static Conversion.Factor conversion(String unit, NumericTerm term, Terms vocabulary) {
    String kind =
        vocabulary
            .concept(term.term())
            .flatMap(concept -> concept.quantity().map(Quantity::kind))
            .orElseThrow(
                () ->
                    new CampaignRefused(
                        "the vocabulary of this node has no " + term.term() + ": upgrade it"));
    Quantity quantity = new Quantity(kind, term.unit(), term.lower(), term.upper());
    return UnitConverter.shipped()
        .convert(unit, quantity)
        .fold(
            factor -> factor,
            refused -> {
              throw new CampaignRefused("the search space: " + refused.message());
            });
  }

  /** An element's own fraction, which is 0 where the mixture does not know it. */
  private static Optional<FeatureFiller> element(
      NumericTerm term, List<SpaceValue> values, int at) {
    for (Basis basis : Basis.values()) {
      String prefix = MappingPlan.elementPrefix(basis);
      boolean mixed = values.stream().anyMatch(value -> value.basis().equals(Optional.of(basis)));
      if (term.term().startsWith(prefix) && mixed) {
        String symbol = term.term().substring(prefix.length());
        for (int place = 0; place < values.size(); place++) {
          if (values.get(place).element().filter(e -> e.name().equals(symbol)).isPresent()) {
            // Terms of mass count in percent, those of atoms in fractions of one.
            double whole = basis == Basis.MASS ? 100 : 1;
            return Optional.of(new OfOne(place, at, whole / values.get(place).total(), 0));
          }
        }
        return Optional.of(new Absent());
      }
    }
    return Optional.empty();
  }

  private static FeatureFiller mixed(CompositionTerm term, List<SpaceValue> values, int at) {
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < values.size(); place++) {
      if (values.get(place).element().isPresent()) {
        places.add(place);
      }
    }
    if (places.isEmpty()) {
      throw unset(term.term(), "a mixture of elements with its 'basis'");
    }
    return new OfMixture(
        CompositionDescriptor.byId(term.descriptor()).orElseThrow(),
        places,
        places.stream().map(place -> values.get(place).element().orElseThrow()).toList(),
        values.get(places.get(0)).basis().orElseThrow(),
        values.get(places.get(0)).total(),
        at);
  }

  /** One value, in another unit. */
  record OfOne(int place, int at, double factor, double offset) implements FeatureFiller {
    @Override
    public void fill(double[] candidate, double[] features) {
      features[at] = factor * candidate[place] + offset;
    }

    @Override
    public boolean reads(int other) {
      return other == place;
    }
  }

  /** An element that is never there. */
  record Absent() implements FeatureFiller {
    @Override
    public void fill(double[] candidate, double[] features) {}

    @Override
    public boolean reads(int place) {
      return false;
    }
  }

  /** A composition by its descriptor. */
  record OfMixture(
      CompositionDescriptor descriptor,
      List<Integer> places,
      List<Element> elements,
      Basis basis,
      double total,
      int at)
      implements FeatureFiller {
    @Override
    public void fill(double[] candidate, double[] features) {
      Map<Element, Double> percents = new EnumMap<>(Element.class);
      for (int k = 0; k < places.size(); k++) {
        if (candidate[places.get(k)] > 0) {
          percents.put(elements.get(k), 100 * candidate[places.get(k)] / total);
        }
      }
      Parsed parsed =
          basis == Basis.MASS
              ? Composition.fromMassPercent(percents)
              : Composition.fromAtomicPercent(percents);
      if (!(parsed instanceof Composition composition)) {
        throw new CampaignRefused("the amounts of a mixture do not add up to " + total);
      }
      double[] described = descriptor.describe(composition).values();
      System.arraycopy(described, 0, features, at, described.length);
    }

    @Override
    public boolean reads(int place) {
      return places.contains(place);
    }
  }
}
