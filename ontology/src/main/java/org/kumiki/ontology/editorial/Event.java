package org.kumiki.ontology.editorial;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kumiki.ontology.change.Conflict;

/** What people do to a proposal. */
public sealed interface Event {

  /** Who does it. */
  Participant by();

  /** The author writes something else. */
  record Rewrite(Participant by, Content content, Map<String, Long> seen) implements Event {
    public Rewrite {
      seen = Collections.unmodifiableMap(new TreeMap<>(seen));
    }
  }

  /**
   * The author asks for review: of a draft, or of the same edits anew because others have changed
   * the terms since.
   *
   * @param drafted what the edits come to today
   * @param rule of the schemes that they touch
   * @param conflicts terms that have changed since the author saw them
   * @param before the revision before this one, if there was one, and what was said of it
   */
  record Submit(
      Participant by,
      Drafted drafted,
      ReviewRule rule,
      List<Conflict> conflicts,
      long atMillis,
      Optional<Reviewed> before)
      implements Event {
    public Submit {
      conflicts = List.copyOf(conflicts);
    }

    /** The first revision. */
    public Submit(
        Participant by, Drafted drafted, ReviewRule rule, List<Conflict> conflicts, long atMillis) {
      this(by, drafted, rule, conflicts, atMillis, Optional.empty());
    }
  }

  /** A revision and the last vote of each of its reviewers. */
  record Reviewed(Submission submission, List<Vote> votes) {
    public Reviewed {
      votes = List.copyOf(votes);
    }
  }

  /**
   * A reviewer votes, or changes an earlier vote.
   *
   * @param revision the one that the reviewer has read
   * @param conflicts terms that have changed since it was submitted
   * @param ended organisations whose votes do not count any more
   */
  record Cast(Vote vote, int revision, List<Conflict> conflicts, Set<String> ended)
      implements Event {
    public Cast {
      conflicts = List.copyOf(conflicts);
      ended = Set.copyOf(ended);
    }

    /** All organisations that have voted are still members. */
    public Cast(Vote vote, int revision, List<Conflict> conflicts) {
      this(vote, revision, conflicts, Set.of());
    }

    @Override
    public Participant by() {
      return vote.voter();
    }
  }

  /** The author writes on instead of asking; votes are asked anew. */
  record Reopen(Participant by, Map<String, Long> seen) implements Event {
    public Reopen {
      seen = Collections.unmodifiableMap(new TreeMap<>(seen));
    }
  }

  /** The author takes it back. */
  record Withdraw(Participant by, String reason, long atMillis) implements Event {}

  /**
   * The change stands in the log.
   *
   * @param revision the one that was published
   * @param sequence where it stands
   * @param ended organisations whose votes do not count any more
   */
  record Publish(Participant by, int revision, long sequence, long atMillis, Set<String> ended)
      implements Event {
    public Publish {
      ended = Set.copyOf(ended);
    }

    /** All organisations that have voted are still members. */
    public Publish(Participant by, int revision, long sequence, long atMillis) {
      this(by, revision, sequence, atMillis, Set.of());
    }
  }

  /**
   * The log takes the change back.
   *
   * @param undoneBy the place of what takes it back
   */
  record TakeBack(Participant by, String reason, long undoneBy, long atMillis) implements Event {}
}
