package org.kumiki.node.participation;

import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.study.Study;

/** Standing rules: studies that a steward approves in advance. Thread-safe. */
public final class RuleStore {
  private final Jdbi jdbi;

  public RuleStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A standing rule.
   *
   * @param computations {@code statistics}, {@code ridge}, {@code rehearsal}
   * @param minimumOrganisations only studies that ask for at least these contributors
   */
  public record Rule(
      long id,
      List<String> computations,
      int minimumOrganisations,
      String madeBy,
      OffsetDateTime madeAt) {
    boolean covers(Study study) {
      return computations.contains(study.method().code())
          && study.minimumContributors() >= minimumOrganisations
          && study.rights().staysWithin(study.cohort());
    }

    String name() {
      return "standing rule " + id + " of " + madeBy;
    }
  }

  public void add(List<String> computations, int minimumOrganisations, String madeBy) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO standing_rule (computations, minimum_organisations, made_by)"
                        + " VALUES (:computations, :minimum, :by)")
                .bindArray("computations", String.class, computations)
                .bind("minimum", minimumOrganisations)
                .bind("by", madeBy)
                .execute());
  }

  /** Takes a rule back; what it has approved stays approved. False if there is none. */
  public boolean end(long id) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE standing_rule SET ended_at = now()"
                            + " WHERE id = :id AND ended_at IS NULL")
                    .bind("id", id)
                    .execute())
        == 1;
  }

  /** Rules that hold. */
  public List<Rule> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id, computations, minimum_organisations, made_by, made_at"
                        + " FROM standing_rule WHERE ended_at IS NULL ORDER BY id")
                .map(
                    (row, context) ->
                        new Rule(
                            row.getLong(1),
                            List.of((String[]) row.getArray(2).getArray()),
                            row.getInt(3),
                            row.getString(4),
                            row.getObject(5, OffsetDateTime.class)))
                .list());
  }
}
