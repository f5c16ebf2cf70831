package org.kumiki.platform.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a service's settings open to everybody who reaches a people's listener, for reading. Routes
 * keep their declaration: it holds for whoever is identified, and for everybody where nothing is
 * opened.
 *
 * @param paths whole paths
 */
public record PublicPaths(List<Pattern> paths) {
  /** Nothing is open. */
  public static final PublicPaths NONE = new PublicPaths(List.of());

  public PublicPaths {
    paths = List.copyOf(paths);
  }

  boolean cover(HttpRequest<?> request) {
    String path = request.getUri().getRawPath();
    boolean reads = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
    return reads
        && path != null
        && paths.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }
}
