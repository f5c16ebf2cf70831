package org.kumiki.node.participation;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Which version of a dataset takes part in a data epoch. The first approval in the epoch binds it
 * for good, so that no study's rows move under a question that is asked again. Thread-safe.
 */
final class DataEpochs {
  private final Jdbi jdbi;

  DataEpochs(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The version that takes part; empty while no study of the epoch was approved. */
  Optional<Long> bound(String dataset, int dataEpoch) {
    return jdbi.withHandle(handle -> bound(handle, dataset, dataEpoch));
  }

  /** The latest data epoch in which the dataset takes part; 0 if in none. */
  int latest(String dataset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT coalesce(max(data_epoch), 0) FROM data_epoch_version"
                        + " WHERE dataset = :dataset")
                .bind("dataset", dataset)
                .mapTo(Integer.class)
                .one());
  }

  /** Binds the version unless one is bound; false if another is. */
  boolean bind(Handle handle, String dataset, int dataEpoch, long versionId) {
    handle
        .createUpdate(
            "INSERT INTO data_epoch_version (dataset, data_epoch, version_id)"
                + " VALUES (:dataset, :epoch, :version) ON CONFLICT DO NOTHING")
        .bind("dataset", dataset)
        .bind("epoch", dataEpoch)
        .bind("version", versionId)
        .execute();
    return bound(handle, dataset, dataEpoch).filter(id -> id == versionId).isPresent();
  }

  private static Optional<Long> bound(Handle handle, String dataset, int dataEpoch) {
    return handle
        .createQuery(
            "SELECT version_id FROM data_epoch_version"
                + " WHERE dataset = :dataset AND data_epoch = :epoch")
        .bind("dataset", dataset)
        .bind("epoch", dataEpoch)
        .mapTo(Long.class)
        .findOne();
  }
}
