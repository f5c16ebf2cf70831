package org.kumiki.ontology.editorial;

import static org.kumiki.ontology.editorial.Terminology.ALTERNATIVE;
import static org.kumiki.ontology.editorial.Terminology.HIDDEN;
import static org.kumiki.ontology.editorial.Terminology.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;

/** Makes several terms of one, which is deprecated and leads to all of them. */
final class Splitting {
  private Splitting() {}

  static Optional<Refusal> split(Edit.Split edit, WorkingCopy copy) {
    Optional<Refusal> refusal =
        Checks.first(
            () -> Checks.inUse(copy, edit.term()),
            () -> Checks.when(edit.parts().size() < 2, () -> Obstacle.TOO_FEW_PARTS.of()),
            () -> divided(edit));
    List<String> parts = new ArrayList<>();
    for (Edit.Part part : edit.parts()) {
      if (refusal.isEmpty()) {
        Edit.NewTerm term = placed(part.term(), edit.term(), copy);
        parts.add(NewTerms.iri(term));
        String field = "part" + parts.size();
        refusal =
            Checks.first(
                () -> NewTerms.add(term, copy).map(one -> one.inside(field)),
                () -> labels(edit.term(), part, NewTerms.iri(term), copy),
                () -> narrower(edit.term(), part, NewTerms.iri(term), copy));
      }
    }
    if (refusal.isEmpty()) {
      Retirement.raiseChildren(copy, edit.term());
      Retirement.retire(copy, edit.term(), parts);
    }
    return refusal;
  }

  /** Nothing is given to two parts. */
  private static Optional<Refusal> divided(Edit.Split edit) {
    Set<Object> given = new HashSet<>();
    for (Edit.Part part : edit.parts()) {
      for (Edit.Synonym label : part.labels()) {
        if (!given.add(text(label.text(), label.language().tag()))) {
          return Optional.of(Obstacle.NOT_DIVIDED.of("\"" + Texts.tidy(label.text()) + "\""));
        }
      }
      for (String child : part.narrower()) {
        if (!given.add(child)) {
          return Optional.of(Obstacle.NOT_DIVIDED.of(Checks.shown(child)));
        }
      }
    }
    return Optional.empty();
  }

  private static Edit.NewTerm placed(Edit.NewTerm part, String term, WorkingCopy copy) {
    return part.broader().isEmpty()
        ? new Edit.NewTerm(
            part.name(),
            part.role(),
            part.scheme(),
            copy.parents(term),
            part.labels(),
            part.reading(),
            part.definitions(),
            part.synonyms(),
            part.quantity())
        : part;
  }

  private static Optional<Refusal> labels(
      String term, Edit.Part part, String into, WorkingCopy copy) {
    for (Edit.Synonym synonym : part.labels()) {
      Node label = text(synonym.text(), synonym.language().tag());
      boolean hidden = copy.has(term, HIDDEN, label);
      if (!hidden && !copy.has(term, ALTERNATIVE, label)) {
        return Optional.of(
            Obstacle.LABEL_ABSENT.of(Checks.shown(term), Texts.tidy(synonym.text())));
      }
      copy.remove(term, ALTERNATIVE, label);
      copy.remove(term, HIDDEN, label);
      if (Terminology.LABELS.stream().noneMatch(sort -> copy.has(into, sort, label))) {
        copy.add(into, hidden ? HIDDEN : ALTERNATIVE, label);
      }
      ScopedLabels.of(term, label, copy)
          .forEach(resource -> ScopedLabels.move(term, resource, into, copy));
    }
    return Optional.empty();
  }

  private static Optional<Refusal> narrower(
      String term, Edit.Part part, String into, WorkingCopy copy) {
    for (String child : part.narrower()) {
      if (!copy.children(term).contains(child)) {
        return Optional.of(Obstacle.NOT_BELOW.of(Checks.shown(child), Checks.shown(term)));
      }
      copy.takeFrom(child, term);
      copy.putUnder(child, into);
      PlaceEdits.keepInTree(copy, child);
    }
    return Optional.empty();
  }
}
