package org.kumiki.ontology.editorial;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A change of the vocabulary on its way. Each state holds what exists then. {@link ProposalMachine}
 * leads from one to the next.
 */
public sealed interface Proposal {

  /** Which one, and whose. */
  Head head();

  /** What is proposed. */
  Content content();

  /** What does not change about a proposal. */
  record Head(long number, Participant author, long createdAtMillis) {}

  /** Something that somebody did to a proposal as a whole. */
  record Act(Participant by, String reason, long atMillis) {}

  /**
   * Its author still writes.
   *
   * @param seen the version of each term that the edits are about, as the author saw it
   * @param revisions how many were submitted before
   */
  record Draft(Head head, Content content, Map<String, Long> seen, int revisions)
      implements Proposal {
    public Draft {
      seen = Collections.unmodifiableMap(new TreeMap<>(seen));
    }
  }

  /**
   * Reviewers look at it.
   *
   * @param votes the last of each reviewer, in the order of their coming
   */
  record InReview(Head head, Submission submission, List<Vote> votes) implements Proposal {
    public InReview {
      votes = List.copyOf(votes);
    }

    @Override
    public Content content() {
      return submission.content();
    }
  }

  /** Enough have agreed; a curator may publish it. */
  record Accepted(Head head, Submission submission, List<Vote> votes) implements Proposal {
    public Accepted {
      votes = List.copyOf(votes);
    }

    @Override
    public Content content() {
      return submission.content();
    }
  }

  /**
   * It stands in the log.
   *
   * @param sequence where
   */
  record Published(Head head, Submission submission, List<Vote> votes, Act published, long sequence)
      implements Proposal {
    public Published {
      votes = List.copyOf(votes);
    }

    @Override
    public Content content() {
      return submission.content();
    }
  }

  /**
   * It stood in the log, and another change has taken it back.
   *
   * @param undoneBy the place of that change
   */
  record TakenBack(Published before, Act undone, long undoneBy) implements Proposal {
    @Override
    public Head head() {
      return before.head();
    }

    @Override
    public Content content() {
      return before.content();
    }
  }

  /** Enough were against it. Whoever proposes the same again is shown why. */
  record Rejected(Head head, Submission submission, List<Vote> votes) implements Proposal {
    public Rejected {
      votes = List.copyOf(votes);
    }

    @Override
    public Content content() {
      return submission.content();
    }
  }

  /** Its author has taken it back before anything came of it. */
  record Withdrawn(Head head, Content content, Act withdrawn) implements Proposal {}

  /** One answer for each state. */
  interface Cases<T> {
    T draft(Draft draft);

    T inReview(InReview review);

    T accepted(Accepted accepted);

    T published(Published published);

    T takenBack(TakenBack takenBack);

    T rejected(Rejected rejected);

    T withdrawn(Withdrawn withdrawn);
  }

  /** The answer for this state. */
  default <T> T fold(Cases<T> cases) {
    if (this instanceof Draft state) {
      return cases.draft(state);
    }
    if (this instanceof InReview state) {
      return cases.inReview(state);
    }
    if (this instanceof Accepted state) {
      return cases.accepted(state);
    }
    if (this instanceof Published state) {
      return cases.published(state);
    }
    if (this instanceof TakenBack state) {
      return cases.takenBack(state);
    }
    return this instanceof Rejected state
        ? cases.rejected(state)
        : cases.withdrawn((Withdrawn) this);
  }

  /** What was submitted last; empty for what never was. */
  default Optional<Submission> submitted() {
    if (this instanceof InReview state) {
      return Optional.of(state.submission());
    }
    if (this instanceof Accepted state) {
      return Optional.of(state.submission());
    }
    if (this instanceof Published state) {
      return Optional.of(state.submission());
    }
    if (this instanceof TakenBack state) {
      return Optional.of(state.before().submission());
    }
    return this instanceof Rejected state ? Optional.of(state.submission()) : Optional.empty();
  }

  /** The votes that count; none for what is not submitted. */
  default List<Vote> votes() {
    if (this instanceof InReview state) {
      return state.votes();
    }
    if (this instanceof Accepted state) {
      return state.votes();
    }
    if (this instanceof Published state) {
      return state.votes();
    }
    if (this instanceof TakenBack state) {
      return state.before().votes();
    }
    return this instanceof Rejected state ? state.votes() : List.of();
  }
}
