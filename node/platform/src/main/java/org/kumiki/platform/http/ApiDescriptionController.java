package org.kumiki.platform.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/**
 * The API's OpenAPI description at {@code /openapi.json} and a page to try it at {@code /api}. Both
 * are made by micronaut-openapi when the service is compiled (the arguments stand in the service's
 * POM) and lie in its jar; the page's policy lets it load nothing from another host.
 */
@Hidden
@Controller
final class ApiDescriptionController {
  private static final String FOLDER = "META-INF/swagger/";
  private static final String PAGE = FOLDER + "views/swagger-ui/";

  /** The only files that are served; a name from the address never becomes a path. */
  private static final Map<String, String> RESOURCES =
      Map.of(
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
          "swagger-ui-standalone-preset.js", "text/javascript; charset=utf-8",
          "favicon-16x16.png", MediaType.IMAGE_PNG,
          "favicon-32x32.png", MediaType.IMAGE_PNG);

  private static final String POLICY =
      "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private final String description;

  ApiDescriptionController(@Value("${micronaut.application.name}") String service) {
    this.description = FOLDER + service + ".json";
  }

  @Get(uri = "/openapi.json", produces = MediaType.APPLICATION_JSON)
  @OpenTo(audience = Audience.ANYONE)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<byte[]> description() {
    return HttpResponse.ok(read(description));
  }

  @Get(uri = "/api", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.ANYONE)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<byte[]> page() {
    return HttpResponse.ok(read(PAGE + "index.html"))
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff");
  }

  @Get(uri = "/api/res/{name}", produces = MediaType.ALL)
  @OpenTo(audience = Audience.ANYONE)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<byte[]> resource(String name) {
    String type = RESOURCES.get(name);
    if (type == null) {
      throw absent();
    }
    return HttpResponse.ok(read(PAGE + "res/" + name))
        .contentType(MediaType.of(type))
        .header("X-Content-Type-Options", "nosniff");
  }

  private static byte[] read(String resource) {
    ClassLoader loader = ApiDescriptionController.class.getClassLoader();
    try (InputStream stream = loader.getResourceAsStream(resource)) {
      if (stream == null) {
        throw absent();
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProblemException absent() {
    return new ProblemException(CommonProblem.NOT_FOUND, "This service has no such file");
  }
}
