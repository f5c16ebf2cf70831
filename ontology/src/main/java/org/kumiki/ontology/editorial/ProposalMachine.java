package org.kumiki.ontology.editorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kumiki.ontology.change.Conflict;

/**
 * Leads a proposal from one state to the next. Who may review and publish at all is for the caller
 * to know; here is who may not: its author, and anybody who has read something else.
 *
 * <pre>{@code
 * draft ─submit→ in review ─votes→ accepted ─publish→ published ─take back→ taken back
 *   ↑───────reopen────┴──────────────┘    votes→ rejected      withdraw→ withdrawn
 * }</pre>
 *
 * <p>A pure function: the same events lead the same way.
 */
public final class ProposalMachine {
  private ProposalMachine() {}

  /** The next state, or why there is none. */
  public static Outcome step(Proposal proposal, Event event) {
    if (event instanceof Event.Rewrite rewrite) {
      return rewrite(proposal, rewrite);
    }
    if (event instanceof Event.Submit submit) {
      return submit(proposal, submit);
    }
    if (event instanceof Event.Cast cast) {
      return cast(proposal, cast);
    }
    if (event instanceof Event.Reopen reopen) {
      return reopen(proposal, reopen);
    }
    if (event instanceof Event.Withdraw withdraw) {
      return withdraw(proposal, withdraw);
    }
    return event instanceof Event.Publish publish
        ? publish(proposal, publish)
        : takeBack(proposal, (Event.TakeBack) event);
  }

  /** A new draft. */
  public static Outcome begin(Proposal.Head head, Event.Rewrite first) {
    return titled(first.content())
        .orElseGet(
            () -> new Outcome.Taken(new Proposal.Draft(head, first.content(), first.seen(), 0)));
  }

  private static Outcome rewrite(Proposal proposal, Event.Rewrite event) {
    if (!(proposal instanceof Proposal.Draft draft)) {
      return Stage.wrong(proposal, Stage.DRAFT);
    }
    return foreign(proposal, event)
        .or(() -> titled(event.content()))
        .orElseGet(
            () ->
                new Outcome.Taken(
                    new Proposal.Draft(
                        draft.head(), event.content(), event.seen(), draft.revisions())));
  }

  private static Optional<Outcome> titled(Content content) {
    if (content.title().isBlank() || content.title().length() > Content.LONGEST_TITLE) {
      return Optional.of(Hindrance.TITLE_MISSING.of(Content.LONGEST_TITLE));
    }
    return content.reason().length() > Content.LONGEST_REASON
        ? Optional.of(Hindrance.REASON_TOO_LONG.of(Content.LONGEST_REASON))
        : EditTexts.refusal(content.edits()).map(Outcome.NotTaken::new);
  }

  private static Outcome submit(Proposal proposal, Event.Submit event) {
    int revisions;
    if (proposal instanceof Proposal.Draft draft) {
      revisions = draft.revisions();
    } else if (proposal instanceof Proposal.InReview || proposal instanceof Proposal.Accepted) {
      revisions = proposal.submitted().orElseThrow().revision();
    } else {
      return Stage.wrong(proposal, Stage.DRAFT, Stage.IN_REVIEW, Stage.ACCEPTED);
    }
    Content content = proposal.content();
    if (content.reason().isBlank()) {
      return Hindrance.REASON_MISSING.of(Content.LONGEST_REASON);
    }
    return foreign(proposal, event)
        .or(() -> noted(content))
        .or(() -> changed(event.conflicts()))
        .or(
            () ->
                event.drafted().complete()
                    ? Optional.empty()
                    : Optional.of(Hindrance.NOT_COMPLETE.of()))
        .orElseGet(() -> submitted(proposal, event, revisions + 1));
  }

  /** A draft may have its note in one language; what is put forward is read in both. */
  private static Optional<Outcome> noted(Content content) {
    return ChangeNote.read(content.reason()).missing().map(Hindrance::noteMissing);
  }

  private static Outcome submitted(Proposal proposal, Event.Submit event, int revision) {
    Submission submission =
        new Submission(
            revision,
            proposal.content(),
            event.drafted().patch(),
            event.drafted().basedOn(),
            event.rule(),
            event.atMillis());
    return new Outcome.Taken(
        new Proposal.InReview(proposal.head(), submission, standing(proposal, event)));
  }

  /** Who asks the same again has answered nobody: what was said against it stands. */
  private static List<Vote> standing(Proposal proposal, Event.Submit event) {
    return event
        .before()
        .filter(before -> before.submission().content().edits().equals(proposal.content().edits()))
        .map(Event.Reviewed::votes)
        .orElse(List.of())
        .stream()
        .filter(vote -> vote.stance() == Vote.Stance.OBJECT)
        .toList();
  }

