package org.kumiki.coordinator.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Study;
import org.kumiki.ontology.term.Vocabulary;

/** Results of completed studies with their cards. Thread-safe. */
public final class ModelStore {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final Jdbi jdbi;
  private final RosterStore rosters;
  private final Vocabulary vocabulary;
  private final Clock clock;

  public ModelStore(Jdbi jdbi, RosterStore rosters, Vocabulary vocabulary, Clock clock) {
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
  public void register(
      Handle handle, Study study, Progress.Done done, List<Long> roundEpochs) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    int rosterVersion = rosters.find(study.rosterHash()).orElseThrow().version();
    ModelCard card = ModelCard.of(study, done, rosterVersion, roundEpochs, vocabulary, now);
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

  /** The model of a study in which the organisation took part. */
  public Optional<Registered> findFor(String hash, String organisation) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT bytes FROM study WHERE hash = :hash")
                    .bind("hash", hash)
                    .mapTo(byte[].class)
                    .findOne())
        .filter(bytes -> Study.decode(bytes).cohort().contains(organisation))
        .flatMap(bytes -> find(hash));
  }

  /** The cards of all models, the newest first. */
  public List<String> cards() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT card FROM model ORDER BY registered_at DESC")
                .mapTo(String.class)
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
