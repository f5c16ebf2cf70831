package org.kumiki.coordinator.authority;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.certs.trust.SignedBundle;

/**
 * The bundles of authorities: the one that counts, those that wait, and who has them. Thread-safe.
 */
final class BundleStore {
  private final Jdbi jdbi;

  BundleStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What the publication of a bundle means. */
  enum Step {
    FOUNDED,
    INTRODUCED,
    ACTIVATED,
    RETIRED,
    REFRESHED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A bundle with its history.
   *
   * @param publishedAt null while it waits
   */
  record Stored(SignedBundle signed, String sha256, Step step, OffsetDateTime publishedAt) {}

  /** A node that said that it has a bundle. */
  record Acknowledged(String organisation, String node, OffsetDateTime at) {}

  /** The published bundle with the greatest number. */
  Optional<Stored> current() {
    return jdbi.withHandle(handle -> one(handle, "published_at IS NOT NULL ORDER BY number DESC"));
  }

  /** What comes after the current one. */
  Optional<Stored> next() {
    return jdbi.withHandle(
        handle ->
            one(
                handle,
                "published_at IS NULL AND number > (SELECT max(number) FROM authority_bundle"
                    + " WHERE published_at IS NOT NULL) ORDER BY number"));
  }

  private static Optional<Stored> one(Handle handle, String condition) {
    return handle
        .createQuery(
            "SELECT bytes, sha256, step, published_at FROM authority_bundle WHERE "
                + condition
                + " LIMIT 1")
        .map(
            (row, context) ->
                new Stored(
                    SignedBundle.decode(row.getBytes(1)),
                    row.getString(2),
                    Step.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                    row.getObject(4, OffsetDateTime.class)))
        .findOne();
  }

  /** The first bundle of all, if there is none yet. */
  void found(SignedBundle first) {
    jdbi.useTransaction(
        handle -> {
          handle.execute("LOCK TABLE authority_bundle IN EXCLUSIVE MODE");
          if (one(handle, "true").isEmpty()) {
            insert(handle, first, Step.FOUNDED, true);
          }
        });
  }

  /**
   * Stores what follows the current one, and publishes the first of it; false if it is too late.
   */
  boolean install(List<SignedBundle> bundles, List<Step> steps, long after) {
    return jdbi.inTransaction(
        handle -> {
          handle.execute("LOCK TABLE authority_bundle IN EXCLUSIVE MODE");
          boolean fits =
              handle
                  .createQuery("SELECT max(number) = :after FROM authority_bundle")
                  .bind("after", after)
                  .mapTo(Boolean.class)
                  .one();
          for (int i = 0; fits && i < bundles.size(); i++) {
            insert(handle, bundles.get(i), steps.get(i), i == 0);
          }
          return fits;
        });
  }

  private static void insert(Handle handle, SignedBundle signed, Step step, boolean publish) {
    handle
        .createUpdate(
            "INSERT INTO authority_bundle (number, bytes, sha256, step, published_at)"
                + " VALUES (:number, :bytes, :sha256, :step,"
                + " CASE WHEN :publish THEN now() END)")
        .bind("number", signed.bundle().number())
        .bind("bytes", signed.encode())
        .bind("sha256", signed.sha256())
        .bind("step", step.text())
        .bind("publish", publish)
        .execute();
  }

  /** Publishes a bundle that waits. */
  void publish(long number, List<String> without, String reason) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE authority_bundle SET published_at = now(), without = :without,"
                        + " reason = :reason WHERE number = :number AND published_at IS NULL")
                .bindArray("without", String.class, without)
                .bind("reason", reason)
                .bind("number", number)
                .execute());
  }

  void acknowledge(String organisation, String node, String sha256) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO bundle_acknowledgement (organisation, node, bundle_sha256)"
                        + " SELECT :organisation, :node, sha256 FROM authority_bundle"
                        + " WHERE sha256 = :sha256 AND published_at IS NOT NULL"
                        + " ON CONFLICT DO NOTHING")
                .bind("organisation", organisation)
                .bind("node", node)
                .bind("sha256", sha256)
                .execute());
  }

  List<Acknowledged> acknowledged(String sha256) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT organisation, node, at FROM bundle_acknowledgement"
                        + " WHERE bundle_sha256 = :sha256 ORDER BY 1, 2")
                .bind("sha256", sha256)
                .map(
                    (row, context) ->
                        new Acknowledged(
                            row.getString(1),
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class)))
                .list());
  }

  /**
   * Nodes that may connect and have not said that they have a bundle: {@code organisation/node}.
   */
  List<String> missing(String sha256) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT organisation || '/' || node FROM member WHERE revoked_at IS NULL"
                        + " AND NOT EXISTS (SELECT FROM bundle_acknowledgement a"
                        + " WHERE a.organisation = member.organisation AND a.node = member.node"
                        + " AND a.bundle_sha256 = :sha256) ORDER BY 1")
                .bind("sha256", sha256)
                .mapTo(String.class)
                .list());
  }
}
