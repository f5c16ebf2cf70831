package org.kumiki.coordinator.editorial;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.vocabulary.EntryHead;
import org.kumiki.coordinator.vocabulary.Publication;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.coordinator.vocabulary.VocabularyStore.Findings;
import org.kumiki.ontology.change.ChangeSet;
import org.kumiki.ontology.change.Conflict;
import org.kumiki.ontology.change.LogEntry;
import org.kumiki.ontology.change.Origin;
import org.kumiki.ontology.editorial.Content;
import org.kumiki.ontology.editorial.Event;
import org.kumiki.ontology.editorial.Outcome;
import org.kumiki.ontology.editorial.Participant;
import org.kumiki.ontology.editorial.Proposal;
import org.kumiki.ontology.editorial.ProposalMachine;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.editorial.Submission;
import org.kumiki.ontology.editorial.Vote;
import org.kumiki.ontology.shape.Finding;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/**
 * Brings accepted proposals into the log of the vocabulary, and takes them back. A proposal's row
 * and the log's entry are written in one transaction, so that each says what the other says after
 * any crash; the same request again finds what the first one did. Thread-safe.
 */
public final class Publishing {
  private static final int HISTORY = 200;
  private static final int NAMED = 10;

  private final Jdbi jdbi;
  private final VocabularyStore vocabulary;
  private final Participants participants;
  private final Clock clock;

  public Publishing(Jdbi jdbi, VocabularyStore vocabulary, Participants participants, Clock clock) {
    this.jdbi = jdbi;
    this.vocabulary = vocabulary;
    this.participants = participants;
    this.clock = clock;
  }

  /** Brings a revision that was accepted into the log. */
  public Step publish(Person person, long number, int revision) {
    if (!person.roles().contains(Role.CURATOR)) {
      return Step.refused(EditorialRefusal.NOT_A_CURATOR.of());
    }
    Optional<StoredProposal> before = find(number);
    if (before.isEmpty()) {
      return Step.refused(EditorialRefusal.NO_SUCH_PROPOSAL.of());
    }
    Participant by = participants.of(person);
    AtomicReference<Refusal> refusal = new AtomicReference<>();
    Publication outcome =
        vocabulary.publish(
            before.get().changeId(),
            Findings.REFUSED,
            (handle, now) -> {
              long at = clock.millis();
              Set<String> ended = participants.ended(votes(handle, number));
              Event event = new Event.Publish(by, revision, now.sequence() + 1, at, ended);
              return advance(handle, number, event, done(StepName.PUBLISH, by, "", at), refusal)
                  .map(Proposal::submitted)
                  .map(Optional::orElseThrow)
                  .map(submission -> change(before.get(), by, at, submission));
            });
    if (outcome instanceof Publication.Repeated) {
      StoredProposal found = find(number).orElseThrow();
      if (!(found.proposal() instanceof Proposal.Published)) {
        return refused(found, new Event.Publish(by, revision, 0, clock.millis()));
      }
    }
    return answer(number, outcome, refusal.get(), List.of());
  }

  private static List<Vote> votes(Handle handle, long number) {
    return ProposalReader.lock(handle, number).orElseThrow().proposal().votes();
  }

  private static ChangeSet change(
      StoredProposal proposal, Participant by, long at, Submission submission) {
    return new ChangeSet(
        proposal.changeId(),
        origin(by, at, why(submission.content()), proposal.number()),
        submission.basedOn(),
        submission.patch());
  }

  private static String why(Content content) {
    return content.title() + "\n" + content.reason();
  }

  private static Origin origin(Participant by, long at, String reason, long number) {
    return Origin.edit(
        by.account(),
        by.name(),
        by.organisation(),
        at,
        reason,
        Optional.of(String.valueOf(number)));
  }

  private static ProposalStore.Done done(StepName step, Participant by, String why, long at) {
    return new ProposalStore.Done(step, by, why, at);
  }

  /** The next state, written; empty, with the reason in {@code refusal}, if there is none. */
  private static Optional<Proposal> advance(
      Handle handle,
      long number,
      Event event,
      ProposalStore.Done done,
      AtomicReference<Refusal> refusal) {
    StoredProposal before = ProposalReader.lock(handle, number).orElseThrow();
    Outcome outcome = ProposalMachine.step(before.proposal(), event);
    return outcome.fold(
        taken -> {
          ProposalStore.save(handle, before, taken.proposal(), done);
          return Optional.of(taken.proposal());
        },
        not -> {
          refusal.set(not.refusal());
          return Optional.empty();
        });
  }

