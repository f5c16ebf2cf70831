package org.kumiki.coordinator.usage;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** How many members use a term, as far as that may be said. */
@Controller("/api/v1/vocabulary/usage")
@ExecuteOn(TaskExecutors.BLOCKING)
final class UsageController {
  private final UsageBands bands;

  UsageController(UsageBands bands) {
    this.bands = bands;
  }

  /**
   * Members that use a term.
   *
   * @param term its IRI
   * @param atLeast so many or more
   * @param of so many members there were when it was counted
   */
  @Serdeable
  record BandView(String term, int atLeast, int of) {}

  /** Terms that at least three members use; the others are left out, whatever the reason. */
  @Get
  @OpenTo(audience = Audience.PEOPLE)
  List<BandView> all() {
    return bands.all().entrySet().stream()
        .map(band -> new BandView(band.getKey(), band.getValue().atLeast(), band.getValue().of()))
        .toList();
  }
}
