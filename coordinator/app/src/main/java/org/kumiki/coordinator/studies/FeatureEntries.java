package org.kumiki.coordinator.studies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kumiki.coordinator.studies.StudyFile.Unacceptable;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.CompositionTerm;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Prior;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.descriptor.PhysicsPrior;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.Terms;
import org.kumiki.ontology.unit.Conversion;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * The features of a study file, and what it says of them: a term, {@code {term, monotone}} for a
 * number in which boosted trees rise or fall, or {@code {term, descriptor}} for a composition.
 * Immutable.
 *
 * @param rising terms that the prediction must not fall with
 * @param falling and those that it must not rise with
 */
record FeatureEntries(List<Feature> features, List<String> rising, List<String> falling) {
  static final FeatureEntries NONE = new FeatureEntries(List.of(), List.of(), List.of());

  private static final String TERM = "term";
  private static final String DESCRIPTOR = "descriptor";
  private static final String MONOTONE = "monotone";
  private static final Set<String> KEYS = Set.of(TERM, DESCRIPTOR, MONOTONE);

  FeatureEntries {
    features = List.copyOf(features);
    rising = List.copyOf(rising);
    falling = List.copyOf(falling);
  }

  /** Those of a study whose model is tested, of which nothing more is said. */
  static FeatureEntries of(Study tested) {
    return new FeatureEntries(tested.features(), List.of(), List.of());
  }

  /**
   * @throws Unacceptable with one sentence that names the fault and the next step
   */
  static FeatureEntries read(List<JsonNode> entries, Terms vocabulary) {
    List<Feature> features = new ArrayList<>();
    List<String> rising = new ArrayList<>();
    List<String> falling = new ArrayList<>();
    for (JsonNode entry : entries) {
      if (entry.isTextual()) {
        features.add(numeric(vocabulary, entry.asText()));
        continue;
      }
      requireEntry(entry);
      String term = entry.path(TERM).asText();
      boolean directed = entry.has(MONOTONE);
      Feature feature =
          (directed && !entry.has(DESCRIPTOR)) || isNumber(entry, vocabulary)
              ? numeric(vocabulary, term)
              : composition(entry, vocabulary);
      features.add(feature);
      if (directed) {
        direction(entry, rising, falling).add(feature.term());
      }
    }
    return new FeatureEntries(features, rising, falling);
  }

  private static void requireEntry(JsonNode entry) {
    if (!entry.path(TERM).isTextual()) {
      throw new Unacceptable(
          "a feature is a term, {term: …, monotone: rising}, or {term: …, descriptor: magpie}");
    }
    entry
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw new Unacceptable(
                    "a feature has no '" + key + "': it has term, monotone and descriptor");
              }
            });
  }

  /** A number alone needs no descriptor, whether or not it is written as an entry. */
  private static boolean isNumber(JsonNode entry, Terms vocabulary) {
    return !entry.has(DESCRIPTOR)
        && concept(vocabulary, entry.path(TERM).asText()).quantity().isPresent();
  }

  private static List<String> direction(JsonNode entry, List<String> rising, List<String> falling) {
    if (entry.has(DESCRIPTOR)) {
      throw new Unacceptable("a composition neither rises nor falls: leave 'monotone' out");
    }
    return switch (entry.path(MONOTONE).asText()) {
      case "rising" -> rising;
      case "falling" -> falling;
      default -> throw new Unacceptable("'monotone' is rising or falling");
    };
  }

  private static Feature composition(JsonNode entry, Terms vocabulary) {
    Concept concept = concept(vocabulary, entry.path(TERM).asText());
    if (concept.role() != Role.COMPOSITION) {
      throw new Unacceptable(concept.iri() + " is no composition and takes no descriptor");
    }
    return CompositionTerm.named(concept.iri(), entry.path(DESCRIPTOR).asText("magpie"));
  }

  /** The number that a term is, with its unit and domain. */
  static NumericTerm numeric(Terms vocabulary, String term) {
    Concept concept = concept(vocabulary, term);
    if (concept.identifier()) {
      throw new Unacceptable(concept.iri() + " identifies samples: it can never be a feature");
    }
    Quantity quantity =
        concept
            .quantity()
            .orElseThrow(
                () ->
                    new Unacceptable(
                        concept.iri()
                            + " is not a number: write {term: …, descriptor: magpie} for a"
                            + " composition"));
    return new NumericTerm(concept.iri(), quantity.unit(), quantity.lower(), quantity.upper());
  }

  /** All terms with a direction. */
  List<String> directed() {
    return Stream.concat(rising.stream(), falling.stream()).toList();
  }

  /**
   * The terms that tell which rows are one material.
   *
   * @param entry a term or a list of them; null for the compositions
   */
  List<String> material(JsonNode entry, Terms vocabulary) {
    if (entry == null || entry.isNull()) {
      return compositions();
    }
    List<String> terms = new ArrayList<>();
    for (JsonNode one : entry.isArray() ? entry : List.of(entry)) {
      if (!one.isTextual()) {
        throw new Unacceptable("'material' is a term of the study's features, or a list of them");
      }
      String iri = concept(vocabulary, one.asText()).iri();
      if (features.stream().noneMatch(feature -> feature.term().equals(iri))) {
        throw new Unacceptable(
            iri + " tells no material here: 'material' names terms among the study's features");
      }
      terms.add(iri);
    }
    return terms;
  }

  /**
   * What is taken off the target.
   *
   * @param code of a law; null or {@code none} for nothing
   */
  Optional<Prior> prior(String code, Optional<NumericTerm> target, Terms vocabulary) {
    if (code == null || code.equals("none")) {
      return Optional.empty();
    }
    PhysicsPrior law =
        PhysicsPrior.byCode(code)
            .orElseThrow(
                () ->
                    new Unacceptable(
                        "prior '"
                            + code
                            + "' is unknown: use none, neumann-kopp (a molar heat capacity), vegard"
                            + " (a lattice parameter) or mixtures (a density)"));
    if (target.isEmpty() || compositions().size() != 1) {
      throw new Unacceptable(
          "the prior "
              + code
              + " follows from one composition and is taken off a target: name both, or remove"
              + " 'prior'");
    }
    return Optional.of(
        new Prior(law, compositions().get(0), factor(law, target.get(), vocabulary)));
  }

  private static double factor(PhysicsPrior law, NumericTerm target, Terms vocabulary) {
    Quantity quantity = concept(vocabulary, target.term()).quantity().orElseThrow();
    Conversion conversion = UnitConverter.shipped().convert(law.unit(), quantity);
    if (conversion instanceof Conversion.Factor factor && factor.offset() == 0) {
      return factor.multiplier();
    }
    throw new Unacceptable(
        "the prior "
            + law.code()
            + " is in "
            + law.unit()
            + ", and "
            + target.term()
            + " is not: choose another prior or remove it");
  }

  private List<String> compositions() {
    return features.stream().filter(CompositionTerm.class::isInstance).map(Feature::term).toList();
  }

  static Concept concept(Terms vocabulary, String term) {
    return vocabulary
        .concept(term)
        .orElseThrow(
            () ->
                new Unacceptable(
                    "term '" + term + "' is not in the vocabulary: look it up or propose it"));
  }
}
