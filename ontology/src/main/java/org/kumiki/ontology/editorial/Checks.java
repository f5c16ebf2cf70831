package org.kumiki.ontology.editorial;

import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.kumiki.ontology.term.Names;

/** What several edits ask of terms. */
final class Checks {
  private Checks() {}

  /** The first refusal of several checks; later ones are not looked at. */
  @SafeVarargs
  static Optional<Refusal> first(Supplier<Optional<Refusal>>... checks) {
    for (Supplier<Optional<Refusal>> check : checks) {
      Optional<Refusal> refusal = check.get();
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  static Optional<Refusal> when(boolean wrong, Supplier<Refusal> refusal) {
    return wrong ? Optional.of(refusal.get()) : Optional.empty();
  }

  /** Terms of the consortium's own graph that are not deprecated. */
  static Optional<Refusal> inUse(WorkingCopy copy, String... terms) {
    for (String term : terms) {
      if (!copy.isTerm(term)) {
        return Optional.of(Obstacle.NO_SUCH_TERM.of(shown(term)));
      }
      if (copy.isDeprecated(term)) {
        return Optional.of(Obstacle.DEPRECATED.of(shown(term)));
      }
    }
    return Optional.empty();
  }

  static Optional<Refusal> different(String one, String other) {
    return when(one.equals(other), () -> Obstacle.SAME_TERM.of(shown(one)));
  }

  static Optional<Refusal> oneScheme(WorkingCopy copy, String one, String other) {
    TreeSet<String> common = new TreeSet<>(copy.schemes(one));
    common.retainAll(copy.schemes(other));
    return when(common.isEmpty(), () -> Obstacle.OTHER_SCHEME.of(shown(one), shown(other)));
  }

  static boolean areApart(WorkingCopy copy, String one, String other) {
    return copy.has(one, Terminology.KEEP_APART, Terminology.iri(other))
        || copy.has(other, Terminology.KEEP_APART, Terminology.iri(one));
  }

  /** An IRI as messages show it: short, and bounded. */
  static String shown(String iri) {
    String name = Names.shorten(iri);
    return name.length() > 120 ? name.substring(0, 120) + "…" : name;
  }
}
