package org.kumiki.coordinator.membership;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.wire.ByteString;

/**
 * Enrolled organisations with their own signing keys: who may be proposed for a roster. Being here
 * gives no seat; the signatures of all members do. Thread-safe.
 */
public final class Organisations {
  private final Jdbi jdbi;

  public Organisations(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Enters an organisation, or its new key and name if it has enrolled before. */
  public void enrol(Handle handle, Organisation organisation) {
    handle
        .createUpdate(
            "INSERT INTO organisation (name, display_name, signing_key)"
                + " VALUES (:name, :display, :key) ON CONFLICT (name) DO UPDATE"
                + " SET display_name = :display, signing_key = :key, enrolled_at = now()"
                + " WHERE (organisation.display_name, organisation.signing_key)"
                + " IS DISTINCT FROM (:display, :key)")
        .bind("name", organisation.name())
        .bind("display", organisation.displayName())
        .bind("key", organisation.signingKey().toByteArray())
        .execute();
  }

  /** As {@link #enrol(Handle, Organisation)}, in a transaction of its own. */
  public void enrol(Organisation organisation) {
    jdbi.useTransaction(handle -> enrol(handle, organisation));
  }

  /** All of them by name. */
  public SortedMap<String, Organisation> byName() {
    TreeMap<String, Organisation> all = new TreeMap<>();
    all().forEach(organisation -> all.put(organisation.name(), organisation));
    return all;
  }

  private List<Organisation> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT name, display_name, signing_key FROM organisation")
                .map(
                    (row, context) ->
                        new Organisation(
                            row.getString(1), row.getString(2), ByteString.of(row.getBytes(3))))
                .list());
  }
}
