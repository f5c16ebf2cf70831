package org.kumiki.coordinator.usage;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import org.kumiki.coordinator.membership.Peer;
import org.kumiki.exchange.vocabulary.UsageReport;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** Where nodes hand over what their stewards released about terms in use. */
@Hidden
@Controller("/exchange/v1/vocabulary/usage")
@ExecuteOn(TaskExecutors.BLOCKING)
final class UsageExchangeController {
  private final UsageBands bands;

  UsageExchangeController(UsageBands bands) {
    this.bands = bands;
  }

  /** Takes a report. Sending it again changes nothing and is answered alike. */
  @Post
  @OpenTo(audience = Audience.MACHINES)
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<?> report(HttpRequest<?> request, @Body byte[] bytes) {
    try {
      bands.take(Peer.of(request).organisation(), UsageReport.decode(bytes));
      return HttpResponse.noContent();
    } catch (WireFormatException e) {
      throw new ProblemException(CommonProblem.BAD_REQUEST, e.getMessage());
    }
  }
}
