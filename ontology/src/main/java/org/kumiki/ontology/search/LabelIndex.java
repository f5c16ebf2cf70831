package org.kumiki.ontology.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.ontology.mapping.HeaderUnit;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.ontology.unit.Conversion;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * All labels of a vocabulary in both languages, searched for a column header: the same text first,
 * then its beginning, its words and its parts. A unit in the header that the term cannot have
 * counts against it. Immutable and safe to share between threads.
 *
 * <p>It compares letters, and knows no grammar and no typing errors; what it misses belongs into
 * the vocabulary as an alternative label.
 */
public final class LabelIndex {
  private static final int LIMIT = 10;
  private static final int MAX_HEADER_CHARS = 500;
  private static final double LEAST_SCORE = 0.3;

  /** A term whose unit cannot be the header's is proposed only if its label fits well. */
  private static final double OTHER_UNIT = 0.5;

  private static final double NAMED_SCALE = 0.95;

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

  private record Entry(Concept concept, String label, LabelText text, boolean preferred) {}

  private record Ranked(Candidate candidate, boolean sameUnit) {}

  /** Indexes all labels. */
  public static LabelIndex of(Vocabulary vocabulary) {
    List<Entry> entries = new ArrayList<>();
    for (Concept concept : vocabulary.concepts()) {
      for (Language language : Language.values()) {
        String label = concept.label(language);
        entries.add(new Entry(concept, label, LabelText.of(label), true));
        for (String other : concept.alternativeLabels().get(language)) {
          entries.add(new Entry(concept, other, LabelText.of(other), false));
        }
      }
    }
    return new LabelIndex(entries);
  }

  /** Terms that a header may mean, best first, at most ten; none where no term fits. */
  public List<Candidate> suggest(String header) {
    if (header.isBlank() || header.length() > MAX_HEADER_CHARS) {
      return List.of();
    }
    HeaderUnit split = HeaderUnit.split(header);
    Optional<String> unit = split.unit().flatMap(units::recognise);
    Map<String, Ranked> best = new HashMap<>();
    List<LabelText> readings = readings(header, split);
    for (Entry entry : entries) {
      for (LabelText reading : readings) {
        LabelMatch match = LabelMatch.of(reading, entry.text(), entry.preferred());
        if (match.score() >= LEAST_SCORE) {
          best.merge(entry.concept().iri(), rank(entry, match, split, unit), LabelIndex::better);
        }
      }
      if (nameOfScale(entry, split, unit)) {
        LabelMatch match = new LabelMatch(NAMED_SCALE, "is the scale in the header");
        best.merge(entry.concept().iri(), rank(entry, match, split, unit), LabelIndex::better);
      }
    }
    return best.values().stream()
        .filter(ranked -> ranked.candidate().score() >= LEAST_SCORE)
        .sorted(ORDER)
        .limit(LIMIT)
        .map(Ranked::candidate)
        .toList();
  }

  /** The name without its unit, and the whole header, since 耐力(0.2%) is a name as it stands. */
  private static List<LabelText> readings(String header, HeaderUnit split) {
    LabelText name = LabelText.of(split.name());
    LabelText whole = LabelText.of(header);
    return name.equals(whole) ? List.of(name) : List.of(name, whole);
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

  private Ranked rank(Entry entry, LabelMatch match, HeaderUnit split, Optional<String> unit) {
    Concept concept = entry.concept();
    String why = "\"" + entry.label() + "\" " + match.kind();
    double score = match.score();
    boolean same = false;
    if (unit.isPresent()) {
      String written = split.unit().orElseThrow();
      if (concept.alternativeLabels().get(Language.EN).contains(written)) {
        // 炭素(C) gives the symbol, not degrees Celsius.
        return new Ranked(new Candidate(concept, score, entry.label(), unit, why), true);
      }
      boolean fits =
          concept
              .quantity()
              .map(quantity -> units.convert(written, quantity) instanceof Conversion.Factor)
              .orElse(false);
      same = fits && concept.quantity().orElseThrow().unit().equals(unit.get());
      score = fits ? score : score * OTHER_UNIT;
      why += fits ? "; the unit " + written + " fits" : "; the unit " + written + " does not fit";
    }
    return new Ranked(new Candidate(concept, score, entry.label(), unit, why), same);
  }
}