  private static Outcome cast(Proposal proposal, Event.Cast event) {
    if (!(proposal instanceof Proposal.InReview review)) {
      return Stage.wrong(proposal, Stage.IN_REVIEW);
    }
    Vote vote = event.vote();
    if (vote.voter().is(proposal.head().author())) {
      return Hindrance.OWN_PROPOSAL.of();
    }
    if (vote.stance() == Vote.Stance.OBJECT && vote.reason().isBlank()) {
      return Hindrance.REASON_MISSING.of(Vote.LONGEST_REASON);
    }
    if (vote.reason().length() > Vote.LONGEST_REASON) {
      return Hindrance.REASON_TOO_LONG.of(Vote.LONGEST_REASON);
    }
    return another(review.submission(), event.revision())
        .or(() -> changed(event.conflicts()))
        .orElseGet(() -> counted(review, vote, event.ended()));
  }

  private static Outcome counted(Proposal.InReview review, Vote vote, Set<String> ended) {
    List<Vote> votes = new ArrayList<>(review.votes());
    votes.removeIf(earlier -> earlier.voter().is(vote.voter()));
    votes.add(vote);
    return new Outcome.Taken(
        switch (review.submission().rule().of(counting(votes, ended))) {
          case OPEN -> new Proposal.InReview(review.head(), review.submission(), votes);
          case ACCEPTED -> new Proposal.Accepted(review.head(), review.submission(), votes);
          case REJECTED -> new Proposal.Rejected(review.head(), review.submission(), votes);
        });
  }

  private static List<Vote> counting(List<Vote> votes, Set<String> ended) {
    return votes.stream().filter(vote -> !ended.contains(vote.voter().organisation())).toList();
  }

  private static Outcome reopen(Proposal proposal, Event.Reopen event) {
    boolean fits = proposal instanceof Proposal.InReview || proposal instanceof Proposal.Accepted;
    if (!fits) {
      return Stage.wrong(proposal, Stage.IN_REVIEW, Stage.ACCEPTED);
    }
    return foreign(proposal, event)
        .orElseGet(
            () ->
                new Outcome.Taken(
                    new Proposal.Draft(
                        proposal.head(),
                        proposal.content(),
                        event.seen(),
                        proposal.submitted().orElseThrow().revision())));
  }

  private static Outcome withdraw(Proposal proposal, Event.Withdraw event) {
    boolean fits =
        proposal instanceof Proposal.Draft
            || proposal instanceof Proposal.InReview
            || proposal instanceof Proposal.Accepted;
    if (!fits) {
      return Stage.wrong(proposal, Stage.DRAFT, Stage.IN_REVIEW, Stage.ACCEPTED);
    }
    if (event.reason().length() > Vote.LONGEST_REASON) {
      return Hindrance.REASON_TOO_LONG.of(Vote.LONGEST_REASON);
    }
    Proposal.Act act = new Proposal.Act(event.by(), event.reason(), event.atMillis());
    return foreign(proposal, event)
        .orElseGet(
            () ->
                new Outcome.Taken(
                    new Proposal.Withdrawn(proposal.head(), proposal.content(), act)));
  }

  private static Outcome publish(Proposal proposal, Event.Publish event) {
    if (!(proposal instanceof Proposal.Accepted accepted)) {
      return Stage.wrong(proposal, Stage.ACCEPTED);
    }
    ReviewRule rule = accepted.submission().rule();
    List<Vote> counting = counting(accepted.votes(), event.ended());
    return another(accepted.submission(), event.revision())
        .or(
            () ->
                rule.of(counting) == ReviewRule.Standing.ACCEPTED
                    ? Optional.empty()
                    : Optional.of(Hindrance.VOTES_ENDED.of(String.join(", ", event.ended()))))
        .orElseGet(
            () ->
                new Outcome.Taken(
                    new Proposal.Published(
                        accepted.head(),
                        accepted.submission(),
                        accepted.votes(),
                        new Proposal.Act(event.by(), "", event.atMillis()),
                        event.sequence())));
  }

  private static Outcome takeBack(Proposal proposal, Event.TakeBack event) {
    if (!(proposal instanceof Proposal.Published published)) {
      return Stage.wrong(proposal, Stage.PUBLISHED);
    }
    if (event.reason().isBlank() || event.reason().length() > Vote.LONGEST_REASON) {
      return Hindrance.REASON_MISSING.of(Vote.LONGEST_REASON);
    }
    Proposal.Act act = new Proposal.Act(event.by(), event.reason(), event.atMillis());
    return new Outcome.Taken(new Proposal.TakenBack(published, act, event.undoneBy()));
  }

  private static Optional<Outcome> foreign(Proposal proposal, Event event) {
    return event.by().is(proposal.head().author())
        ? Optional.empty()
        : Optional.of(Hindrance.NOT_THE_AUTHOR.of());
  }

  private static Optional<Outcome> another(Submission submission, int read) {
    return submission.revision() == read
        ? Optional.empty()
        : Optional.of(Hindrance.ANOTHER_REVISION.of(submission.revision(), read));
  }

  private static Optional<Outcome> changed(List<Conflict> conflicts) {
    String terms =
        conflicts.stream()
            .map(conflict -> Checks.shown(conflict.term()))
            .limit(5)
            .collect(Collectors.joining(", "));
    return conflicts.isEmpty() ? Optional.empty() : Optional.of(Hindrance.CHANGED_SINCE.of(terms));
  }
}
