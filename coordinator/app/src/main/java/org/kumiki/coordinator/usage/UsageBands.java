package org.kumiki.coordinator.usage;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.exchange.vocabulary.UsageReport;

/**
 * Members' reports and the bands that were counted from them. What is shown stays as it was counted
 * until {@link UsageRule} lets it be counted anew. Thread-safe, also beside other coordinators on
 * one database.
 */
public final class UsageBands {
  private final Jdbi jdbi;
  private final RosterStore rosters;

  public UsageBands(Jdbi jdbi, RosterStore rosters) {
    this.jdbi = jdbi;
    this.rosters = rosters;
  }

  /**
   * How many members use a term.
   *
   * @param atLeast so many or more
   * @param of so many members there were when it was counted
   */
  public record Band(int atLeast, int of) {}

  /** What may be said of a term; empty for few users, few reports, and an unknown term alike. */
  public Optional<Band> of(String term) {
    return Optional.ofNullable(of(Set.of(term)).get(term));
  }

  /** What may be said of some terms; those of which nothing may be said are left out. */
  public Map<String, Band> of(Set<String> terms) {
    return jdbi.withHandle(
        handle ->
            bands(
                handle
                    .createQuery(
                        "SELECT term, at_least, members FROM usage_band WHERE term = ANY(:terms)")
                    .bindArray("terms", String.class, terms)));
  }

  /** All terms of which something may be said. */
  public Map<String, Band> all() {
    return jdbi.withHandle(
        handle -> bands(handle.createQuery("SELECT term, at_least, members FROM usage_band")));
  }

  private static Map<String, Band> bands(Query query) {
    Map<String, Band> bands = new TreeMap<>();
    query
        .map((row, context) -> Map.entry(row.getString(1), new Band(row.getInt(2), row.getInt(3))))
        .forEach(entry -> bands.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(bands);
  }

  /** Takes a member's report; an older one than it already sent changes nothing. */
  void take(String organisation, UsageReport report) {
    jdbi.useTransaction(
        handle -> {
          takeTurns(handle);
          handle
              .createUpdate(
                  "INSERT INTO usage_report (organisation, release, terms) VALUES"
                      + " (:organisation, :release, :terms) ON CONFLICT (organisation) DO UPDATE"
                      + " SET release = excluded.release, terms = excluded.terms,"
                      + " received_at = now() WHERE usage_report.release < excluded.release")
              .bind("organisation", organisation)
              .bind("release", report.release())
              .bindArray("terms", String.class, report.terms())
              .execute();
          count(handle);
        });
  }

  private static void takeTurns(Handle handle) {
    handle.execute("SELECT pg_advisory_xact_lock(hashtext('usage'))");
  }

  /** Counts anew if that may be. Reports of those who are no members any more do not count. */
  private void count(Handle handle) {
    int colluding =
        rosters.inForce(handle).map(roster -> roster.parameters().colluding()).orElse(1);
    UsageRule rule = new UsageRule(colluding);
    Map<String, Set<String>> now =
        reports(
            handle,
            "SELECT organisation, terms FROM usage_report JOIN member USING (organisation)"
                + " WHERE revoked_at IS NULL AND cardinality(terms) > 0");
    Map<String, Set<String>> counted =
        reports(handle, "SELECT organisation, terms FROM usage_counted");
    if (!rule.mayCount(counted, now)) {
      return;
    }
    handle.execute("DELETE FROM usage_counted");
    handle.execute("DELETE FROM usage_band");
    insert(handle, now);
    insert(handle, rule.bands(now), members(handle));
  }

  private static int members(Handle handle) {
    return handle
        .createQuery("SELECT count(*) FROM member WHERE revoked_at IS NULL")
        .mapTo(Integer.class)
        .one();
  }

  private static Map<String, Set<String>> reports(Handle handle, String query) {
    Map<String, Set<String>> reports = new HashMap<>();
    handle
        .createQuery(query)
        .map(
            (row, context) ->
                Map.entry(row.getString(1), List.of((String[]) row.getArray(2).getArray())))
        .forEach(entry -> reports.put(entry.getKey(), new TreeSet<>(entry.getValue())));
    return reports;
  }

  private static void insert(Handle handle, Map<String, Set<String>> reports) {
    reports.forEach(
        (organisation, terms) ->
            handle
                .createUpdate(
                    "INSERT INTO usage_counted (organisation, terms)"
                        + " VALUES (:organisation, :terms)")
                .bind("organisation", organisation)
                .bindArray("terms", String.class, terms)
                .execute());
  }

  private static void insert(Handle handle, Map<String, Integer> bands, int members) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO usage_band (term, at_least, members) VALUES (:term, :least, :members)");
    bands.forEach(
        (term, least) ->
            batch.bind("term", term).bind("least", least).bind("members", members).add());
    if (batch.size() > 0) {
      batch.execute();
    }
  }
}
