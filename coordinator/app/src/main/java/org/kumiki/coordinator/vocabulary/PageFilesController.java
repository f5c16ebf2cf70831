package org.kumiki.coordinator.vocabulary;

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
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** Style and script of this room's pages; which files there are, stands here. */
@Hidden
@Controller("/vocabulary/style")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PageFilesController {
  private static final Map<String, String> FILES =
      Map.of(
          "vocabulary.css", "text/css; charset=utf-8",
          "vocabulary.js", "text/javascript; charset=utf-8");

  @Get(uri = "/{name}", produces = MediaType.ALL)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<byte[]> file(String name) {
    String type = FILES.get(name);
    if (type == null) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "This service has no such file");
    }
    // A name from the address never becomes a path: it is one of ours here.
    try (InputStream stream = PageFilesController.class.getResourceAsStream("style/" + name)) {
      return HttpResponse.ok(stream.readAllBytes())
          .contentType(MediaType.of(type))
          .header("Cache-Control", "private, max-age=600");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