  /**
   * Takes a published change back as a whole by another change that inverts it. Refused, with their
   * names, while later changes rest on it: changes that were taken back themselves do not.
   */
  public Step takeBack(Person person, long number, String reason) {
    if (!person.roles().contains(Role.OPERATOR)) {
      return Step.refused(EditorialRefusal.NOT_THE_OPERATOR.of());
    }
    Optional<StoredProposal> before = find(number);
    if (before.isEmpty()) {
      return Step.refused(EditorialRefusal.NO_SUCH_PROPOSAL.of());
    }
    Participant by = participants.of(person);
    long at = clock.millis();
    if (!(before.get().proposal() instanceof Proposal.Published published)) {
      return refused(before.get(), new Event.TakeBack(by, reason.strip(), 0, at));
    }
    LogEntry entry = vocabulary.entry(published.sequence()).orElseThrow();
    UUID id = undoOf(before.get().changeId());
    AtomicReference<Refusal> refusal = new AtomicReference<>();
    Publication outcome =
        vocabulary.publish(
            id,
            Findings.REFUSED,
            (handle, now) -> {
              Event event = new Event.TakeBack(by, reason.strip(), now.sequence() + 1, at);
              return advance(
                      handle,
                      number,
                      event,
                      done(StepName.TAKE_BACK, by, reason.strip(), at),
                      refusal)
                  .map(
                      taken ->
                          ChangeSet.undoing(
                              entry,
                              id,
                              origin(by, at, reason.strip(), number),
                              VocabularyStore.againAsLeft(handle, now, entry)));
            });
    return answer(number, outcome, refusal.get(), later(entry, outcome));
  }

  /** Why this step does not fit. */
  private static Step refused(StoredProposal proposal, Event event) {
    return ProposalMachine.step(proposal.proposal(), event)
        .fold(taken -> new Step.Taken(proposal), not -> Step.refused(not.refusal()));
  }

  /** The same again is the same change. */
  private static UUID undoOf(UUID change) {
    return UUID.nameUUIDFromBytes(("take back " + change).getBytes(StandardCharsets.US_ASCII));
  }

  private Optional<StoredProposal> find(long number) {
    return jdbi.inTransaction(handle -> ProposalReader.find(handle, number));
  }

  private Step answer(long number, Publication outcome, Refusal refusal, List<LaterChange> later) {
    if (refusal != null) {
      return Step.refused(refusal);
    }
    if (!later.isEmpty()) {
      return new Step.Refused(
          EditorialRefusal.later(later.subList(0, Math.min(later.size(), NAMED))), later);
    }
    if (outcome instanceof Publication.Conflicting conflicting) {
      return Step.refused(EditorialRefusal.conflicting(conflicting.conflicts()));
    }
    if (outcome instanceof Publication.DoesNotApply) {
      return Step.refused(EditorialRefusal.DOES_NOT_APPLY.of());
    }
    if (outcome instanceof Publication.Defective defective) {
      return Step.refused(EditorialRefusal.defective(defective.findings()));
    }
    return new Step.Taken(find(number).orElseThrow());
  }

  /** The changes after an entry that stand in the way of taking it back, the newest first. */
  private List<LaterChange> later(LogEntry entry, Publication outcome) {
    Set<String> terms = new TreeSet<>();
    if (outcome instanceof Publication.Conflicting conflicting) {
      conflicting.conflicts().stream().map(Conflict::term).forEach(terms::add);
    }
    if (outcome instanceof Publication.Defective defective) {
      defective.findings().stream().map(Finding::subject).forEach(terms::add);
    }
    TreeMap<Long, LaterChange> found = new TreeMap<>();
    for (String term : terms) {
      for (EntryHead head : vocabulary.changes(term, Long.MAX_VALUE, HISTORY)) {
        if (head.sequence() > entry.sequence()) {
          found.putIfAbsent(head.sequence(), named(head, term));
        }
      }
    }
    return List.copyOf(found.descendingMap().values());
  }

  private static LaterChange named(EntryHead head, String term) {
    long proposal =
        head.origin()
            .proposal()
            .filter(text -> text.matches("[0-9]{1,18}"))
            .map(Long::valueOf)
            .orElse(0L);
    String name = head.origin().reason().lines().findFirst().orElse("");
    return new LaterChange(head.sequence(), term, name, proposal);
  }
}
