package org.kumiki.coordinator.studies;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

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
  @OpenTo(audience = Audience.PEOPLE)
  DataEpochView current() {
    return new DataEpochView(epochs.current());
  }

  /** Opens the next data epoch. */
  @Post("/next")
  @OpenTo(Role.OPERATOR)
  DataEpochView next() {
    return new DataEpochView(epochs.openNext());
  }
}
