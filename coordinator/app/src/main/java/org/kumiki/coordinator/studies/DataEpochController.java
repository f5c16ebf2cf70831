package org.kumiki.coordinator.studies;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;

/** The consortium's data epoch, for the operator. */
@Controller("/api/v1/data-epoch")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DataEpochController {
  private final DataEpochStore epochs;

  DataEpochController(DataEpochStore epochs) {
    this.epochs = epochs;
  }

  /** The epoch of studies that name none. */
  @Serdeable
  record DataEpochView(int dataEpoch) {}

  /** The current data epoch. */
  @Get
  DataEpochView current() {
    return new DataEpochView(epochs.current());
  }

  /** Opens the next data epoch. */
  @Post("/next")
  DataEpochView next() {
    return new DataEpochView(epochs.openNext());
  }
}
