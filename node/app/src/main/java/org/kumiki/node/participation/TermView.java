package org.kumiki.node.participation;

import org.kumiki.exchange.study.Condition;
import org.kumiki.exchange.study.Feature;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.page.Language;

/**
 * A term of a study for people.
 *
 * @param label in the reader's language; the IRI if the vocabulary has no such term
 * @param iri the term itself
 * @param range bounds with unit, or how a composition becomes numbers
 */
public record TermView(String label, String iri, String range) {
  static TermView of(Feature feature, Vocabulary vocabulary, Language language) {
    return new TermView(
        label(feature.term(), vocabulary, language), feature.term(), range(feature));
  }

  /** A condition, with the range that rows must lie in. */
  static TermView of(Condition condition, Vocabulary vocabulary, Language language) {
    return new TermView(
        label(condition.term().term(), vocabulary, language),
        condition.term().term(),
        range(condition.from(), condition.to(), condition.term()));
  }

  /** A term's label in a language; the IRI if the vocabulary has no such term. */
  static String label(String iri, Vocabulary vocabulary, Language language) {
    return vocabulary.concept(iri).map(concept -> label(concept, language)).orElse(iri);
  }

  private static String label(Concept concept, Language language) {
    return concept.label(
        language == Language.JA
            ? org.kumiki.ontology.term.Language.JA
            : org.kumiki.ontology.term.Language.EN);
  }

  private static String range(Feature feature) {
    return feature instanceof Feature.NumericTerm numeric
        ? range(numeric.lower(), numeric.upper(), numeric)
        : ((Feature.CompositionTerm) feature).definition();
  }

  private static String range(double from, double to, Feature.NumericTerm term) {
    String symbol = UnitConverter.shipped().symbol(term.unit());
    // A quantity of dimension one has no unit to write.
    return number(from) + " – " + number(to) + (symbol.equals("-") ? "" : " " + symbol);
  }

  /** Without the ".0" of a whole number. */
  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
