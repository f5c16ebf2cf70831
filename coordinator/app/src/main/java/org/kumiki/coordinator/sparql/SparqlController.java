package org.kumiki.coordinator.sparql;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.function.Supplier;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** The SPARQL 1.1 protocol, query only. */
@Controller("/sparql")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SparqlController {
  private final SparqlEndpoint endpoint;

  SparqlController(SparqlEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** A query of the SPARQL 1.1 protocol, in the address. */
  @Get
  @Parameter(
      name = "query",
      in = ParameterIn.QUERY,
      required = true,
      description = "SPARQL 1.1 Query, without SERVICE; no prefix is given",
      example =
          "PREFIX kt: <https://w3id.org/kumiki/term/>"
              + " PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
              + " SELECT ?label WHERE { kt:density skos:prefLabel ?label }",
      schema = @Schema(implementation = String.class))
  @Parameter(
      name = "default-graph-uri",
      in = ParameterIn.QUERY,
      description = "may come several times",
      schema = @Schema(implementation = String.class))
  @Parameter(
      name = "named-graph-uri",
      in = ParameterIn.QUERY,
      description = "may come several times",
      schema = @Schema(implementation = String.class))
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<byte[]> get(HttpRequest<?> request) {
    return answered(request, () -> SparqlRequest.get(request.getUri().getRawQuery()));
  }

  /** A query of the SPARQL 1.1 protocol, as a form or as `application/sparql-query`. */
  @Post
  @Consumes(MediaType.ALL)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<byte[]> post(HttpRequest<?> request, @Body @Nullable byte[] body) {
    return answered(
        request,
        () ->
            SparqlRequest.post(
                request.getHeaders().get("Content-Type"),
                request.getUri().getRawQuery(),
                body == null ? new byte[0] : body));
  }

  private HttpResponse<byte[]> answered(HttpRequest<?> request, Supplier<SparqlRequest> asked) {
    String accept = String.join(",", request.getHeaders().getAll("Accept"));
    try {
      AnswerText text = AnswerText.of(endpoint.answer(asked.get()), accept);
      return HttpResponse.ok(text.bytes())
          .header("Content-Type", text.mediaType())
          .header("Vary", "Accept");
    } catch (QueryRefused refused) {
      throw new ProblemException(refused.problem(), refused.getMessage());
    }
  }
}
