package org.kumiki.node.vocabulary;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kumiki.node.vocabulary.VocabularyOverview.Changed;
import org.kumiki.node.vocabulary.VocabularyOverview.Found;
import org.kumiki.node.vocabulary.VocabularyOverview.Line;
import org.kumiki.node.vocabulary.VocabularyOverview.Mapped;
import org.kumiki.node.vocabulary.VocabularyOverview.Own;
import org.kumiki.node.vocabulary.VocabularyOverview.Part;
import org.kumiki.ontology.release.TermUpgrade;
import org.kumiki.ontology.search.Hit;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.ScopedLabel;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.page.Wording;

/** Says terms in the language of whoever reads. Immutable. */
final class TermPresenter {
  private static final String UNITLESS = "-";

  private final Language language;
  private final Language other;
  private final Vocabulary vocabulary;
  private final UnitConverter units = UnitConverter.shipped();

  TermPresenter(Wording words, Vocabulary vocabulary) {
    boolean ja = words.language() == org.kumiki.platform.page.Language.JA;
    this.language = ja ? Language.JA : Language.EN;
    this.other = ja ? Language.EN : Language.JA;
    this.vocabulary = vocabulary;
  }

  static String encoded(String iri) {
    return URLEncoder.encode(iri, StandardCharsets.UTF_8);
  }

  String label(Concept concept) {
    return concept.label(language);
  }

  /** A term that is not in the vocabulary in use is shown by its IRI. */
  private Line line(String iri) {
    return vocabulary
        .concept(iri)
        .map(one -> new Line(iri, one.label(language), one.label(other), other.tag()))
        .orElseGet(() -> new Line(iri, Names.shorten(iri), "", other.tag()));
  }

  private List<Line> lines(Collection<String> iris) {
    return iris.stream()
        .filter(iri -> vocabulary.concept(iri).isPresent())
        .map(this::line)
        .toList();
  }

  Found found(Hit hit) {
    String how = hit.misspelled() ? "hidden" : hit.match().name().toLowerCase(Locale.ROOT);
    return new Found(line(hit.iri()), hit.matched(), hit.language(), "match." + how);
  }

  Changed changed(TermUpgrade term) {
    return new Changed(
        line(term.iri()),
        term.reload(),
        term.differences().stream()
            .map(
                one ->
                    new Part(
                        "part." + one.part().name(),
                        shown(one.part(), one.before()),
                        shown(one.part(), one.after())))
            .toList());
  }

  /** Units as people write them; everything else is a text of the vocabulary already. */
  private String shown(TermUpgrade.Part part, String value) {
    return part == TermUpgrade.Part.UNIT ? units.symbol(Names.expand(value)) : value;
  }

  List<Mapped> mapped(Map<String, List<OwnColumns.Column>> columns) {
    List<Mapped> mapped = new ArrayList<>();
    columns.forEach(
        (term, own) ->
            mapped.add(new Mapped(line(term), vocabulary.concept(term).isPresent(), own(own))));
    return mapped;
  }

  private List<Own> own(List<OwnColumns.Column> columns) {
    return columns.stream()
        .map(one -> new Own(one.dataset(), one.version(), one.header(), unit(one.unit())))
        .toList();
  }

  private String unit(String iri) {
    String symbol = iri.isEmpty() ? "" : units.symbol(iri);
    return symbol.equals(UNITLESS) ? "" : symbol;
  }

  TermPage term(Concept concept, List<OwnColumns.Column> columns, boolean readsColumns) {
    return new TermPage(
        concept.iri(),
        concept.label(language),
        concept.label(other),
        other.tag(),
        side(concept, Language.EN),
        side(concept, Language.JA),
        concept.quantity().map(this::measure),
        concept.role().word(),
        lines(concept.relations().broader()),
        lines(concept.relations().keptApart()),
        lines(concept.relations().related()),
        own(columns),
        readsColumns);
  }

  private static TermPage.Side side(Concept concept, Language in) {
    return new TermPage.Side(
        concept.label(in),
        in == Language.JA ? concept.otherNames().reading().orElse("") : "",
        concept.definitions().get(in),
        concept.alternativeLabels().get(in).stream()
            .map(text -> new TermPage.Other(text, scope(concept, text, in)))
            .toList());
  }

  private static String scope(Concept concept, String text, Language in) {
    return String.join(
        ", ",
        concept.otherNames().scoped().stream()
            .filter(one -> one.text().equals(text) && one.language() == in)
            .map(ScopedLabel::scope)
            .toList());
  }

  private TermPage.Measure measure(Quantity quantity) {
    return new TermPage.Measure(
        units.kind(quantity.kind(), language),
        unit(quantity.unit()),
        number(quantity.lower()) + " – " + number(quantity.upper()),
        units.unitsOf(quantity).stream()
            .map(units::symbol)
            .filter(symbol -> !symbol.equals(UNITLESS))
            .distinct()
            .toList());
  }

  /** Without a false digit. */
  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }
}
