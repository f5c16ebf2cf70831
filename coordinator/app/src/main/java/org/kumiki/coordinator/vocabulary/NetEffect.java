package org.kumiki.coordinator.vocabulary;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.jena.sparql.core.Quad;
import org.kumiki.ontology.change.Patch;

/** Patches one after the other, put together as they come. */
final class NetEffect {
  /**
   * Statements that one answer compares: some thousands of terms, more than anybody reads. Whoever
   * may read the vocabulary may ask for such a comparison, strangers too where it is public.
   */
  static final int MOST_STATEMENTS = 50_000;

  private final Set<Quad> removed = new HashSet<>();
  private final Set<Quad> added = new HashSet<>();

  /** The next one. */
  void then(Patch next) {
    take(next.removed(), added, removed);
    take(next.added(), removed, added);
  }

  /** What was done before and is taken back stays as it was. */
  private static void take(Collection<Quad> quads, Set<Quad> undone, Set<Quad> done) {
    for (Quad quad : quads) {
      if (!undone.remove(quad)) {
        done.add(quad);
      }
    }
  }

  /** All of them as one. */
  Patch patch() {
    return Patch.of(removed, added);
  }
}
