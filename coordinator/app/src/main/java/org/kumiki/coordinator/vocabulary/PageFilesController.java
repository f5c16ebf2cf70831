package org.kumiki.coordinator.vocabulary;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.kumiki.platform.http.RoomFiles;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** Style and script of this room's pages. */
@Hidden
@Controller("/vocabulary/style")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PageFilesController {
  private static final RoomFiles FILES =
      new RoomFiles(
          PageFilesController.class,
          Map.of(
              "vocabulary.css", "text/css; charset=utf-8",
              "vocabulary.js", "text/javascript; charset=utf-8"));

  @Get(uri = "/{name}", produces = MediaType.ALL)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<byte[]> file(String name) {
    return FILES.answer(name);
  }
}
