package org.kumiki.coordinator.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.coordinator.vocabulary.VocabularyPins;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Audience;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Message.ModelWithdrawal;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.ontology.term.Terms;

/** Results of completed studies with their cards. Thread-safe. */
public final class ModelStore {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final String SELECT =
      "SELECT m.study_hash, s.bytes, m.progress, m.card, v.lineage, v.version,"
          + " before.study_hash AS before, next.study_hash AS next,"
          + " w.reason_en, w.reason_ja, w.withdrawn_by, w.withdrawn_at"
          + " FROM model m JOIN study s ON s.hash = m.study_hash"
          + " LEFT JOIN model_version v ON v.study_hash = m.study_hash"
          + " LEFT JOIN model_version before"
          + " ON before.lineage = v.lineage AND before.version = v.version - 1"
          + " LEFT JOIN model_version next"
          + " ON next.lineage = v.lineage AND next.version = v.version + 1"
          + " LEFT JOIN model_withdrawal w ON w.study_hash = m.study_hash";

  private final Jdbi jdbi;
  private final RosterStore rosters;
  private final Terms vocabulary;
  private final Clock clock;

  public ModelStore(Jdbi jdbi, RosterStore rosters, Terms vocabulary, Clock clock) {
    this.jdbi = jdbi;
    this.rosters = rosters;
    this.vocabulary = vocabulary;
    this.clock = clock;
  }

  /**
   * A result, its card, and whom it concerns: the cohort, and whoever may use it besides.
   *
   * @param study canonical bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
  public record Registered(
      String hash, byte[] study, byte[] progress, String card, ModelStanding standing) {}

  /**
   * Enters the result in the transaction that completes the study.
   *
   * @param roundEpochs the epoch of each round, the first round first
   */
  public void register(Handle handle, Study study, Progress.Done done, List<Long> roundEpochs) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    int rosterVersion = rosters.find(study.rosterHash()).orElseThrow().version();
    Optional<VocabularyPins.Pin> pin = VocabularyPins.of(handle, study.hash().hex());
    // One after the other: two studies of one title may end at once.
    handle
        .createQuery("SELECT pg_advisory_xact_lock(hashtext('model version'))")
        .map((row, context) -> true)
        .one();
    ModelCard.Lineage lineage = next(handle, study.title());
    ModelCard card =
        ModelCard.of(study, done, lineage, rosterVersion, roundEpochs, vocabulary, pin, now);
    int registered =
        handle
            .createUpdate(
                "INSERT INTO model (study_hash, progress, card) VALUES (:hash, :progress, :card)"
                    + " ON CONFLICT DO NOTHING")
            .bind("hash", study.hash().hex())
            .bind("progress", done.encode())
            .bind("card", json(card))
            .execute();
    if (registered == 1) {
      handle
          .createUpdate(
              "INSERT INTO model_version (study_hash, lineage, version)"
                  + " VALUES (:hash, :lineage, :version)")
          .bind("hash", study.hash().hex())
          .bind("lineage", study.title())
          .bind("version", lineage.version())
          .execute();
    }
  }

  private static ModelCard.Lineage next(Handle handle, String title) {
    return handle
        .createQuery(
            "SELECT version + 1, study_hash FROM model_version WHERE lineage = :lineage"
                + " ORDER BY version DESC LIMIT 1")
        .bind("lineage", title)
        .map((row, context) -> new ModelCard.Lineage(title, row.getInt(1), row.getString(2)))
        .findOne()
        .orElse(new ModelCard.Lineage(title, 1, null));
  }

  /** Withdraws a model; false if it was before. */
  public boolean withdraw(Handle handle, String hash, SignedMessage message, String by) {
    ModelWithdrawal why = (ModelWithdrawal) message.body();
    return handle
            .createUpdate(
                "INSERT INTO model_withdrawal"
                    + " (study_hash, message, reason_en, reason_ja, withdrawn_by, withdrawn_at)"
                    + " VALUES (:hash, :message, :english, :japanese, :by, :at)"
                    + " ON CONFLICT DO NOTHING")
            .bind("hash", hash)
            .bind("message", message.encode())
            .bind("english", why.english())
            .bind("japanese", why.japanese())
            .bind("by", by)
            .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
            .execute()
        == 1;
  }

  /** The cohort of a study, and who else may use its model: now members, or named. */
  public Set<String> concerned(Study study) {
    Set<String> concerned = new TreeSet<>(study.cohort());
    concerned.addAll(study.rights().use().names());
    if (study.rights().use().kind() == Audience.Kind.MEMBERS) {
      rosters
          .inForce()
          .ifPresent(roster -> roster.members().forEach(member -> concerned.add(member.name())));
    }
    return concerned;
  }

  public Optional<Registered> find(String hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " WHERE m.study_hash = :hash")
                .bind("hash", hash)
                .map((row, context) -> registered(row))
                .findOne());
  }

  /** A model that concerns such as may see it. */
  public Optional<Registered> findFor(String hash, Predicate<Collection<String>> shown) {
    return find(hash).filter(model -> shown.test(concerned(Study.decode(model.study()))));
  }

  /** Hashes of the studies that have tested a model, the newest first. */
  public List<String> validationsOf(String hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT study_hash FROM model WHERE card::jsonb ->> 'validates' = :hash"
                        + " ORDER BY registered_at DESC")
                .bind("hash", hash)
                .mapTo(String.class)
                .list());
  }

  /** All models that concern such as may see them, the newest first. */
  public List<Registered> all(Predicate<Collection<String>> shown) {
    return jdbi
        .withHandle(
            handle ->
                handle
                    .createQuery(SELECT + " ORDER BY m.registered_at DESC")
                    .map((row, context) -> registered(row))
                    .list())
        .stream()
        .filter(model -> shown.test(concerned(Study.decode(model.study()))))
        .toList();
  }

  private static Registered registered(ResultSet row) throws SQLException {
    String english = row.getString("reason_en");
    ModelStanding.Withdrawal withdrawal =
        english == null
            ? null
            : new ModelStanding.Withdrawal(
                english,
                row.getString("reason_ja"),
                row.getString("withdrawn_by"),
                row.getObject("withdrawn_at", OffsetDateTime.class));
    return new Registered(
        row.getString("study_hash"),
        row.getBytes("bytes"),
        row.getBytes("progress"),
        row.getString("card"),
        new ModelStanding(
            row.getString("lineage"),
            row.getObject("version", Integer.class),
            row.getString("before"),
            row.getString("next"),
            withdrawal));
  }

  private static String json(ModelCard card) {
    try {
      return JSON.writeValueAsString(card);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a card is always JSON", e);
    }
  }
}
