package org.kumiki.coordinator.editorial;

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
import org.kumiki.exchange.vocabulary.HeaderProposal;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** Where nodes hand over headers that their stewards released. */
@Hidden
@Controller("/exchange/v1/vocabulary/headers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HeaderExchangeController {
  private final ReleasedHeaders headers;

  HeaderExchangeController(ReleasedHeaders headers) {
    this.headers = headers;
  }

  /** Takes a header. Sending it again changes nothing and is answered alike. */
  @Post
  @OpenTo(audience = Audience.MACHINES)
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<?> header(HttpRequest<?> request, @Body byte[] bytes) {
    try {
      headers.take(Peer.of(request).organisation(), HeaderProposal.decode(bytes));
      return HttpResponse.noContent();
    } catch (WireFormatException e) {
      throw new ProblemException(CommonProblem.BAD_REQUEST, e.getMessage());
    }
  }
}
