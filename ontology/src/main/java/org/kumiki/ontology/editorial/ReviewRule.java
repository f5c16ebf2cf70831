package org.kumiki.ontology.editorial;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many must agree. Nobody reviews an own proposal, and an account counts once.
 *
 * @param reviewers how many people
 * @param organisations from how many organisations; at most as many as reviewers
 * @param objections what one objection does
 */
public record ReviewRule(int reviewers, int organisations, Objections objections) {
  /** Two people of two organisations, and nobody's objection is passed over. */
  public static final ReviewRule STANDARD = new ReviewRule(2, 2, Objections.BLOCK);

  /** A consortium of more reviewers would never finish. */
  private static final int MOST = 20;

  /** What an objection does. */
  public enum Objections {
    /** Nothing is accepted before it is taken back or answered by a new revision. */
    BLOCK,
    /** It counts as a voice against; more people must be for than against. */
    COUNT
  }

  /** What votes come to. */
  public enum Standing {
    OPEN,
    ACCEPTED,
    REJECTED
  }

  public ReviewRule {
    if (reviewers < 1 || organisations < 1 || organisations > reviewers || reviewers > MOST) {
      throw new IllegalArgumentException(
          "1 to " + MOST + " reviewers of 1 to as many organisations are needed");
    }
  }

  /**
   * What the last vote of each reviewer comes to. So many as may accept may also reject, if nobody
   * outvotes them.
   */
  public Standing of(List<Vote> votes) {
    int approving = count(votes, Vote.Stance.APPROVE);
    int objecting = count(votes, Vote.Stance.OBJECT);
    boolean blocks = objections == Objections.BLOCK;
    if (enough(votes, Vote.Stance.APPROVE) && (blocks ? objecting == 0 : approving > objecting)) {
      return Standing.ACCEPTED;
    }
    if (enough(votes, Vote.Stance.OBJECT) && (blocks || objecting > approving)) {
      return Standing.REJECTED;
    }
    return Standing.OPEN;
  }

  private boolean enough(List<Vote> votes, Vote.Stance stance) {
    Set<String> from = new HashSet<>();
    votes.stream()
        .filter(vote -> vote.stance() == stance)
        .forEach(vote -> from.add(vote.voter().organisation()));
    return count(votes, stance) >= reviewers && from.size() >= organisations;
  }

  private static int count(List<Vote> votes, Vote.Stance stance) {
    return (int) votes.stream().filter(vote -> vote.stance() == stance).count();
  }

  /** What is at least as strict as both. */
  ReviewRule and(ReviewRule other) {
    return new ReviewRule(
        Math.max(reviewers, other.reviewers),
        Math.max(organisations, other.organisations),
        objections == Objections.BLOCK ? objections : other.objections);
  }
}
