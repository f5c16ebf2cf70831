package org.kumiki.platform.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Styles and scripts of one room's pages, out of the folder {@code style} beside its classes.
 * Thread-safe.
 */
public final class RoomFiles {
  private final Class<?> room;
  private final Map<String, String> types;

  /**
   * @param types media types by file name: which files there are
   */
  public RoomFiles(Class<?> room, Map<String, String> types) {
    this.room = room;
    this.types = Map.copyOf(types);
  }

  /** The file. A name from the address never becomes a path: it is one of those given. */
  public HttpResponse<byte[]> answer(String name) {
    String type = types.get(name);
    if (type == null) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "This service has no such file");
    }
    try (InputStream stream = room.getResourceAsStream("style/" + name)) {
      return HttpResponse.ok(stream.readAllBytes())
          .contentType(MediaType.of(type))
          .header("Cache-Control", "private, max-age=600");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
