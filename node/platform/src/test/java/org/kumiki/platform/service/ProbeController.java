package org.kumiki.platform.service;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** What people ask of the tests' little service. */
@OpenAPIDefinition(info = @Info(title = "Probe", version = "1"))
@Controller("/api/v1/probe")
public final class ProbeController {
  /** A body with a number. */
  @Serdeable
  public record Sample(int number) {}

  /** Doubles. */
  @Post
  @OpenTo(Role.STEWARD)
  public Sample twice(@Body Sample sample) {
    return new Sample(2 * sample.number());
  }

  /** Fails with a message that must not get out. */
  @Get("/defect")
  @OpenTo(audience = Audience.PEOPLE)
  public String defect() {
    throw new IllegalStateException("canary-7741");
  }

  /** A status without a body. */
  @Get("/conflict")
  @OpenTo(audience = Audience.PEOPLE)
  public HttpResponse<String> conflict() {
    return HttpResponse.status(io.micronaut.http.HttpStatus.CONFLICT);
  }
}
