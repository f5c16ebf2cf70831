package org.kumiki.coordinator.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What {@code /openapi.json} describes, against the routes of docs/roles.md, which {@code
 * RolesTest} compares with the service's own.
 */
class ApiDescriptionTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z]+) (/[^`]*)` \\|.*\\| ([^|]*) \\|");

  /** What programs ask for; pages, their files and what a form downloads are for browsers. */
  private static final Pattern FOR_PROGRAMS =
      Pattern.compile("/(api/v1/|ontology/|sparql|(term|draft|scheme)/|vocabulary/data).*");

  @Test
  void everyRouteOfTheApiIsDescribedAndNoOther() throws IOException {
    Set<String> described = new TreeSet<>();
    JsonNode paths = description().path("paths");
    paths
        .fieldNames()
        .forEachRemaining(
            path ->
                paths
                    .path(path)
                    .fieldNames()
                    .forEachRemaining(
                        method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    assertEquals(routes(), described);
  }

  @Test
  void everyDescribedRouteSaysInASentenceWhatItDoes() throws IOException {
    for (JsonNode path : description().path("paths")) {
      for (JsonNode operation : path) {
        assertFalse(operation.path("summary").asText().isBlank(), operation.toString());
      }
    }
  }

  @Test
  void whatCreatesSomethingIsDescribedByTheStatusThatItAnswers() throws IOException {
    Set<String> creating = new TreeSet<>();
    JsonNode paths = description().path("paths");
    paths
        .fieldNames()
        .forEachRemaining(
            path -> {
              if (paths.path(path).path("post").path("responses").has("201")) {
                creating.add(path);
              }
            });
    assertEquals(
        Set.of(
            "/api/v1/vocabulary/headers/{number}/proposal",
            "/api/v1/vocabulary/import",
            "/api/v1/vocabulary/look-alikes/decision",
            "/api/v1/vocabulary/proposals",
            "/api/v1/vocabulary/releases"),
        creating);
  }

  private static JsonNode description() throws IOException {
    try (InputStream in =
        ApiDescriptionTest.class.getResourceAsStream("/META-INF/swagger/kumiki-coordinator.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Set<String> routes() throws IOException {
    Set<String> routes = new TreeSet<>();
    boolean coordinator = false;
    for (String line :
        Files.readAllLines(Path.of(System.getProperty("kumiki.root"), "docs", "roles.md"))) {
      if (line.startsWith("## ")) {
        coordinator = line.contains("coordinator");
      }
      Matcher row = ROW.matcher(line);
      if (coordinator && row.matches() && FOR_PROGRAMS.matcher(row.group(2)).matches()) {
        routes.add(row.group(1) + " " + row.group(2));
      }
    }
    return routes;
  }
}
