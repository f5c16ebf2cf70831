package org.kumiki.ontology.editorial;

import static org.kumiki.ontology.editorial.Terminology.KEEP_APART;
import static org.kumiki.ontology.editorial.Terminology.TOP_CONCEPT_OF;
import static org.kumiki.ontology.editorial.Terminology.iri;

import java.util.Optional;

/** Where a term stands among the others. */
final class PlaceEdits {
  private PlaceEdits() {}

  static Optional<Refusal> move(Edit.Move edit, WorkingCopy copy) {
    String term = edit.term();
    Optional<Refusal> refusal =
        Checks.first(
            () -> Checks.inUse(copy, term),
            () -> Checks.when(edit.from().equals(edit.to()), () -> Obstacle.NOTHING_CHANGES.of()),
            () -> edit.from().flatMap(from -> stands(copy, term, from)),
            () -> edit.to().flatMap(to -> mayStand(copy, term, to)));
    if (refusal.isEmpty()) {
      edit.from().ifPresent(from -> copy.takeFrom(term, from));
      edit.to().ifPresent(to -> copy.putUnder(term, to));
      edit.to().ifPresent(copy::relyOn);
      keepInTree(copy, term);
    }
    return refusal;
  }

  private static Optional<Refusal> stands(WorkingCopy copy, String term, String from) {
    return Checks.when(
        !copy.parents(term).contains(from),
        () -> Obstacle.NOT_BELOW.of(Checks.shown(term), Checks.shown(from)));
  }

  /** Whether a term may come directly under another one. */
  static Optional<Refusal> mayStand(WorkingCopy copy, String term, String under) {
    return Checks.first(
        () -> Checks.inUse(copy, under),
        () -> Checks.different(term, under),
        () -> Checks.oneScheme(copy, term, under),
        () ->
            Checks.when(
                copy.parents(term).contains(under),
                () -> Obstacle.ALREADY_BELOW.of(Checks.shown(term), Checks.shown(under))),
        () ->
            Checks.when(
                copy.isBelow(under, term),
                () -> Obstacle.LOOP.of(Checks.shown(under), Checks.shown(term))));
  }

  /** A term without a place stands at the top of its schemes, and only such a one does. */
  static void keepInTree(WorkingCopy copy, String term) {
    copy.clear(term, TOP_CONCEPT_OF);
    if (copy.parents(term).isEmpty()) {
      copy.schemes(term).forEach(scheme -> copy.add(term, TOP_CONCEPT_OF, iri(scheme)));
    }
  }

  static Optional<Refusal> keepApart(Edit.KeepApart edit, WorkingCopy copy) {
    String one = edit.one();
    String other = edit.other();
    Optional<Refusal> refusal =
        Checks.first(
            () -> Checks.inUse(copy, one, other),
            () -> Checks.different(one, other),
            () ->
                Checks.when(
                    Checks.areApart(copy, one, other),
                    () -> Obstacle.ALREADY_APART.of(Checks.shown(one), Checks.shown(other))),
            () ->
                Checks.when(
                    copy.isBelow(one, other) || copy.isBelow(other, one),
                    () -> Obstacle.IN_LINE.of(Checks.shown(one), Checks.shown(other))));
    if (refusal.isEmpty()) {
      copy.add(one, KEEP_APART, iri(other));
      copy.relyOn(other);
    }
    return refusal;
  }

  static Optional<Refusal> compareAgain(Edit.CompareAgain edit, WorkingCopy copy) {
    String one = edit.one();
    String other = edit.other();
    Optional<Refusal> refusal =
        Checks.first(
            () -> Checks.inUse(copy, one, other),
            () ->
                Checks.when(
                    !Checks.areApart(copy, one, other),
                    () -> Obstacle.NOT_APART.of(Checks.shown(one), Checks.shown(other))));
    if (refusal.isEmpty()) {
      copy.remove(one, KEEP_APART, iri(other));
      copy.remove(other, KEEP_APART, iri(one));
    }
    return refusal;
  }
}
