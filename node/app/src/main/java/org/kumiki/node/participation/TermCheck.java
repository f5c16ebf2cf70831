package org.kumiki.node.participation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kumiki.exchange.study.Condition;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Prior;
import org.kumiki.exchange.study.Study;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.ontology.unit.Conversion;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * Compares a proposed study with this node's own vocabulary: the coordinator's word for a term's
 * unit or domain is not taken, so MPa is never added to GPa and a bound is always the term's own.
 */
final class TermCheck {
  private static final String NEXT_STEP =
      "; both sides need the same release of the vocabulary: see 'kumiki node vocabulary show'";

  private final Supplier<Vocabulary> vocabulary;

  /**
   * @param vocabulary the one in use now
   */
  TermCheck(Supplier<Vocabulary> vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** What is wrong with the study's terms, in one sentence; depends on no row. */
  Optional<String> refuse(Study study) {
    List<Feature> features = new ArrayList<>(study.features());
    study.target().ifPresent(features::add);
    study.conditions().stream().map(Condition::term).forEach(features::add);
    Vocabulary now = vocabulary.get();
    return features.stream()
        .map(feature -> refuse(feature, now))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> study.prior().flatMap(prior -> refuse(prior, study.target().orElseThrow(), now)));
  }

  private static Optional<String> refuse(Prior prior, NumericTerm target, Vocabulary vocabulary) {
    Quantity quantity = vocabulary.concept(target.term()).flatMap(Concept::quantity).orElseThrow();
    return UnitConverter.shipped().convert(prior.law().unit(), quantity)
                instanceof Conversion.Factor factor
            && factor.offset() == 0
            && factor.multiplier() == prior.factor()
        ? Optional.empty()
        : Optional.of(
            "the study takes the prior "
                + prior.law().code()
                + " off "
                + target.term()
                + " by another factor than this node's units give"
                + NEXT_STEP);
  }

  private static Optional<String> refuse(Feature feature, Vocabulary vocabulary) {
    Optional<Concept> known = vocabulary.concept(feature.term());
    if (known.isEmpty()) {
      return Optional.of(
          "the study names " + feature.term() + ", which is no term here" + NEXT_STEP);
    }
    Concept concept = known.get();
    boolean right =
        feature instanceof NumericTerm numeric
            ? !concept.identifier() && concept.quantity().filter(q -> same(numeric, q)).isPresent()
            : concept.role() == Role.COMPOSITION && !concept.measured();
    return right
        ? Optional.empty()
        : Optional.of(
            "the study gives "
                + feature.term()
                + " another kind, unit or domain than this node's vocabulary"
                + NEXT_STEP);
  }

  private static boolean same(NumericTerm term, Quantity quantity) {
    return term.unit().equals(quantity.unit())
        && term.lower() == quantity.lower()
        && term.upper() == quantity.upper();
  }
}
