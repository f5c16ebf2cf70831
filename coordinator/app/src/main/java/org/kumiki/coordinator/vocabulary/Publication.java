package org.kumiki.coordinator.vocabulary;

import java.util.List;
import org.kumiki.ontology.change.Conflict;
import org.kumiki.ontology.change.LogEntry;
import org.kumiki.ontology.shape.Finding;

/** What became of a change set. */
public sealed interface Publication {

  /** It stands in the log, and from now on everybody sees it. */
  record Published(LogEntry entry) implements Publication {}

  /** The very same change came before, and stands at this place. */
  record Repeated(long sequence) implements Publication {}

  /**
   * It may stand, as far as can be seen now; only a {@linkplain VocabularyStore#preview preview}.
   */
  record Acceptable() implements Publication {}

  /** Others have changed the same terms since; look at them, and make the change again. */
  record Conflicting(List<Conflict> conflicts) implements Publication {
    public Conflicting {
      conflicts = List.copyOf(conflicts);
    }
  }

  /**
   * It removes what is not there, or adds what is.
   *
   * @param statements some of them, as N-Quads
   */
  record DoesNotApply(List<String> statements) implements Publication {
    public DoesNotApply {
      statements = List.copyOf(statements);
    }
  }

  /** It would bring these defects, which were not there before. */
  record Defective(List<Finding> findings) implements Publication {
    public Defective {
      findings = List.copyOf(findings);
    }
  }

  /** Nothing was to be changed. */
  record Unchanged() implements Publication {}
}
