package org.kumiki.coordinator.editorial;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.kumiki.ontology.change.PatchText;
import org.kumiki.ontology.editorial.Content;
import org.kumiki.ontology.editorial.EditKeys;
import org.kumiki.ontology.editorial.Participant;
import org.kumiki.ontology.editorial.Proposal;
import org.kumiki.ontology.editorial.Proposal.Head;
import org.kumiki.ontology.editorial.Stage;
import org.kumiki.ontology.editorial.Submission;
import org.kumiki.ontology.editorial.Vote;

/**
 * Writes the tables of proposals, in the caller's transaction. {@link ProposalReader} reads them.
 */
final class ProposalStore {
  private ProposalStore() {}

  /** Who did a step, when and why. */
  record Done(StepName step, Participant by, String reason, long atMillis) {}

  static long nextNumber(Handle handle) {
    return handle
        .createQuery("SELECT nextval(pg_get_serial_sequence('proposal', 'number'))")
        .mapTo(Long.class)
        .one();
  }

  static void insert(Handle handle, Proposal.Draft draft, UUID changeId, Done done) {
    Head head = draft.head();
    Update insert =
        handle
            .createUpdate(
                "INSERT INTO proposal (number, author_account, author_name, author_organisation,"
                    + " created_at, change_id, version, stage, revision, title, edits, content,"
                    + " seen, keys, changed_at) OVERRIDING SYSTEM VALUE VALUES (:number, :account,"
                    + " :name, :organisation, :at, :change, 1, 'DRAFT', 0, :title, :edits,"
                    + " :content, :seen, :keys, :at)")
            .bind("number", head.number())
            .bind("change", changeId);
    who(insert, head.author());
    written(insert, draft.content());
    insert.bind("seen", Documents.write(draft.seen()));
    insert.bind("at", at(done.atMillis()));
    insert.execute();
    step(handle, draft, 1, done);
  }

  /** Writes the next state over the one that was read; the row is locked by whoever read it. */
  static void save(Handle handle, StoredProposal before, Proposal next, Done done) {
    next.submitted().ifPresent(submission -> revise(handle, next.head().number(), submission));
    List<Vote> votes = next.votes();
    if (done.step() == StepName.VOTE) {
      vote(handle, next, votes.get(votes.size() - 1));
    } else if (done.step() == StepName.SUBMIT) {
      // Objections to the revision before, which asked the same, stand against this one.
      votes.forEach(vote -> vote(handle, next, vote));
    }
    Optional<Proposal.Draft> draft =
        next instanceof Proposal.Draft one ? Optional.of(one) : Optional.empty();
    Update update =
        handle
            .createUpdate(
                "UPDATE proposal SET version = version + 1, stage = :stage, revision = :revision,"
                    + " title = :title, edits = :edits, content = :content,"
                    + " seen = coalesce(:seen, seen), keys = :keys,"
                    + " sequence = :sequence, undone_by = :undone, changed_at = :at"
                    + " WHERE number = :number AND version = :version")
            .bind("number", next.head().number())
            .bind("version", before.version())
            .bind("stage", Stage.of(next).name())
            .bind("revision", revision(next, before))
            .bind("sequence", sequence(next))
            .bind("undone", next instanceof Proposal.TakenBack back ? back.undoneBy() : null)
            .bind("at", at(done.atMillis()));
    written(update, next.content());
    update.bind("seen", draft.map(one -> Documents.write(one.seen())).orElse(null));
    if (update.execute() != 1) {
      throw new IllegalStateException("a proposal was written without its lock");
    }
    step(handle, next, before.version() + 1, done);
  }

  private static int revision(Proposal next, StoredProposal before) {
    return next.submitted()
        .map(Submission::revision)
        .orElseGet(() -> revisions(next, before.proposal()));
  }

  private static int revisions(Proposal next, Proposal before) {
    if (next instanceof Proposal.Draft draft) {
      return draft.revisions();
    }
    return before instanceof Proposal.Draft draft
        ? draft.revisions()
        : before.submitted().map(Submission::revision).orElse(0);
  }

  private static Long sequence(Proposal proposal) {
    if (proposal instanceof Proposal.Published published) {
      return published.sequence();
    }
    return proposal instanceof Proposal.TakenBack back ? back.before().sequence() : null;
  }

  private static void written(Update statement, Content content) {
    statement.bind("title", content.title());
    statement.bind("edits", content.edits().size());
    statement.bind("content", Documents.write(content));
    statement.bindArray("keys", String.class, EditKeys.of(content.edits()));
  }

  private static void who(Update statement, Participant by) {
    statement.bind("account", by.account());
    statement.bind("name", by.name());
    statement.bind("organisation", by.organisation());
  }

  private static void step(Handle handle, Proposal state, long version, Done done) {
    Update insert =
        handle
            .createUpdate(
                "INSERT INTO proposal_step (proposal, version, step, stage, account, name,"
                    + " organisation, reason, at) VALUES (:proposal, :version, :step, :stage,"
                    + " :account, :name, :organisation, :reason, :at)")
            .bind("proposal", state.head().number())
            .bind("version", version)
            .bind("step", done.step().name())
            .bind("stage", Stage.of(state).name())
            .bind("reason", done.reason())
            .bind("at", at(done.atMillis()));
    who(insert, done.by());
    insert.execute();
  }

  /** A revision is written once; later states hold the same one. */
  private static void revise(Handle handle, long number, Submission submission) {
    handle
        .createUpdate(
            "INSERT INTO proposal_revision (proposal, revision, content, patch, based_on,"
                + " reviewers, organisations, objections, submitted_at) VALUES (:proposal,"
                + " :revision, :content, :patch, :basedOn, :reviewers, :organisations,"
                + " :objections, :at) ON CONFLICT DO NOTHING")
        .bind("proposal", number)
        .bind("revision", submission.revision())
        .bind("content", Documents.write(submission.content()))
        .bind("patch", PatchText.write(submission.patch()))
        .bind("basedOn", Documents.write(submission.basedOn()))
        .bind("reviewers", submission.rule().reviewers())
        .bind("organisations", submission.rule().organisations())
        .bind("objections", submission.rule().objections().name())
        .bind("at", at(submission.atMillis()))
        .execute();
  }

  private static void vote(Handle handle, Proposal next, Vote vote) {
    Update insert =
        handle
            .createUpdate(
                "INSERT INTO proposal_vote (proposal, revision, account, name, organisation,"
                    + " stance, reason, cast_at) VALUES (:proposal, :revision, :account, :name,"
                    + " :organisation, :stance, :reason, :at)")
            .bind("proposal", next.head().number())
            .bind("revision", next.submitted().orElseThrow().revision())
            .bind("stance", vote.stance().name())
            .bind("reason", vote.reason())
            .bind("at", at(vote.atMillis()));
    who(insert, vote.voter());
    insert.execute();
  }

  static OffsetDateTime at(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
  }

  static long millis(OffsetDateTime at) {
    return at.toInstant().toEpochMilli();
  }
}
