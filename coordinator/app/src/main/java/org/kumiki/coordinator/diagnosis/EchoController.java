package org.kumiki.coordinator.diagnosis;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/**
 * Sends an admitted node its own bytes back, so that it can measure its line. Nothing is kept. As
 * everything below {@code /exchange/v1} it answers members with a certificate only.
 */
@Hidden
@Controller("/exchange/v1/echo")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EchoController {
  /** Enough to measure a line, and little enough that thirty members at once do not hurt. */
  static final int MAX_BYTES = 1 << 20;

  /** The same bytes. */
  @Post
  @OpenTo(audience = Audience.MACHINES)
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  byte[] echo(@Body byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new ProblemException(CommonProblem.TOO_LARGE, "An echo has at most 1 MiB");
    }
    return bytes;
  }
}
