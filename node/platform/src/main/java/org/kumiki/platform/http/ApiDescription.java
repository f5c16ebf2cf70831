package org.kumiki.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kumiki.platform.http.DeclaredRoutes.Route;
import org.kumiki.platform.people.Declaration;
import org.kumiki.platform.people.Role;

/**
 * The OpenAPI description of a service as it is served: what the compiler read from its
 * controllers, and beside it what the compiler cannot know. Those are the platform's own operation,
 * whom each operation answers, by its route, and in which form all of them refuse. Pure.
 */
public final class ApiDescription {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OWN = "/META-INF/kumiki/own-operations.json";
  private static final String PROBLEM = "#/components/schemas/ProblemBody";

  /** The part of a path by which operations are grouped. */
  private static final Pattern SUBJECT = Pattern.compile("/(?:api/v1/)?([a-z-]+).*");

  private ApiDescription() {}

  /**
   * The whole description.
   *
   * @param made what the compiler wrote
   * @param routes those of the service
   * @throws IllegalStateException naming what is described and answers nobody
   */
  public static byte[] complete(byte[] made, List<Route> routes) {
    try {
      ObjectNode whole = (ObjectNode) JSON.readTree(made);
      JsonNode own = own();
      whole.withObject("/paths").setAll((ObjectNode) own.path("paths"));
      whole
          .withObject("/components/schemas")
          .setAll((ObjectNode) own.path("components").path("schemas"));
      Map<String, Declaration> declared =
          routes.stream().collect(Collectors.toMap(ApiDescription::name, Route::declaration));
      List<String> unanswered = new ArrayList<>();
      for (Map.Entry<String, ObjectNode> operation : operations(whole).entrySet()) {
        Optional<Declaration> declaration = Optional.ofNullable(declared.get(operation.getKey()));
        declaration.ifPresentOrElse(
            d -> complete(operation.getKey(), operation.getValue(), d),
            () -> unanswered.add(operation.getKey()));
      }
      if (!unanswered.isEmpty()) {
        throw new IllegalStateException("described, and no route: " + unanswered);
      }
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its operations by their names, as in {@code GET /api/v1/studies/{hash}}. */
  public static Map<String, ObjectNode> operations(JsonNode description) {
    return description.path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .map(
                        method ->
                            Map.entry(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                (ObjectNode) method.getValue())))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String name(Route route) {
    return route.method() + " " + route.path();
  }

  private static void complete(String name, ObjectNode operation, Declaration declaration) {
    String said = operation.path("description").asText(operation.path("summary").asText());
    operation.put("description", said + "\n\n" + sentence(declaration));
    Matcher subject = SUBJECT.matcher(name.substring(name.indexOf(' ') + 1));
    if (subject.matches()) {
      operation.putArray("tags").add(subject.group(1));
    }
    ObjectNode responses = operation.withObject("/responses");
    // Made of the method's name, which tells a caller nothing.
    responses.properties().stream()
        .map(response -> (ObjectNode) response.getValue())
        .filter(response -> response.path("description").asText().endsWith(" response"))
        .forEach(response -> response.put("description", "Done"));
    responses
        .withObject("/default")
        .put("description", "Refused, with the reason and what to do (RFC 9457)")
        .withObject("/content")
        .withObject("/application~1problem+json/schema")
        .put("$ref", PROBLEM);
  }

  private static String sentence(Declaration declaration) {
    return switch (declaration.audience()) {
      case ANYONE -> "For everybody.";
      case SIGNED_IN -> "For whoever has signed in.";
      case PEOPLE -> "For everybody with a role.";
      case ROLES -> "For: " + roles(declaration) + ".";
      case MACHINES -> "For nodes.";
    };
  }

  private static String roles(Declaration declaration) {
    return declaration.roles().stream().map(Role::claim).sorted().collect(Collectors.joining(", "));
  }

  private static JsonNode own() throws IOException {
    try (InputStream stream = ApiDescription.class.getResourceAsStream(OWN)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks " + OWN);
      }
      return JSON.readTree(stream);
    }
  }
}
