package org.kumiki.coordinator.vocabulary;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Which state of the vocabulary gave a study its terms. The study itself says unit and domain of
 * each, which is what a node compares with its own release; the pin says where they came from.
 * Thread-safe.
 */
public final class VocabularyPins {
  private final Jdbi jdbi;

  public VocabularyPins(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A state of the vocabulary.
   *
   * @param sequence the place in the log of the last change that it has
   * @param release the first release made at that state or later, in which a later change of the
   *     same term may be; null while there is none
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Pin(long sequence, @Nullable Integer release) {}

  /** Keeps the pin of a study; the first one stays. */
  public void keep(String studyHash, long sequence) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO study_vocabulary (study_hash, sequence)"
                        + " VALUES (:hash, :sequence) ON CONFLICT DO NOTHING")
                .bind("hash", studyHash)
                .bind("sequence", sequence)
                .execute());
  }

  /** The pin of a study; empty for one from before. */
  public Optional<Pin> of(String studyHash) {
    return jdbi.withHandle(handle -> of(handle, studyHash));
  }

  /** As {@link #of(String)}, in a transaction. */
  public static Optional<Pin> of(Handle handle, String studyHash) {
    return handle
        .createQuery(
            "SELECT p.sequence, (SELECT min(version) FROM vocabulary_release r"
                + " WHERE r.sequence >= p.sequence) AS release"
                + " FROM study_vocabulary p WHERE study_hash = :hash")
        .bind("hash", studyHash)
        .map((row, context) -> new Pin(row.getLong(1), row.getObject(2, Integer.class)))
        .findOne();
  }
}
