package org.kumiki.ontology.editorial;

import static org.kumiki.ontology.editorial.Terminology.DEPRECATED;
import static org.kumiki.ontology.editorial.Terminology.REPLACED_BY;
import static org.kumiki.ontology.editorial.Terminology.TRUE;
import static org.kumiki.ontology.editorial.Terminology.iri;

import java.util.List;
import java.util.Optional;

/**
 * A term that is not to be used any more. It keeps its preferred labels, definition and place, so
 * that studies that name it can still be read, and says what is used instead.
 */
final class Retirement {
  private Retirement() {}

  static Optional<Refusal> deprecate(Edit.Deprecate edit, WorkingCopy copy) {
    String term = edit.term();
    Optional<Refusal> refusal =
        Checks.first(
            () -> Checks.inUse(copy, term),
            () -> edit.replacement().flatMap(other -> Checks.inUse(copy, other)),
            () -> edit.replacement().flatMap(other -> Checks.different(term, other)));
    if (refusal.isEmpty()) {
      List<String> replacements = edit.replacement().stream().toList();
      raiseChildren(copy, term);
      retire(copy, term, replacements);
    }
    return refusal;
  }

  /** Marks the term, and leads to its replacements whoever was led to it. */
  static void retire(WorkingCopy copy, String term, List<String> replacements) {
    copy.add(term, DEPRECATED, TRUE);
    for (String replacement : replacements) {
      copy.add(term, REPLACED_BY, iri(replacement));
      copy.relyOn(replacement);
    }
    for (String earlier : replacements.isEmpty() ? List.<String>of() : led(copy, term)) {
      copy.remove(earlier, REPLACED_BY, iri(term));
      replacements.forEach(replacement -> copy.add(earlier, REPLACED_BY, iri(replacement)));
    }
  }

  /** The deprecated terms that lead to this one. */
  private static List<String> led(WorkingCopy copy, String term) {
    return copy.referrers(REPLACED_BY, term);
  }

  /** What stands under a term comes to where the term stands. */
  static void raiseChildren(WorkingCopy copy, String term) {
    for (String child : copy.children(term)) {
      raise(copy, child, term);
    }
  }

  static void raise(WorkingCopy copy, String child, String from) {
    copy.takeFrom(child, from);
    for (String parent : copy.parents(from)) {
      if (!parent.equals(child) && !copy.parents(child).contains(parent)) {
        copy.putUnder(child, parent);
      }
    }
    PlaceEdits.keepInTree(copy, child);
  }
}
