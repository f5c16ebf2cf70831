package org.kumiki.ontology.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kumiki.ontology.search.LabelLikeness.Keyed;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * "Same or different?": pairs of concepts that a curator should look at, from their labels in both
 * languages, their quantity kinds and their units. Never proposed are concepts that stand above one
 * another, that are related, that measure different dimensions, and those that curators keep apart,
 * themselves or by what stands above them. A pure function; nothing is remembered here.
 */
public final class LookAlikes {
  private static final double LEAST_SCORE = 0.6;
  private static final double OTHER_KIND = 0.8;
  private static final double OTHER_ROLE = 0.7;
  private static final double ONLY_ONE_MEASURED = 0.6;

  private final Map<String, Concept> concepts = new TreeMap<>();

  private LookAlikes(Collection<Concept> concepts) {
    concepts.forEach(concept -> this.concepts.put(concept.iri(), concept));
  }

  /** The pairs among some concepts, the likeliest first. */
  public static List<LookAlike> in(Collection<Concept> concepts) {
    return new LookAlikes(concepts).pairs();
  }

  private record Pair(String one, String other) {}

  private record Likeness(double value, Reason reason) {}

  private List<LookAlike> pairs() {
    Map<Pair, Likeness> likeness = new HashMap<>();
    List<SearchableTerm> terms = concepts.values().stream().map(SearchableTerm::of).toList();
    LabelLikeness.shared(terms).forEach((key, labels) -> collect(key, labels, likeness));
    TreeSet<LookAlike> found = new TreeSet<>();
    likeness.forEach((pair, like) -> judge(pair, like).ifPresent(found::add));
    return List.copyOf(found);
  }

  /** Of labels that are merely near, one must be the other with a letter more. */
  private static void collect(String key, List<Keyed> labels, Map<Pair, Likeness> into) {
    boolean near = key.startsWith("near ");
    for (Keyed one : labels) {
      for (Keyed other : labels) {
        boolean whole = one.likeness() > 0.705 || other.likeness() > 0.705;
        if (one.iri().compareTo(other.iri()) < 0 && (!near || whole)) {
          double value =
              Math.min(LabelLikeness.value(one), LabelLikeness.value(other))
                  - (near ? 0.05 : 0.05 * Math.abs(one.kind().ordinal() - other.kind().ordinal()));
          Likeness like = new Likeness(value, reason(key, one, other));
          into.merge(
              new Pair(one.iri(), other.iri()), like, (a, b) -> a.value() >= b.value() ? a : b);
        }
      }
    }
  }

  private static Reason reason(String key, Keyed one, Keyed other) {
    Reason how =
        switch (key.substring(0, key.indexOf(' '))) {
          case "same" -> new Reason(" is the same label as ", "は同じラベル");
          case "words" -> new Reason(" has the same words as ", "は同じ語からなる");
          case "read" -> new Reason(" is read like ", "は読みが同じ");
          default -> new Reason(" is spelled almost like ", "はつづりがほぼ同じ");
        };
    return new Reason(
        "\"" + one.label() + "\"" + how.en() + "\"" + other.label() + "\"",
        "「" + one.label() + "」と「" + other.label() + "」" + how.ja());
  }

  private Optional<LookAlike> judge(Pair pair, Likeness like) {
    Concept one = concepts.get(pair.one());
    Concept other = concepts.get(pair.other());
    if (one.mappable() != other.mappable() || decided(one, other)) {
      return Optional.empty();
    }
    List<Reason> reasons = new ArrayList<>(List.of(like.reason()));
    double score = like.value();
    if (one.role() != other.role()) {
      score *= OTHER_ROLE;
      reasons.add(new Reason("their roles differ", "役割が異なる"));
    }
    score *= measures(one, other, reasons);
    return score < LEAST_SCORE
        ? Optional.empty()
        : Optional.of(new LookAlike(pair.one(), pair.other(), score, reasons));
  }

  private static double measures(Concept one, Concept other, List<Reason> reasons) {
    if (one.measured() != other.measured()) {
      reasons.add(new Reason("only one has a unit", "一方だけが単位をもつ"));
      return ONLY_ONE_MEASURED;
    }
    if (!one.measured()) {
      return 1;
    }
    Quantity mine = one.quantity().orElseThrow();
    Quantity theirs = other.quantity().orElseThrow();
    UnitConverter units = UnitConverter.shipped();
    if (!units.dimensionOfUnit(mine.unit()).equals(units.dimensionOfUnit(theirs.unit()))) {
      return 0;
    }
    String unit = units.symbol(mine.unit());
    reasons.add(
        mine.unit().equals(theirs.unit())
            ? new Reason("both are in " + unit, "どちらも単位は" + unit)
            : new Reason("their units convert", "単位は互いに換算できる"));
    if (mine.kind().equals(theirs.kind())) {
      reasons.add(
          new Reason(
              "both measure the same kind of quantity: " + units.kind(mine.kind(), Language.EN),
              "量の種類が同じ：" + units.kind(mine.kind(), Language.JA)));
      return 1;
    }
    reasons.add(new Reason("their quantity kinds differ", "量の種類が異なる"));
    return OTHER_KIND;
  }

  /** Whether curators have already said how the two stand to one another. */
  private boolean decided(Concept one, Concept other) {
    Set<String> aboveOne = line(one);
    Set<String> aboveOther = line(other);
    if (aboveOne.contains(other.iri())
        || aboveOther.contains(one.iri())
        || one.relations().related().contains(other.iri())) {
      return true;
    }
    for (String mine : aboveOne) {
      Concept ancestor = concepts.get(mine);
      if (ancestor != null
          && ancestor.relations().keptApart().stream().anyMatch(aboveOther::contains)) {
        return true;
      }
    }
    return false;
  }

  /** A concept and all above it. */
  private Set<String> line(Concept concept) {
    Set<String> line = new HashSet<>(Set.of(concept.iri()));
    Deque<String> open = new ArrayDeque<>(line);
    while (!open.isEmpty()) {
      Concept here = concepts.get(open.remove());
      if (here != null) {
        here.relations().broader().stream().filter(line::add).forEach(open::add);
      }
    }
    return line;
  }
}
