package org.kumiki.coordinator.editorial;

import java.util.List;
import java.util.Locale;
import org.kumiki.coordinator.vocabulary.Snapshot;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.page.Language;
import org.kumiki.platform.page.Wording;

/** The room's words in both languages at once, for what stands side by side. Immutable. */
final class BothWords {
  private static final BothWords WORDS = new BothWords();

  /** How units are written where there is none. */
  private static final String UNITLESS = "-";

  private final Wording english = Wording.of(BothWords.class, Language.EN);
  private final Wording japanese = Wording.of(BothWords.class, Language.JA);

  private BothWords() {}

  /** A line that says one thing in both languages. */
  static Row row(String key, String words, Object... values) {
    return Row.added(key, WORDS.english.say(words, values), WORDS.japanese.say(words, values));
  }

  static String en(String words, Object... values) {
    return WORDS.english.say(words, values);
  }

  static String ja(String words, Object... values) {
    return WORDS.japanese.say(words, values);
  }

  /** A term in its place among the lines. */
  static Row term(String key, Snapshot now, String iri) {
    Named named = Named.of(now, iri);
    return Row.added(key, named.en(), named.ja());
  }

  /** What a quantity kind is called. */
  static String kind(String iri, boolean inJapanese) {
    return UnitConverter.shipped()
        .kind(
            Names.expand(iri),
            inJapanese
                ? org.kumiki.ontology.term.Language.JA
                : org.kumiki.ontology.term.Language.EN);
  }

  static String unit(String iri) {
    return UnitConverter.shipped().symbol(Names.expand(iri));
  }

  /** A unit for people to read: that of a plain number has a sign that says nothing. */
  static String unit(String iri, boolean inJapanese) {
    if (!isPlainNumber(iri)) {
      return unit(iri);
    }
    return inJapanese ? ja("unit.none") : en("unit.none");
  }

  /** Whether values of a unit are numbers alone. */
  static boolean isPlainNumber(String iri) {
    return unit(iri).equals(UNITLESS);
  }

  /** A number as people write it: without a false digit. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  static List<Row> quantity(Quantity quantity) {
    String domain = number(quantity.lower()) + " – " + number(quantity.upper());
    return List.of(
        Row.added("kind", kind(quantity.kind(), false), kind(quantity.kind(), true)),
        Row.added("unit", unit(quantity.unit(), false), unit(quantity.unit(), true)),
        same(
            "domain",
            isPlainNumber(quantity.unit()) ? domain : domain + " " + unit(quantity.unit())));
  }

  static Row same(String key, String text) {
    return Row.added(key, text, text);
  }

  /** A synonym with whom it belongs to. */
  static String synonym(Edit.Synonym synonym, boolean inJapanese) {
    if (synonym.scope().isEmpty()) {
      return synonym.text();
    }
    Edit.Scope scope = synonym.scope().get();
    String key = "scope.of." + scope.kind().name().toLowerCase(Locale.ROOT);
    return inJapanese
        ? ja(key, synonym.text(), scope.name())
        : en(key, synonym.text(), scope.name());
  }
}
