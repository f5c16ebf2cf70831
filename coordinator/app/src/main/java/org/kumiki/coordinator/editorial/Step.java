package org.kumiki.coordinator.editorial;

import java.util.List;
import java.util.function.Function;
import org.kumiki.ontology.editorial.Refusal;

/** What became of what a person did to a proposal. */
public sealed interface Step {

  /** It was done; the proposal as it is now. */
  record Taken(StoredProposal proposal) implements Step {}

  /**
   * It was not, and nothing has changed.
   *
   * @param later changes that stand in the way, for one that shall be taken back
   */
  record Refused(Refusal refusal, List<LaterChange> later) implements Step {
    public Refused {
      later = List.copyOf(later);
    }
  }

  /** Refused, with nothing standing in the way but what the refusal says. */
  static Step refused(Refusal refusal) {
    return new Refused(refusal, List.of());
  }

  /** The answer for this outcome. */
  default <T> T fold(Function<Taken, T> taken, Function<Refused, T> refused) {
    return this instanceof Taken step ? taken.apply(step) : refused.apply((Refused) this);
  }
}
