package org.kumiki.ontology.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.ontology.mapping.HeaderUnit;
import org.kumiki.ontology.search.SearchableTerm.LabelKind;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.ontology.unit.Conversion;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * All labels of a vocabulary in both languages, searched for a column header: the same text first,
 * then its beginning, its words and its parts. A unit in the header that the term cannot have
 * counts against it, and so do values that it cannot have. Immutable and safe to share between
 * threads.
 *
 * <p>It compares letters, and knows no grammar and no typing errors; what it misses belongs into
 * the vocabulary as an alternative label, or as a hidden one where it is wrong. For people who
 * type, see {@link TermSearch}.
 */
public final class LabelIndex {
  private static final int LIMIT = 10;
  private static final int MAX_HEADER_CHARS = 500;
  private static final double LEAST_SCORE = 0.3;

  /** A term whose unit cannot be the header's is proposed only if its label fits well. */
  private static final double OTHER_UNIT = 0.5;

  /** A term that cannot have such values is proposed after those that can. */
  private static final double OTHER_VALUES = 0.7;

  private static final double NAMED_SCALE = 0.95;
  private static final double BOTH_PARTS = 0.97;

  private static final Comparator<Ranked> ORDER =
      Comparator.comparingDouble((Ranked ranked) -> -ranked.candidate().score())
          .thenComparing(ranked -> !ranked.sameUnit())
          .thenComparingInt(ranked -> ranked.candidate().concept().label(Language.EN).length())
          .thenComparing(ranked -> ranked.candidate().concept().iri());

  private final List<Entry> entries;
  private final UnitConverter units = UnitConverter.shipped();

