package org.kumiki.platform.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.Router;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kumiki.platform.page.ContentPolicy;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/**
 * The API's OpenAPI description at {@code /openapi.json} and a page to try it at {@code /api}. Both
 * are made by micronaut-openapi when the service is compiled (the arguments stand in the service's
 * POM) and lie in its jar; {@link ApiDescription} adds what the compiler cannot know, and the
 * page's policy lets it load nothing from another host.
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

  /** Swagger's page sets styles on its elements; scripts run only if they are these very ones. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self' %s; style-src 'self' %s;"
          + " style-src-attr 'unsafe-inline'; img-src 'self' data:; connect-src 'self';"
          + " frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'none'";

  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
  private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

  private final String description;
  private final Router router;

  /** The same for everybody, and made once. */
  private volatile byte[] completed;

  ApiDescriptionController(@Value("${micronaut.application.name}") String service, Router router) {
    this.description = FOLDER + service + ".json";
    this.router = router;
  }

  @Get(uri = "/openapi.json", produces = MediaType.APPLICATION_JSON)
  @OpenTo(audience = Audience.ANYONE)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<byte[]> description() {
    byte[] whole = completed;
    if (whole == null) {
      whole = ApiDescription.complete(read(description), DeclaredRoutes.of(router));
      completed = whole;
    }
    return HttpResponse.ok(whole);
  }

  @Get(uri = "/api", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.ANYONE)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<byte[]> page() {
    byte[] page = read(PAGE + "index.html");
    String text = new String(page, StandardCharsets.UTF_8);
    String policy = String.format(Locale.ROOT, POLICY, hashes(SCRIPT, text), hashes(STYLE, text));
    return HttpResponse.ok(page)
        .contentType(MediaType.of("text/html; charset=utf-8"))
        .header(ContentPolicy.HEADER, policy);
  }

  @Get(uri = "/api/res/{name}", produces = MediaType.ALL)
  @OpenTo(audience = Audience.ANYONE)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<byte[]> resource(String name) {
    String type = RESOURCES.get(name);
    if (type == null) {
      throw absent();
    }
    return HttpResponse.ok(read(PAGE + "res/" + name)).contentType(MediaType.of(type));
  }

  /** What stands between the tags, as a policy names it (CSP level 3 section 6.7.3.3). */
  private static String hashes(Pattern element, String page) {
    StringJoiner hashes = new StringJoiner(" ");
    Matcher found = element.matcher(page);
    while (found.find()) {
      byte[] digest = sha256(found.group(1).getBytes(StandardCharsets.UTF_8));
      hashes.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
    return hashes.toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
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
