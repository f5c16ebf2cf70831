package org.kumiki.coordinator.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.coordinator.vocabulary.VocabularyPins;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Study;
import org.kumiki.ontology.term.Terms;

/** Results of completed studies with their cards. Thread-safe. */
public final class ModelStore {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

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

  /** A result and its card. */
  public record Registered(byte[] progress, String card) {}

  /**
   * Enters the result in the transaction that completes the study.
   *
   * @param roundEpochs the epoch of each round, the first round first
   */
  public void register(Handle handle, Study study, Progress.Done done, List<Long> roundEpochs) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    int rosterVersion = rosters.find(study.rosterHash()).orElseThrow().version();
    Optional<VocabularyPins.Pin> pin = VocabularyPins.of(handle, study.hash().hex());
    ModelCard card = ModelCard.of(study, done, rosterVersion, roundEpochs, vocabulary, pin, now);
    handle
        .createUpdate(
            "INSERT INTO model (study_hash, progress, card) VALUES (:hash, :progress, :card)"
                + " ON CONFLICT DO NOTHING")
        .bind("hash", study.hash().hex())
        .bind("progress", done.encode())
        .bind("card", json(card))
        .execute();
  }

  public Optional<Registered> find(String hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT progress, card FROM model WHERE study_hash = :hash")
                .bind("hash", hash)
                .map((row, context) -> new Registered(row.getBytes(1), row.getString(2)))
                .findOne());
  }

  /** The model of a study whose cohort is such that it may be shown. */
  public Optional<Registered> findFor(String hash, Predicate<Collection<String>> shown) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT bytes FROM study WHERE hash = :hash")
                    .bind("hash", hash)
                    .mapTo(byte[].class)
                    .findOne())
        .filter(bytes -> shown.test(Study.decode(bytes).cohort()))
        .flatMap(bytes -> find(hash));
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

  /** The cards of all models whose cohort is such that they may be shown, the newest first. */
  public List<String> cards(Predicate<Collection<String>> shown) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT bytes, card FROM model JOIN study ON hash = study_hash"
                        + " ORDER BY registered_at DESC")
                .map((row, context) -> Map.entry(row.getBytes(1), row.getString(2)))
                .filter(entry -> shown.test(Study.decode(entry.getKey()).cohort()))
                .map(Map.Entry::getValue)
                .list());
  }

  private static String json(ModelCard card) {
    try {
      return JSON.writeValueAsString(card);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a card is always JSON", e);
    }
  }
}
