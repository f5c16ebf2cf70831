package org.kumiki.node.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.learning.descriptor.Element;
import org.kumiki.learning.suggest.Choice;
import org.kumiki.learning.suggest.Forbidden;
import org.kumiki.learning.suggest.Ingredient;
import org.kumiki.learning.suggest.Mixture;
import org.kumiki.learning.suggest.Part;
import org.kumiki.learning.suggest.Range;
import org.kumiki.learning.suggest.SearchSpace;
import org.kumiki.node.experiment.CampaignFile.ChoiceEntry;
import org.kumiki.node.experiment.CampaignFile.IngredientEntry;
import org.kumiki.node.experiment.CampaignFile.MixtureEntry;
import org.kumiki.node.experiment.CampaignFile.PartEntry;
import org.kumiki.node.experiment.CampaignFile.RangeEntry;
import org.kumiki.ontology.mapping.Basis;
import org.kumiki.ontology.term.Names;

/** A search space out of a campaign file. One use. */
final class SpaceReader {
  private static final double WHOLE = 100;

  private final CampaignFile.CandidatesEntry entry;
  private final List<Part> parts = new ArrayList<>();
  private final List<SpaceValue> values = new ArrayList<>();

  /**
   * @throws CampaignRefused in one sentence
   */
  SpaceReader(CampaignFile.CandidatesEntry entry) {
    this.entry = entry;
    try {
      for (PartEntry part : entry.space()) {
        add(part);
      }
    } catch (IllegalArgumentException e) {
      throw new CampaignRefused("the search space: " + e.getMessage());
    }
  }

  /** In the order of the space's names. */
  List<SpaceValue> values() {
    return values;
  }

  SearchSpace space(long seed) {
    try {
      return new SearchSpace(
          parts,
          entry.forbidden() == null
              ? List.of()
              : entry.forbidden().stream().map(SpaceReader::forbidden).toList(),
          entry.prices() == null ? Map.of() : entry.prices(),
          entry.budget() == null ? Double.POSITIVE_INFINITY : entry.budget(),
          seed);
    } catch (IllegalArgumentException e) {
      throw new CampaignRefused("the search space: " + e.getMessage());
    }
  }

  private void add(PartEntry part) {
    if (part != null && part.range() != null && part.choice() == null && part.mixture() == null) {
      add(part.range());
    } else if (part != null && part.choice() != null && part.mixture() == null) {
      add(part.choice());
    } else if (part != null && part.mixture() != null && part.choice() == null) {
      add(part.mixture());
    } else {
      throw new CampaignRefused("each part of a space is one of range, choice and mixture");
    }
  }

  private void add(RangeEntry range) {
    String name = name(range.name(), range.term());
    double lower = required(range.from(), name, "from");
    double upper = required(range.to(), name, "to");
    parts.add(new Range(name, lower, upper, range.step() == null ? 0 : range.step()));
    values.add(set(name, range.term(), range.unit(), lower, upper));
  }

  private void add(ChoiceEntry choice) {
    String name = name(choice.name(), choice.term());
    if (choice.of() == null || choice.of().isEmpty() || choice.of().contains(null)) {
      throw new CampaignRefused("'" + name + "' needs numbers under 'of'");
    }
    parts.add(new Choice(name, choice.of()));
    double lower = choice.of().stream().mapToDouble(x -> x).min().orElseThrow();
    double upper = choice.of().stream().mapToDouble(x -> x).max().orElseThrow();
    values.add(set(name, choice.term(), choice.unit(), lower, upper));
  }

