package org.kumiki.ontology.change;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.jena.sparql.core.Quad;

/** Whether a change set may stand in the log, as far as the log itself decides. */
public sealed interface Verdict {

  /** It may. */
  record Applies() implements Verdict {}

  /** Others have changed the same terms since; nothing is overwritten. */
  record Conflicting(List<Conflict> conflicts) implements Verdict {
    public Conflicting {
      conflicts = List.copyOf(conflicts);
    }
  }

  /**
   * It removes what is not there, or adds what is, though its maker saw the right versions.
   *
   * @param statements some of them, as N-Quads
   */
  record DoesNotApply(List<String> statements) implements Verdict {
    public DoesNotApply {
      statements = List.copyOf(statements);
    }
  }

  /** The most statements that are named. */
  int SHOWN = 10;

  /**
   * Compares a change with the state that it would change.
   *
   * @param versions of the terms in that state, see {@link TermVersions}
   * @param present whether a statement holds in that state
   */
  static Verdict of(ChangeSet change, ToLongFunction<String> versions, Predicate<Quad> present) {
    List<Conflict> conflicts = Conflict.of(change, versions);
    if (!conflicts.isEmpty()) {
      return new Conflicting(conflicts);
    }
    List<String> wrong =
        Stream.concat(
                change.patch().removed().stream().filter(present.negate()),
                change.patch().added().stream().filter(present))
            .limit(SHOWN)
            .map(quad -> CanonicalQuads.line(quad).strip())
            .toList();
    return wrong.isEmpty() ? new Applies() : new DoesNotApply(wrong);
  }
}
