package org.kumiki.coordinator.studies;

import org.jdbi.v3.core.Jdbi;
import org.kumiki.platform.people.Person;

/** Who submitted which study, for whoever wants to take it back. Thread-safe. */
public final class SubmitterStore {
  private final Jdbi jdbi;

  public SubmitterStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Keeps who submitted a study; the first one stays. */
  void keep(String hash, Person person) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO study_submitter (study_hash, subject, name, organisations)"
                        + " VALUES (:hash, :subject, :name, :organisations)"
                        + " ON CONFLICT DO NOTHING")
                .bind("hash", hash)
                .bind("subject", person.subject())
                .bind("name", person.name())
                .bindArray("organisations", String.class, person.organisations().toArray())
                .execute());
  }

  /** Whether somebody of this person's organisation submitted it. */
  boolean isOwn(String hash, Person person) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT EXISTS (SELECT FROM study_submitter WHERE study_hash = :hash"
                        + " AND organisations && CAST(:organisations AS text[]))")
                .bind("hash", hash)
                .bindArray("organisations", String.class, person.organisations().toArray())
                .mapTo(Boolean.class)
                .one());
  }
}