  private LabelIndex(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  private record Entry(Concept concept, String label, LabelText text, LabelKind kind) {}

  private record Ranked(Candidate candidate, boolean sameUnit) {}

  /** Indexes all labels. */
  public static LabelIndex of(Vocabulary vocabulary) {
    List<Entry> entries = new ArrayList<>();
    for (Concept concept : vocabulary.concepts()) {
      if (concept.mappable()) {
        for (SearchableTerm.Label label : SearchableTerm.of(concept).labels()) {
          LabelText text = LabelText.of(label.text());
          entries.add(new Entry(concept, label.text(), text, label.kind()));
        }
      }
    }
    return new LabelIndex(entries);
  }

  /** Terms that a header may mean, best first, at most ten; none where no term fits. */
  public List<Candidate> suggest(String header) {
    return suggest(ColumnSketch.of(header));
  }

  /** Terms that a column may hold, best first, at most ten; none where no term fits. */
  public List<Candidate> suggest(ColumnSketch column) {
    String header = column.header();
    if (header.isBlank() || header.length() > MAX_HEADER_CHARS) {
      return List.of();
    }
    HeaderUnit split =
        column.unit().isPresent()
            ? new HeaderUnit(header, column.unit())
            : HeaderUnit.split(HeaderReadings.withoutSetting(header));
    Optional<String> unit = split.unit().flatMap(units::recognise);
    Map<String, Ranked> best = new HashMap<>();
    HeaderReadings readings = HeaderReadings.of(header, split.name());
    HeaderPieces pieces = HeaderPieces.of(split.name());
    for (Entry entry : entries) {
      LabelMatch match = readings.match(entry.text(), entry.kind());
      if (match.score() >= LEAST_SCORE) {
        add(rank(entry, match, split, unit, column), best);
      }
      if (nameOfScale(entry, split, unit)) {
        LabelMatch scale = new LabelMatch(NAMED_SCALE, LabelMatch.Kind.SCALE);
        add(rank(entry, scale, split, unit, column), best);
      }
      if (pieces.abbreviate(entry.text(), entry.kind())) {
        boolean fits =
            split.unit().flatMap(written -> conversion(entry.concept(), written)).isPresent();
        pieces
            .match(entry.text(), entry.concept(), fits)
            .ifPresent(inside -> add(rank(entry, inside, split, unit, column), best));
      }
    }
    if (readings.symbol().isPresent()) {
      bothParts(readings, split, unit, column, best);
    }
    return best.values().stream()
        .filter(ranked -> ranked.candidate().score() >= LEAST_SCORE)
        .sorted(ORDER)
        .limit(LIMIT)
        .map(Ranked::candidate)
        .toList();
  }

  /** 誘電率 εr: of what the words allow, the term whose symbol stands beside them. */
  private void bothParts(
      HeaderReadings readings,
      HeaderUnit split,
      Optional<String> unit,
      ColumnSketch column,
      Map<String, Ranked> best) {
    Map<String, Entry> named = new HashMap<>();
    for (Entry entry : entries) {
      if (readings.words(entry.text(), entry.kind())) {
        named.putIfAbsent(entry.concept().iri(), entry);
      }
    }
    for (Entry entry : entries) {
      boolean symbol = entry.text().written().equals(readings.symbol().orElseThrow());
      if (symbol && named.containsKey(entry.concept().iri())) {
        LabelMatch match = new LabelMatch(BOTH_PARTS, LabelMatch.Kind.BESIDE_NAME);
        add(rank(entry, match, split, unit, column), best);
      }
    }
  }

  private static void add(Ranked ranked, Map<String, Ranked> best) {
    best.merge(ranked.candidate().concept().iri(), ranked, LabelIndex::better);
  }

  /** 硬さ[HRC]: the unit is a label of the term and its unit. */
  private static boolean nameOfScale(Entry entry, HeaderUnit split, Optional<String> unit) {
    return unit.isPresent()
        && split.unit().orElseThrow().equals(entry.label())
        && entry
            .concept()
            .quantity()
            .map(quantity -> quantity.unit().equals(unit.get()))
            .orElse(false);
  }

  private static Ranked better(Ranked one, Ranked other) {
    return ORDER.compare(one, other) <= 0 ? one : other;
  }

  private Ranked rank(
      Entry entry, LabelMatch match, HeaderUnit split, Optional<String> unit, ColumnSketch column) {
    Concept concept = entry.concept();
    Reason why = match.reason(entry.label());
    double score = match.score();
    boolean same = false;
    boolean symbol = false;
    if (unit.isPresent()) {
      String written = split.unit().orElseThrow();
      // 炭素(C) gives the symbol, not degrees Celsius.
      symbol = concept.alternativeLabels().get(Language.EN).contains(written);
      if (!symbol) {
        boolean fits = conversion(concept, written).isPresent();
        same = fits && concept.quantity().orElseThrow().unit().equals(unit.get());
        score = fits ? score : score * OTHER_UNIT;
        why = why.and(unitFits(written, fits));
      }
    }
    Optional<String> written = symbol ? Optional.empty() : split.unit();
    if (!holds(concept, written, column.values())) {
      score *= OTHER_VALUES;
      why = why.and(new Reason("the values do not fit", "値の範囲が合わない"));
    }
    return new Ranked(new Candidate(concept, score, entry.label(), unit, why), symbol || same);
  }

  private static Reason unitFits(String written, boolean fits) {
    return fits
        ? new Reason("the unit " + written + " fits", "単位" + written + "が合う")
        : new Reason("the unit " + written + " does not fit", "単位" + written + "が合わない");
  }

  private Optional<Conversion.Factor> conversion(Concept concept, String written) {
    return concept
        .quantity()
        .map(quantity -> units.convert(written, quantity))
        .filter(Conversion.Factor.class::isInstance)
        .map(Conversion.Factor.class::cast);
  }

  /**
   * Whether a term may have such values. Without a known unit the values count in the term's own,
   * since that is how most columns without one are meant.
   */
  private boolean holds(Concept concept, Optional<String> unit, ColumnSketch.Values values) {
    if (!values.known() || concept.quantity().isEmpty()) {
      // Sample numbers and the like are words that look like numbers.
      return !values.known() || !values.numbers() || concept.identifier();
    }
    if (!values.numbers()) {
      return false;
    }
    Quantity quantity = concept.quantity().get();
    Conversion.Factor factor =
        unit.flatMap(written -> conversion(concept, written)).orElse(Conversion.Factor.IDENTITY);
    return quantity.contains(factor.apply(values.least()))
        && quantity.contains(factor.apply(values.largest()));
  }
}