  private void add(MixtureEntry mixture) {
    if (mixture.ingredients() == null || mixture.ingredients().isEmpty()) {
      throw new CampaignRefused("a mixture needs 'ingredients'");
    }
    Optional<Basis> basis = basis(mixture.basis());
    if (basis.isPresent() && values.stream().anyMatch(value -> value.basis().isPresent())) {
      throw new CampaignRefused("a space has one mixture of elements: put all into one");
    }
    double total = mixture.total() == null ? WHOLE : mixture.total();
    double step = required(mixture.step(), "a mixture", "step");
    List<Ingredient> ingredients = new ArrayList<>();
    for (Map.Entry<String, IngredientEntry> one : mixture.ingredients().entrySet()) {
      Ingredient ingredient = ingredient(one.getKey(), one.getValue(), total);
      ingredients.add(ingredient);
      values.add(value(ingredient, one.getValue(), basis, total));
    }
    int atLeast = mixture.atLeast() == null ? 1 : mixture.atLeast();
    int atMost = mixture.atMost() == null ? ingredients.size() : mixture.atMost();
    parts.add(new Mixture(ingredients, total, step, atLeast, atMost));
  }

  private static Ingredient ingredient(String name, IngredientEntry given, double total) {
    double from = given == null || given.from() == null ? 0 : given.from();
    double to = given == null || given.to() == null ? total : given.to();
    boolean required = given != null && Boolean.TRUE.equals(given.required());
    return new Ingredient(name, from, to, required);
  }

  private static SpaceValue value(
      Ingredient ingredient, IngredientEntry given, Optional<Basis> basis, double total) {
    Optional<String> term = Optional.ofNullable(given).map(IngredientEntry::term);
    Optional<Element> element =
        basis.isPresent() ? Element.bySymbol(ingredient.name()) : Optional.empty();
    if (basis.isPresent() && element.isEmpty()) {
      throw new CampaignRefused(
          "'" + ingredient.name() + "' is no element: a mixture with a 'basis' is of elements");
    }
    if (basis.isEmpty() && term.isEmpty()) {
      throw new CampaignRefused(
          "the ingredient '"
              + ingredient.name()
              + "' needs a 'term', or its mixture a 'basis' (mass or atomic) of elements");
    }
    return new SpaceValue(
        ingredient.name(),
        term.map(Names::expand),
        Optional.ofNullable(given).map(IngredientEntry::unit),
        element,
        basis,
        total,
        0,
        ingredient.upper());
  }

  private static Optional<Basis> basis(String word) {
    if (word == null) {
      return Optional.empty();
    }
    for (Basis basis : Basis.values()) {
      if (basis.word().equals(word)) {
        return Optional.of(basis);
      }
    }
    throw new CampaignRefused("the basis of a mixture is mass or atomic");
  }

  private static SpaceValue set(String name, String term, String unit, double from, double to) {
    if (term == null) {
      throw new CampaignRefused("'" + name + "' needs the 'term' that it sets");
    }
    return new SpaceValue(
        name,
        Optional.of(Names.expand(term)),
        Optional.ofNullable(unit),
        Optional.empty(),
        Optional.empty(),
        Double.NaN,
        from,
        to);
  }

  private static String name(String name, String term) {
    if (name == null && term == null) {
      throw new CampaignRefused("a value of a space needs the 'term' that it sets");
    }
    return name == null ? term.substring(term.indexOf(':') + 1) : name;
  }

  private static double required(Double value, String of, String key) {
    if (value == null) {
      throw new CampaignRefused(of + " needs a number under '" + key + "'");
    }
    return value;
  }

  private static Forbidden forbidden(Map<String, JsonNode> rule) {
    List<Forbidden.Limit> limits = new ArrayList<>();
    String because = "";
    for (Map.Entry<String, JsonNode> one : rule.entrySet()) {
      if (one.getKey().equals("because")) {
        because = one.getValue().asText();
      } else {
        limits.add(
            new Forbidden.Limit(
                one.getKey(),
                one.getValue().path("from").asDouble(Double.NEGATIVE_INFINITY),
                one.getValue().path("to").asDouble(Double.POSITIVE_INFINITY)));
      }
    }
    return new Forbidden(limits, because);
  }
}
