package org.kumiki.coordinator.studies;

import org.jdbi.v3.core.Jdbi;

/**
 * The consortium's data epochs. Opening one lets members' newer data take part; it protects nobody
 * and endangers nobody, because nodes answer an overlapping question of another epoch only if
 * enough of them have new data. Thread-safe.
 */
public final class DataEpochStore {
  private final Jdbi jdbi;

  public DataEpochStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The epoch of studies that name none. */
  public int current() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("SELECT max(number) FROM data_epoch").mapTo(Integer.class).one());
  }

  /** Opens the epoch after the current one and returns it. */
  public int openNext() {
    return jdbi.inTransaction(
        handle -> {
          handle.execute("LOCK TABLE data_epoch IN EXCLUSIVE MODE");
          return handle
              .createQuery(
                  "INSERT INTO data_epoch (number) SELECT max(number) + 1 FROM data_epoch"
                      + " RETURNING number")
              .mapTo(Integer.class)
              .one();
        });
  }
}
