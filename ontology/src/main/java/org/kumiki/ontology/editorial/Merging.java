package org.kumiki.ontology.editorial;

import static org.kumiki.ontology.editorial.Terminology.ALTERNATIVE;
import static org.kumiki.ontology.editorial.Terminology.HIDDEN;
import static org.kumiki.ontology.editorial.Terminology.KEEP_APART;
import static org.kumiki.ontology.editorial.Terminology.MATCHES;
import static org.kumiki.ontology.editorial.Terminology.PREFERRED;
import static org.kumiki.ontology.editorial.Terminology.RELATED;
import static org.kumiki.ontology.editorial.Terminology.iri;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * Makes two terms one. The first lives on as a deprecated name that leads to the second; its
 * patch's inverse parts them again.
 */
final class Merging {
  private final WorkingCopy copy;
  private final String term;
  private final String into;

  private Merging(Edit.Merge edit, WorkingCopy copy) {
    this.copy = copy;
    this.term = edit.term();
    this.into = edit.into();
  }

  static Optional<Refusal> merge(Edit.Merge edit, WorkingCopy copy) {
    Merging merging = new Merging(edit, copy);
    Optional<Refusal> refusal = merging.refusal();
    if (refusal.isEmpty()) {
      merging.labels();
      merging.children();
      merging.aside(RELATED);
      merging.aside(KEEP_APART);
      merging.matches();
      Retirement.retire(copy, merging.term, List.of(merging.into));
    }
    return refusal;
  }

  private Optional<Refusal> refusal() {
    String one = Checks.shown(term);
    String other = Checks.shown(into);
    return Checks.first(
        () -> Checks.inUse(copy, term, into),
        () -> Checks.different(term, into),
        () -> Checks.oneScheme(copy, term, into),
        () ->
            Checks.when(
                Checks.areApart(copy, term, into), () -> Obstacle.KEPT_APART.of(one, other)),
        this::sameKind);
  }

  /** A study that names the first must be able to name the second. */
  private Optional<Refusal> sameKind() {
    Optional<Concept> mine = copy.concept(term);
    Optional<Concept> theirs = copy.concept(into);
    String one = Checks.shown(term);
    String other = Checks.shown(into);
    if (mine.isEmpty() || theirs.isEmpty()) {
      return Optional.of(Obstacle.NO_SUCH_TERM.of(mine.isEmpty() ? one : other));
    }
    if (mine.get().role() != theirs.get().role()) {
      return Optional.of(Obstacle.OTHER_ROLE.of(one, other));
    }
    if (mine.get().measured() != theirs.get().measured()) {
      return Optional.of(Obstacle.ONE_MEASURED.of(one, other));
    }
    return Checks.when(
        !dimension(mine.get()).equals(dimension(theirs.get())),
        () -> Obstacle.OTHER_DIMENSION.of(one, other));
  }

  private static Optional<String> dimension(Concept concept) {
    return concept
        .quantity()
        .map(Quantity::unit)
        .flatMap(unit -> UnitConverter.shipped().dimensionOfUnit(unit));
  }

  /** Preferred and alternative ones become alternative there; the preferred ones also stay here. */
  private void labels() {
    for (Node sort : List.of(PREFERRED, ALTERNATIVE, HIDDEN)) {
      for (Node label : copy.objects(term, sort)) {
        boolean known =
            Terminology.LABELS.stream().anyMatch(property -> copy.has(into, property, label));
        if (!known) {
          copy.add(into, sort.equals(HIDDEN) ? HIDDEN : ALTERNATIVE, label);
        }
        if (!sort.equals(PREFERRED)) {
          copy.remove(term, sort, label);
        }
        ScopedLabels.of(term, label, copy)
            .forEach(resource -> ScopedLabels.move(term, resource, into, copy));
      }
    }
  }

  private void children() {
    for (String child : copy.children(term)) {
      boolean loop = child.equals(into) || copy.isBelow(into, child);
      if (loop) {
        Retirement.raise(copy, child, term);
      } else {
        copy.takeFrom(child, term);
        if (!copy.parents(child).contains(into)) {
          copy.putUnder(child, into);
        }
        PlaceEdits.keepInTree(copy, child);
      }
    }
  }

  /** Symmetric relations, from whichever side they are stated. */
  private void aside(Node property) {
    Set<String> others = new TreeSet<>(copy.iris(term, property));
    others.addAll(copy.referrers(property, term));
    for (String other : others) {
      copy.remove(term, property, iri(other));
      copy.remove(other, property, iri(term));
      boolean stated = copy.has(into, property, iri(other)) || copy.has(other, property, iri(into));
      boolean inLine = copy.isBelow(into, other) || copy.isBelow(other, into);
      if (!other.equals(into) && !stated && !inLine) {
        copy.add(into, property, iri(other));
      }
    }
  }

  /** A name in another vocabulary goes along, unless the second already has a mapping to it. */
  private void matches() {
    for (Node property : MATCHES) {
      for (Node match : copy.objects(term, property)) {
        copy.remove(term, property, match);
        if (MATCHES.stream().noneMatch(any -> copy.has(into, any, match))) {
          copy.add(into, property, match);
        }
      }
    }
  }
}
