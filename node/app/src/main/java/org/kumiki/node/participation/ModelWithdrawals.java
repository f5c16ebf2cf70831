package org.kumiki.node.participation;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.wire.Message.ModelWithdrawal;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.node.identity.RosterPins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models that were withdrawn, as the coordinator has signed it. A node that holds one goes on, and
 * says so wherever the model is used. Thread-safe.
 */
public final class ModelWithdrawals {
  private static final Logger LOG = LoggerFactory.getLogger(ModelWithdrawals.class);

  private final Jdbi jdbi;
  private final RosterPins pins;

  ModelWithdrawals(Jdbi jdbi, RosterPins pins) {
    this.jdbi = jdbi;
    this.pins = pins;
  }

  /** Why, in both languages, and when this node was told. */
  public record Withdrawn(String english, String japanese, OffsetDateTime at) {}

  /** Whether the model of a study was withdrawn. */
  public Optional<Withdrawn> of(String studyHash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT reason_en, reason_ja, received_at FROM model_withdrawal"
                        + " WHERE study_hash = :hash")
                .bind("hash", studyHash)
                .map(
                    (row, context) ->
                        new Withdrawn(
                            row.getString(1),
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class)))
                .findOne());
  }

  /** Keeps what is genuine, and says whether it was. The first reason stays. */
  boolean take(SignedMessage message, ModelWithdrawal why) {
    String hash = message.context().studyHash().hex();
    if (!isGenuine(message)) {
      LOG.warn("a withdrawal of model {} is not the coordinator's: it is left alone", hash);
      return false;
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO model_withdrawal (study_hash, message, reason_en, reason_ja)"
                        + " VALUES (:hash, :message, :english, :japanese) ON CONFLICT DO NOTHING")
                .bind("hash", hash)
                .bind("message", message.encode())
                .bind("english", why.english())
                .bind("japanese", why.japanese())
                .execute());
    // What people wrote may hold line breaks: it is for pages, not for a log.
    LOG.warn("model {} was withdrawn", hash);
    return true;
  }

  /**
   * By the coordinator's key of the roster in force here, so that a key that was replaced withdraws
   * nothing any more. The message may name another roster, such as one that this organisation has
   * not signed: what counts is who withdraws, not under which roster.
   */
  private boolean isGenuine(SignedMessage message) {
    Optional<RosterSnapshot> roster = pins.inForce();
    return roster.isPresent()
        && message.sender().equals(roster.get().coordinator().name())
        && message.context().consortium().equals(roster.get().consortium())
        && roster.get().verifies(message.sender(), message.signedBytes(), message.signature());
  }
}
