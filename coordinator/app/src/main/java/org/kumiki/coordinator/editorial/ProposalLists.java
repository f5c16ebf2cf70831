package org.kumiki.coordinator.editorial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.kumiki.ontology.editorial.Participant;
import org.kumiki.ontology.editorial.Stage;

/** Reads lists of proposals and what was said about them, in the caller's transaction. */
final class ProposalLists {
  private static final String LAST_VOTES =
      "(SELECT DISTINCT ON (account) stance FROM proposal_vote v WHERE v.proposal = p.number"
          + " AND v.revision = p.revision ORDER BY account, v.number DESC) AS last WHERE stance = ";
  private static final String SELECT =
      "SELECT number, title, stage, author_account, author_name, author_organisation, revision,"
          + " edits, (SELECT count(*) FROM "
          + LAST_VOTES
          + "'APPROVE') AS approvals, (SELECT count(*) FROM "
          + LAST_VOTES
          + "'OBJECT') AS objections, created_at, changed_at FROM proposal p ";

  private ProposalLists() {}

  /** The newest of some stages, by their last step. Drafts are their authors' alone. */
  static List<ProposalSummary> of(
      Handle handle, Collection<Stage> stages, String account, int limit) {
    return handle
        .createQuery(
            SELECT
                + "WHERE stage = ANY(:stages) AND (stage <> 'DRAFT' OR author_account = :account)"
                + " ORDER BY changed_at DESC, number DESC LIMIT :limit")
        .bindArray("stages", String.class, (Object[]) names(stages))
        .bind("account", account)
        .bind("limit", limit)
        .map((row, context) -> summary(row))
        .list();
  }

  /** The newest that ask one of these things. */
  static List<ProposalSummary> asking(
      Handle handle, Collection<String> keys, Collection<Stage> stages, int limit) {
    return handle
        .createQuery(
            SELECT
                + "WHERE stage = ANY(:stages) AND keys && CAST(:keys AS text[])"
                + " ORDER BY changed_at DESC, number DESC LIMIT :limit")
        .bindArray("stages", String.class, (Object[]) names(stages))
        .bindArray("keys", String.class, keys.toArray())
        .bind("limit", limit)
        .map((row, context) -> summary(row))
        .list();
  }

  /** The newest drafts of an account that ask one of these things. */
  static List<ProposalSummary> drafts(
      Handle handle, String account, Collection<String> keys, int limit) {
    return handle
        .createQuery(
            SELECT
                + "WHERE stage = 'DRAFT' AND author_account = :account"
                + " AND keys && CAST(:keys AS text[])"
                + " ORDER BY changed_at DESC, number DESC LIMIT :limit")
        .bind("account", account)
        .bindArray("keys", String.class, keys.toArray())
        .bind("limit", limit)
        .map((row, context) -> summary(row))
        .list();
  }

  /** What an account has proposed and is in some stage, the newest first. */
  static List<ProposalSummary> by(
      Handle handle, String account, Collection<Stage> stages, int limit) {
    return handle
        .createQuery(
            SELECT
                + "WHERE stage = ANY(:stages) AND author_account = :account"
                + " ORDER BY changed_at DESC, number DESC LIMIT :limit")
        .bindArray("stages", String.class, (Object[]) names(stages))
        .bind("account", account)
        .bind("limit", limit)
        .map((row, context) -> summary(row))
        .list();
  }

  /** What waits for this account's vote, the longest first. */
  static List<ProposalSummary> unreviewed(Handle handle, String account, int limit) {
    return handle
        .createQuery(
            SELECT
                + "WHERE stage = 'IN_REVIEW' AND author_account <> :account"
                + " AND NOT EXISTS (SELECT FROM proposal_vote v WHERE v.proposal = p.number"
                + " AND v.revision = p.revision AND v.account = :account)"
                + " ORDER BY changed_at, number LIMIT :limit")
        .bind("account", account)
        .bind("limit", limit)
        .map((row, context) -> summary(row))
        .list();
  }

  /** The keys of all pairs of terms that proposals in some stages are about. */
  static Set<String> pairs(Handle handle, Collection<Stage> stages) {
    return new HashSet<>(
        handle
            .createQuery(
                "SELECT DISTINCT key FROM proposal, unnest(keys) AS key"
                    + " WHERE stage = ANY(:stages) AND key LIKE 'pair %'")
            .bindArray("stages", String.class, (Object[]) names(stages))
            .mapTo(String.class)
            .list());
  }

  /** Why people were against it, whichever revision they have read last. */
  static List<String> objections(Handle handle, long number) {
    return handle
        .createQuery(
            "SELECT reason FROM (SELECT DISTINCT ON (account) stance, reason, number"
                + " FROM proposal_vote WHERE proposal = :number"
                + " ORDER BY account, proposal_vote.number DESC) AS last"
                + " WHERE stance = 'OBJECT' ORDER BY number")
        .bind("number", number)
        .mapTo(String.class)
        .list();
  }

  private static String[] names(Collection<Stage> stages) {
    return stages.stream().map(Stage::name).toArray(String[]::new);
  }

  private static ProposalSummary summary(ResultSet row) throws SQLException {
    return new ProposalSummary(
        row.getLong("number"),
        row.getString("title"),
        Stage.valueOf(row.getString("stage")),
        new Participant(
            row.getString("author_account"),
            row.getString("author_name"),
            row.getString("author_organisation")),
        row.getInt("revision"),
        row.getInt("edits"),
        row.getInt("approvals"),
        row.getInt("objections"),
        ProposalStore.millis(row.getObject("created_at", OffsetDateTime.class)),
        ProposalStore.millis(row.getObject("changed_at", OffsetDateTime.class)));
  }
}
