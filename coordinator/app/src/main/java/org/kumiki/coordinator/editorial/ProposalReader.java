package org.kumiki.coordinator.editorial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.kumiki.ontology.change.PatchText;
import org.kumiki.ontology.editorial.Content;
import org.kumiki.ontology.editorial.Event;
import org.kumiki.ontology.editorial.Participant;
import org.kumiki.ontology.editorial.Proposal;
import org.kumiki.ontology.editorial.Proposal.Act;
import org.kumiki.ontology.editorial.Proposal.Head;
import org.kumiki.ontology.editorial.ReviewRule;
import org.kumiki.ontology.editorial.Stage;
import org.kumiki.ontology.editorial.Submission;
import org.kumiki.ontology.editorial.Vote;

/** Reads proposals, each whole, in the caller's transaction. */
final class ProposalReader {
  private static final String SELECT =
      "SELECT number, author_account, author_name, author_organisation, created_at, change_id,"
          + " version, stage, revision, content, seen, sequence, undone_by, changed_at"
          + " FROM proposal ";

  private ProposalReader() {}

  /** What a row holds; votes, submission and acts stand in other tables. */
  private record Row(
      Head head,
      UUID changeId,
      long version,
      Stage stage,
      int revision,
      String content,
      String seen,
      long sequence,
      long undoneBy,
      long changedAtMillis) {}

  /** The proposal, and nobody else's step on it until the transaction ends. */
  static Optional<StoredProposal> lock(Handle handle, long number) {
    return one(handle, number, "WHERE number = :number FOR UPDATE");
  }

  static Optional<StoredProposal> find(Handle handle, long number) {
    return one(handle, number, "WHERE number = :number");
  }

  private static Optional<StoredProposal> one(Handle handle, long number, String where) {
    return handle
        .createQuery(SELECT + where)
        .bind("number", number)
        .map((row, context) -> row(row))
        .findOne()
        .map(row -> stored(handle, row));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new Head(
            row.getLong("number"),
            new Participant(
                row.getString("author_account"),
                row.getString("author_name"),
                row.getString("author_organisation")),
            ProposalStore.millis(row.getObject("created_at", OffsetDateTime.class))),
        row.getObject("change_id", UUID.class),
        row.getLong("version"),
        Stage.valueOf(row.getString("stage")),
        row.getInt("revision"),
        row.getString("content"),
        row.getString("seen"),
        row.getLong("sequence"),
        row.getLong("undone_by"),
        ProposalStore.millis(row.getObject("changed_at", OffsetDateTime.class)));
  }

  private static StoredProposal stored(Handle handle, Row row) {
    return new StoredProposal(
        proposal(handle, row), row.version(), row.changeId(), row.changedAtMillis());
  }

  private static Proposal proposal(Handle handle, Row row) {
    Head head = row.head();
    Content content = Documents.content(row.content());
    return switch (row.stage()) {
      case DRAFT ->
          new Proposal.Draft(head, content, Documents.versions(row.seen()), row.revision());
      case IN_REVIEW -> new Proposal.InReview(head, submission(handle, row), votes(handle, row));
      case ACCEPTED -> new Proposal.Accepted(head, submission(handle, row), votes(handle, row));
      case REJECTED -> new Proposal.Rejected(head, submission(handle, row), votes(handle, row));
      case WITHDRAWN -> new Proposal.Withdrawn(head, content, act(handle, row, StepName.WITHDRAW));
      case PUBLISHED -> published(handle, row);
      case TAKEN_BACK ->
          new Proposal.TakenBack(
              published(handle, row), act(handle, row, StepName.TAKE_BACK), row.undoneBy());
    };
  }

  private static Proposal.Published published(Handle handle, Row row) {
    return new Proposal.Published(
        row.head(),
        submission(handle, row),
        votes(handle, row),
        act(handle, row, StepName.PUBLISH),
        row.sequence());
  }

  /** The last revision of a proposal and what was said of it; empty before the first. */
  static Optional<Event.Reviewed> lastRevision(Handle handle, long number) {
    return handle
        .createQuery(SELECT + "WHERE number = :number AND revision >= 1")
        .bind("number", number)
        .map((row, context) -> row(row))
        .findOne()
        .map(row -> new Event.Reviewed(submission(handle, row), votes(handle, row)));
  }

  private static Submission submission(Handle handle, Row row) {
    return handle
        .createQuery(
            "SELECT content, patch, based_on, reviewers, organisations, objections, submitted_at"
                + " FROM proposal_revision WHERE proposal = :proposal AND revision = :revision")
        .bind("proposal", row.head().number())
        .bind("revision", row.revision())
        .map(
            (r, context) ->
                new Submission(
                    row.revision(),
                    Documents.content(r.getString("content")),
                    PatchText.read(r.getString("patch")),
                    Documents.versions(r.getString("based_on")),
                    new ReviewRule(
                        r.getInt("reviewers"),
                        r.getInt("organisations"),
                        ReviewRule.Objections.valueOf(r.getString("objections"))),
                    ProposalStore.millis(r.getObject("submitted_at", OffsetDateTime.class))))
        .one();
  }

  /** The last vote of each account, in the order of their coming. */
  private static List<Vote> votes(Handle handle, Row row) {
    List<Vote> all =
        handle
            .createQuery(
                "SELECT account, name, organisation, stance, reason, cast_at FROM proposal_vote"
                    + " WHERE proposal = :proposal AND revision = :revision ORDER BY number")
            .bind("proposal", row.head().number())
            .bind("revision", row.revision())
            .map(
                (r, context) ->
                    new Vote(
                        participant(r),
                        Vote.Stance.valueOf(r.getString("stance")),
                        r.getString("reason"),
                        ProposalStore.millis(r.getObject("cast_at", OffsetDateTime.class))))
            .list();
    List<Vote> last = new ArrayList<>();
    for (Vote vote : all) {
      last.removeIf(earlier -> earlier.voter().account().equals(vote.voter().account()));
      last.add(vote);
    }
    return last;
  }

  private static Act act(Handle handle, Row row, StepName step) {
    return handle
        .createQuery(
            "SELECT account, name, organisation, reason, at FROM proposal_step"
                + " WHERE proposal = :proposal AND step = :step ORDER BY version DESC LIMIT 1")
        .bind("proposal", row.head().number())
        .bind("step", step.name())
        .map(
            (r, context) ->
                new Act(
                    participant(r),
                    r.getString("reason"),
                    ProposalStore.millis(r.getObject("at", OffsetDateTime.class))))
        .one();
  }

  private static Participant participant(ResultSet row) throws SQLException {
    return new Participant(
        row.getString("account"), row.getString("name"), row.getString("organisation"));
  }
}
