package org.kumiki.node.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.kumiki.learning.computation.Numbers;

/** Campaigns, what was suggested and what came of it. Thread-safe. */
public final class CampaignStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CAMPAIGN =
      "id, name, file, raw_sha256, mapping, units, candidates, made_by, made_at";
  private static final String ROUND =
      "id, campaign_id, number, wanted, asked_by, asked_at, finished_at, refusal";
  private static final String OBSERVATION =
      "id, suggested_id, candidate, settings, results, note, made_by, made_at, withdrawn_by";

  private final Jdbi jdbi;

  public CampaignStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Keeps a new campaign.
   *
   * @param row its id and time do not count
   * @param table SHA-256 of the table of candidates that stays with it; null if it reads none of
   *     those that people bring
   * @return empty if the name is taken
   * @throws CampaignRefused if the table was removed meanwhile
   */
  Optional<CampaignRow> add(CampaignRow row, String table) {
    try {
      return insert(row, table);
    } catch (UnableToExecuteStatementException e) {
      if (CandidateTableStore.isForeignKey(e)) {
        throw new CampaignRefused("the table of candidates was removed meanwhile: upload it again");
      }
      throw e;
    }
  }

  private Optional<CampaignRow> insert(CampaignRow row, String table) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "INSERT INTO campaign (name, file, raw_sha256, candidate_table, mapping, units,"
                        + " candidates, made_by) VALUES (:name, :file, :raw, :table, :mapping,"
                        + " :units, :candidates, :by) ON CONFLICT (name) DO NOTHING RETURNING "
                        + CAMPAIGN)
                .bind("table", table)
                .bind("name", row.name())
                .bind("file", row.file())
                .bind("raw", row.raw())
                .bind("mapping", row.mapping())
                .bindArray("units", String.class, row.units())
                .bind("candidates", row.candidates())
                .bind("by", row.madeBy())
                .map((result, context) -> campaign(result))
                .findOne());
  }

  /** The newest first. */
  public List<CampaignRow> campaigns() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT " + CAMPAIGN + " FROM campaign ORDER BY id DESC")
                .map((result, context) -> campaign(result))
                .list());
  }

  public Optional<CampaignRow> find(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT " + CAMPAIGN + " FROM campaign WHERE name = :name")
                .bind("name", name)
                .map((result, context) -> campaign(result))
                .findOne());
  }

  Optional<CampaignRow> find(long id) {
    return campaigns().stream().filter(campaign -> campaign.id() == id).findFirst();
  }

  /**
   * Asks for a batch.
   *
   * @return empty while the campaign has one that is not finished
   */
  Optional<Round> ask(long campaignId, int wanted, String by) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, campaignId);
          return handle
              .createQuery(
                  "INSERT INTO suggestion_round (campaign_id, number, wanted, asked_by)"
                      + " SELECT :campaign, coalesce(max(number), 0) + 1, :wanted, :by"
                      + " FROM suggestion_round WHERE campaign_id = :campaign"
                      + " HAVING coalesce(bool_and(finished_at IS NOT NULL), true) RETURNING "
                      + ROUND)
              .bind("campaign", campaignId)
              .bind("wanted", wanted)
              .bind("by", by)
              .map((result, context) -> round(result))
              .findOne();
        });
  }

  /** The first first. */
  public List<Round> rounds(long campaignId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + ROUND
                        + " FROM suggestion_round WHERE campaign_id = :id"
                        + " ORDER BY number")
                .bind("id", campaignId)
                .map((result, context) -> round(result))
                .list());
  }

  /** A round that no worker has finished, the oldest first. */
  Optional<Round> unfinished() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + ROUND
                        + " FROM suggestion_round WHERE finished_at IS NULL"
                        + " ORDER BY id LIMIT 1")
                .map((result, context) -> round(result))
                .findOne());
  }

  /** Keeps what came of a round, once: a second finish changes nothing. */
  void finish(Round round, List<Suggested> suggestions) {
    jdbi.useTransaction(
        handle -> {
          if (end(handle, round, null)) {
            suggestions.forEach(one -> insert(handle, round, one));
          }
        });
  }

  /** Keeps why nothing came of a round. */
  void refuse(Round round, String sentence) {
    jdbi.useTransaction(handle -> end(handle, round, sentence));
  }

  /** In the order in which they were made. */
  public List<Suggested> suggestions(long campaignId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT e.id, r.number, e.place, e.candidate, e.settings, e.predictions,"
                        + " e.worth, e.feasible, e.cost, e.nearest, e.distance, e.why"
                        + " FROM suggested_experiment e JOIN suggestion_round r"
                        + " ON r.id = e.round_id WHERE r.campaign_id = :id"
                        + " ORDER BY r.number, e.place")
                .bind("id", campaignId)
                .map((result, context) -> suggested(result))
                .list());
  }

  /**
   * Keeps a result or a failure.
   *
   * @param observation its id and time do not count
   * @return empty if the suggestion has a result already
   */
  Optional<Observation> record(long campaignId, Observation observation) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "INSERT INTO observation (campaign_id, suggested_id, candidate, settings,"
                        + " results, note, made_by) VALUES (:campaign, :suggested, :candidate,"
                        + " :settings, :results, :note, :by) ON CONFLICT (suggested_id)"
                        + " WHERE withdrawn_at IS NULL DO NOTHING RETURNING "
                        + OBSERVATION)
                .bind("campaign", campaignId)
                .bind("suggested", observation.suggested())
                .bindArray("candidate", Double.class, boxed(observation.candidate()))
                .bind("settings", json(observation.settings()))
                .bindArray(
                    "results",
                    Double.class,
                    observation.failed() ? null : observation.results().toArray())
                .bind("note", observation.note())
                .bind("by", observation.madeBy())
                .map((result, context) -> observation(result))
                .findOne());
  }

  /** Takes a record back; false if there is none that counts. */
  boolean withdraw(long campaignId, long id, String by) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "UPDATE observation SET withdrawn_by = :by, withdrawn_at = now()"
                            + " WHERE id = :id AND campaign_id = :campaign"
                            + " AND withdrawn_at IS NULL")
                    .bind("by", by)
                    .bind("id", id)
                    .bind("campaign", campaignId)
                    .execute()
                == 1);
  }

  /** In the order in which they were recorded, with those that were taken back. */
  public List<Observation> observations(long campaignId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + OBSERVATION
                        + " FROM observation WHERE campaign_id = :id"
                        + " ORDER BY id")
                .bind("id", campaignId)
                .map((result, context) -> observation(result))
                .list());
  }

  private static void lock(Handle handle, long campaignId) {
    handle
        .createQuery("SELECT pg_advisory_xact_lock(hashtext('campaign'), CAST(:id AS integer))")
        .bind("id", campaignId)
        .mapTo(String.class)
        .list();
  }

  private static boolean end(Handle handle, Round round, String refusal) {
    return handle
            .createUpdate(
                "UPDATE suggestion_round SET finished_at = now(), refusal = :refusal"
                    + " WHERE id = :id AND finished_at IS NULL")
            .bind("refusal", refusal)
            .bind("id", round.id())
            .execute()
        == 1;
  }

  private static void insert(Handle handle, Round round, Suggested one) {
    handle
        .createUpdate(
            "INSERT INTO suggested_experiment (round_id, place, candidate, settings, predictions,"
                + " worth, feasible, cost, nearest, distance, why) VALUES (:round, :place,"
                + " :candidate, :settings, :predictions, :worth, :feasible, :cost, :nearest,"
                + " :distance, :why)")
        .bind("round", round.id())
        .bind("place", one.place())
        .bindArray("candidate", Double.class, boxed(one.candidate()))
        .bind("settings", json(one.settings()))
        .bind("predictions", json(one.predictions()))
        .bind("worth", one.worth())
        .bind("feasible", one.feasible())
        .bind("cost", one.cost())
        .bind("nearest", one.nearest())
        .bind("distance", one.distance())
        .bind("why", json(one.why()))
        .execute();
  }

  private static Object[] boxed(Numbers numbers) {
    Object[] boxed = new Object[numbers.size()];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = numbers.get(i);
    }
    return boxed;
  }

  private static CampaignRow campaign(ResultSet row) throws SQLException {
    return new CampaignRow(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        List.of((String[]) row.getArray(6).getArray()),
        row.getDouble(7),
        row.getString(8),
        row.getObject(9, OffsetDateTime.class));
  }

  private static Round round(ResultSet row) throws SQLException {
    return new Round(
        row.getLong(1),
        row.getLong(2),
        row.getInt(3),
        row.getInt(4),
        row.getString(5),
        row.getObject(6, OffsetDateTime.class),
        row.getObject(7, OffsetDateTime.class),
        row.getString(8));
  }

  private static Suggested suggested(ResultSet row) throws SQLException {
    return new Suggested(
        row.getLong(1),
        row.getInt(2),
        row.getInt(3),
        numbers(row.getArray(4)),
        read(row.getString(5), new TypeReference<List<Setting>>() {}),
        read(row.getString(6), new TypeReference<List<Prediction>>() {}),
        row.getDouble(7),
        row.getDouble(8),
        row.getObject(9, Double.class),
        row.getString(10),
        row.getObject(11, Double.class),
        read(row.getString(12), new TypeReference<List<String>>() {}));
  }

  private static Observation observation(ResultSet row) throws SQLException {
    Array results = row.getArray(5);
    return new Observation(
        row.getLong(1),
        row.getObject(2, Long.class),
        numbers(row.getArray(3)),
        read(row.getString(4), new TypeReference<List<Setting>>() {}),
        results == null ? List.of() : List.of((Double[]) results.getArray()),
        row.getString(6),
        row.getString(7),
        row.getObject(8, OffsetDateTime.class),
        row.getString(9));
  }

  private static Numbers numbers(Array array) throws SQLException {
    Double[] boxed = (Double[]) array.getArray();
    double[] values = new double[boxed.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = boxed[i];
    }
    return Numbers.of(values);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("these are always JSON", e);
    }
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a campaign's row is damaged", e);
    }
  }
}
