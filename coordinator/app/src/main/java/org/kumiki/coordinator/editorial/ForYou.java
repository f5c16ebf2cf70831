package org.kumiki.coordinator.editorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.ontology.editorial.Stage;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/**
 * What waits for a person: computed when it is asked for, so that nothing is told to somebody whose
 * role has ended. No mail is sent. Thread-safe.
 */
public final class ForYou {
  private static final int MOST = 100;

  private final Jdbi jdbi;
  private final Proposals proposals;
  private final Participants participants;
  private final ReleasedHeaders headers;
  private final SameOrDifferent pairs;

  ForYou(
      Jdbi jdbi,
      Proposals proposals,
      Participants participants,
      ReleasedHeaders headers,
      SameOrDifferent pairs) {
    this.jdbi = jdbi;
    this.proposals = proposals;
    this.participants = participants;
    this.headers = headers;
    this.pairs = pairs;
  }

  /** Why something waits for a person. */
  public enum Why {
    /** Others have changed its terms since: look at it, and submit it again. */
    OWN_OUT_OF_DATE,
    /** Somebody objects: answer, change it, or take it back. */
    OWN_OBJECTED,
    /** Others have written in its thread since your last step. */
    OWN_ANSWERED,
    /** A draft that you have begun. */
    OWN_DRAFT,
    /** You have not voted on this revision. */
    TO_REVIEW,
    /** Enough have agreed: publish it. */
    TO_PUBLISH
  }

  /** A proposal that waits, and why. */
  public record Waiting(Why why, ProposalSummary proposal) {}

  /**
   * All that waits.
   *
   * @param proposals by reason, in each the longest waiting first
   * @param headers how many released headers wait for a curator
   * @param pairs how many pairs of terms nobody has decided about
   */
  public record Queue(List<Waiting> proposals, int headers, int pairs) {
    public Queue {
      proposals = List.copyOf(proposals);
    }
  }

  /** What waits for this person now. */
  public Queue of(Person person) {
    boolean curator = person.roles().contains(Role.CURATOR);
    return new Queue(
        proposals(person), headers.waiting(person).size(), curator ? pairs.undecided() : 0);
  }

  /** The proposals that wait for this person now, as in {@link Queue}. */
  public List<Waiting> proposals(Person person) {
    boolean curator = person.roles().contains(Role.CURATOR);
    String account = participants.of(person).account();
    List<Waiting> waiting = new ArrayList<>();
    for (ProposalSummary own : own(account)) {
      why(person, own, account).ifPresent(why -> waiting.add(new Waiting(why, own)));
    }
    if (curator) {
      jdbi.withHandle(handle -> ProposalLists.unreviewed(handle, account, MOST))
          .forEach(one -> waiting.add(new Waiting(Why.TO_REVIEW, one)));
      jdbi.withHandle(handle -> ProposalLists.of(handle, List.of(Stage.ACCEPTED), account, MOST))
          .forEach(one -> waiting.add(new Waiting(Why.TO_PUBLISH, one)));
    }
    waiting.sort(
        (one, other) ->
            one.why() != other.why()
                ? one.why().compareTo(other.why())
                : Long.compare(
                    one.proposal().changedAtMillis(), other.proposal().changedAtMillis()));
    return waiting;
  }

  private List<ProposalSummary> own(String account) {
    return jdbi.withHandle(
        handle ->
            ProposalLists.by(
                handle, account, List.of(Stage.DRAFT, Stage.IN_REVIEW, Stage.ACCEPTED), MOST));
  }

  private Optional<Why> why(Person person, ProposalSummary own, String account) {
    boolean outOfDate =
        proposals
            .find(person, own.number())
            .filter(one -> !proposals.conflicts(one.proposal()).isEmpty())
            .isPresent();
    if (outOfDate) {
      return Optional.of(Why.OWN_OUT_OF_DATE);
    }
    if (own.stage() == Stage.IN_REVIEW && own.objections() > 0) {
      return Optional.of(Why.OWN_OBJECTED);
    }
    if (jdbi.withHandle(handle -> answered(handle, own.number(), account))) {
      return Optional.of(Why.OWN_ANSWERED);
    }
    return own.stage() == Stage.DRAFT ? Optional.of(Why.OWN_DRAFT) : Optional.empty();
  }

  /** Whether somebody else wrote after the author's last step and last comment. */
  private static boolean answered(Handle handle, long number, String account) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM proposal_comment c WHERE c.proposal = :number"
                + " AND c.account <> :account AND c.written_at > (SELECT max(at) FROM"
                + " (SELECT at FROM proposal_step WHERE proposal = :number AND account = :account"
                + " UNION ALL SELECT written_at FROM proposal_comment WHERE proposal = :number"
                + " AND account = :account) AS own))")
        .bind("number", number)
        .bind("account", account)
        .mapTo(Boolean.class)
        .one();
  }
}
