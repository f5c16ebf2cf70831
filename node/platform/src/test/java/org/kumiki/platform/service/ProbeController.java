package org.kumiki.platform.service;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

/** What people ask of the tests' little service. */
@OpenAPIDefinition(info = @Info(title = "Probe", version = "1"))
@Controller("/api/v1/probe")
public final class ProbeController {
  /** A body with a number. */
  @Serdeable
  public record Sample(int number) {}

  /** Doubles. */
  @Post
  public Sample twice(@Body Sample sample) {
    return new Sample(2 * sample.number());
  }

  /** Fails with a message that must not get out. */
  @Get("/defect")
  public String defect() {
    throw new IllegalStateException("canary-7741");
  }

  /** A status without a body. */
  @Get("/conflict")
  public HttpResponse<String> conflict() {
    return HttpResponse.status(io.micronaut.http.HttpStatus.CONFLICT);
  }
}
