package org.kumiki.platform.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.platform.ChildJvm;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.http.ApiToken;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleListenerTest {
  private static final long MAX_BUFFERED = 10_000;

  private Path temp;
  private final HttpClient client = HttpClient.newHttpClient();
  private DataFolder folder;
  private FolderLock lock;
  private Database database;
  private ApiToken token;
  private ServiceRuntime service;

  @BeforeAll
  void start(@TempDir Path folderOfTests) {
    temp = folderOfTests;
    folder = DataFolder.open(temp.resolve("data"));
    lock = folder.lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(ChildJvm.binaryCache()), lock, "classpath:db/probe");
    token = ApiToken.readOrCreate(folder, new SecureRandom());
    service =
        ServiceRuntime.start(
            new ServiceSettings(
                "kumiki-probe",
                ListenAddress.loopback(0),
                Optional.empty(),
                Optional.empty(),
                MAX_BUFFERED,
                MAX_BUFFERED),
            token,
            List.of(database));
  }

  @AfterAll
  void stop() {
    service.close();
    database.close();
    lock.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.peoplePort() + path));
  }

  private HttpRequest.Builder authorised(String path) {
    return to(path).header("Authorization", "Bearer " + token.secret());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String contentType, String body) throws Exception {
    return send(
        authorised("/api/v1/probe")
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body)));
  }

  private static void assertProblem(String code, int status, HttpResponse<String> response)
      throws Exception {
    JsonNode body = new ObjectMapper().readTree(response.body());
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElse(""));
    assertEquals("urn:kumiki:problem:" + code, body.path("type").asText());
    assertEquals(status, body.path("status").asInt());
    assertFalse(body.path("title").asText().isEmpty());
    assertTrue(body.path("retryable").isBoolean());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/",
        "/api/v1/probe/defect",
        "/api/res/",
        "/api/res/.hidden",
        "/openapi.json/",
        "/metrics",
        "/health/liveness",
        "/health/",
        "/",
        "/nonsense",
        "/exchange/v1/who",
        "//health",
        "/health;x",
        "/beans",
        "/prometheus"
      })
  void withoutATokenNothingButHealthAndTheDescriptionAnswers(String path) throws Exception {
    assertProblem("unauthenticated", 401, send(to(path)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/res/swagger-ui.css", "/openapi.json", "/health"})
  void aBrowserMayReadTheDescriptionAndThePageToTryIt(String path) throws Exception {
    assertEquals(200, send(to(path)).statusCode());
  }

  @Test
  void a401NamesTheScheme() throws Exception {
    assertEquals(
        "Bearer realm=\"kumiki\"",
        send(to("/metrics")).headers().firstValue("WWW-Authenticate").orElse(""));
  }

  @Test
  void aWrongTokenIsRefused() throws Exception {
    String right = token.secret();
    for (String header :
        List.of(
            "Bearer ",
            "Bearer " + right + "x",
            "Bearer " + right.substring(1),
            "Basic " + right,
            right)) {
      assertProblem("unauthenticated", 401, send(to("/metrics").header("Authorization", header)));
    }
    assertEquals(200, send(authorised("/metrics")).statusCode());
  }

  @Test
  void healthSaysUpAndNothingElse() throws Exception {
    HttpResponse<String> response = send(to("/health"));

    assertEquals(200, response.statusCode());
    assertEquals("{\"status\":\"UP\"}", response.body());
  }

  @Test
  void metricsAreInPrometheusFormat() throws Exception {
    HttpResponse<String> response = send(authorised("/metrics"));

    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains("# TYPE jvm_memory_used_bytes gauge"), response.body());
  }

  @Test
  void aRequestIsAnswered() throws Exception {
    HttpResponse<String> response = post("application/json", "{\"number\":21}");

    assertEquals(200, response.statusCode());
    assertEquals("{\"number\":42}", response.body());
  }

  @Test
  void everyErrorIsAProblem() throws Exception {
    assertProblem("not-found", 404, send(authorised("/api/v1/nonsense")));
    assertProblem("not-found", 404, send(authorised("/exchange/v1/who")));
    assertProblem("not-found", 404, send(authorised("/exchange%2Fv1/who")));
    assertProblem("method-not-allowed", 405, send(authorised("/api/v1/probe").DELETE()));
    HttpRequest.BodyPublisher nothing = HttpRequest.BodyPublishers.noBody();
    assertProblem("method-not-allowed", 405, send(authorised("/health").method("TRACE", nothing)));
    assertProblem("bad-request", 400, post("application/json", "{\"number\":"));
    assertProblem("bad-request", 400, post("application/json", ""));
    assertProblem("unsupported-media-type", 415, post("text/csv", "1,2"));
    assertProblem("conflict", 409, send(authorised("/api/v1/probe/conflict")));
  }

  /**
   * Up to the end of a problem's body. The server may leave the connection open; half of it closed
   * from here could close it before the answer.
   */
  private static String firstAnswer(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    int read = 0;
    while (read != '}' && read >= 0) {
      read = socket.getInputStream().read();
      answer.append((char) read);
    }
    return answer.toString();
  }

  @Test
  void aRequestThatIsNoHttpGetsNoDetails() throws Exception {
    for (String request : List.of("NONSENSE\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n")) {
      try (Socket socket = new Socket("127.0.0.1", service.peoplePort())) {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String answer = firstAnswer(socket);

        assertTrue(answer.matches("(?s)HTTP/1\\.[01] 4.*"), answer);
        assertFalse(answer.contains("Exception"), answer);
        assertTrue(answer.contains("application/problem+json"), () -> request + " => " + answer);
      }
    }
  }

  /** RFC 9112 section 6.1: what one server takes for a body could be a request to the next. */
  @Test
  void aRequestWithTwoLengthsIsRefusedAndItsConnectionEnds() throws Exception {
    String second = "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    String first =
        "GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: "
            + (5 + second.length())
            + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", service.peoplePort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write((first + second).getBytes(StandardCharsets.US_ASCII));
      String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answers.startsWith("HTTP/1.1 400"), answers);
      assertEquals(answers.indexOf("HTTP/1.1"), answers.lastIndexOf("HTTP/1.1"), answers);
    }
  }

  @Test
  void badInputIsNotRepeated() throws Exception {
    HttpResponse<String> response = post("application/json", "{\"number\":\"canary-7741\"}");

    assertProblem("bad-request", 400, response);
    assertFalse(response.body().contains("canary"), response.body());
  }

  @Test
  void aDefectIsAnsweredWithoutDetails() throws Exception {
    HttpResponse<String> response = send(authorised("/api/v1/probe/defect"));

    assertProblem("internal", 500, response);
    assertFalse(response.body().contains("canary"), response.body());
    assertFalse(response.body().contains("Exception"), response.body());
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    String body = "{\"number\":1," + " ".repeat((int) MAX_BUFFERED) + "}";

    assertProblem("too-large", 413, post("application/json", body));
  }

  @Test
  void theDescriptionListsTheApiAndNothingOfThePlatform() throws Exception {
    HttpResponse<String> response = send(authorised("/openapi.json"));

    assertEquals(200, response.statusCode());
    JsonNode paths = new ObjectMapper().readTree(response.body()).path("paths");
    JsonNode probe = paths.path("/api/v1/probe").path("post");
    assertEquals("Doubles.\n\nFor: steward.", probe.path("description").asText());
    assertEquals("probe", probe.path("tags").path(0).asText());
    assertEquals(
        "#/components/schemas/ProblemBody",
        probe.at("/responses/default/content/application~1problem+json/schema/$ref").asText());
    assertTrue(paths.has("/api/v1/me"), response.body());
    assertFalse(paths.has("/metrics"), response.body());
  }

  @Test
  void thePageLoadsOnlyFilesOfThisServer() throws Exception {
    HttpResponse<String> page = send(authorised("/api"));

    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("/openapi.json"), page.body());
    assertFalse(Pattern.compile("https?://|['\"]//[a-z]").matcher(page.body()).find(), page.body());
    assertTrue(
        page.headers()
            .firstValue("Content-Security-Policy")
            .orElse("")
            .startsWith("default-src 'none'; script-src 'self' 'sha256-"));
    Matcher files = Pattern.compile("\"(/api/res/[^\"]+)\"").matcher(page.body());
    int found = 0;
    while (files.find()) {
      assertEquals(200, send(authorised(files.group(1))).statusCode(), files.group(1));
      found++;
    }
    assertEquals(5, found);
    assertProblem("not-found", 404, send(authorised("/api/res/README.md")));
  }

  @Test
  void theTokenIsKeptInAPrivateFileAndStaysTheSame() throws Exception {
    Path file = folder.resolve("api-token");

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(token.secret(), Files.readString(file).strip());
    assertEquals(43, token.secret().length());
    assertEquals(token.secret(), ApiToken.readOrCreate(folder, new SecureRandom()).secret());
    assertFalse(token.toString().contains(token.secret()));
  }

  @Test
  void anEmptyTokenFileIsNoToken() throws Exception {
    DataFolder other = DataFolder.open(temp.resolve("other"));
    ApiToken.readOrCreate(other, new SecureRandom());
    Files.writeString(other.resolve("api-token"), "");

    assertThrows(CommandFailure.class, () -> ApiToken.readOrCreate(other, new SecureRandom()));
  }

  @Test
  void aPortThatIsTakenIsToldInOneLine() {
    ServiceSettings same =
        ServiceSettings.of(
            "kumiki-probe", ListenAddress.loopback(service.peoplePort()), Optional.empty());

    CommandFailure refused =
        assertThrows(
            CommandFailure.class, () -> ServiceRuntime.start(same, token, List.of()).close());
    assertEquals(ExitCode.TRY_LATER, refused.exitCode());
    assertTrue(refused.line().contains(Integer.toString(service.peoplePort())), refused.line());
  }

  @Test
  void thePeoplesListenerIsOnLoopback() {
    ListenAddress everywhere = new ListenAddress("0.0.0.0", 0);

    assertThrows(
        IllegalArgumentException.class,
        () -> ServiceSettings.of("kumiki-probe", everywhere, Optional.empty()));
  }

  @Test
  void healthIsDownWhenTheDatabaseIsGone() throws Exception {
    DataFolder other = DataFolder.open(temp.resolve("down"));
    try (FolderLock otherLock = other.lock();
        Database gone =
            Database.open(
                new DatabaseSettings.Embedded(ChildJvm.binaryCache()),
                otherLock,
                "classpath:db/probe");
        ServiceRuntime runtime =
            ServiceRuntime.start(
                ServiceSettings.of("kumiki-probe", ListenAddress.loopback(0), Optional.empty()),
                token,
                List.of(gone))) {
      gone.embedded().orElseThrow().close();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + runtime.peoplePort() + "/health"))
              .build();

      assertEquals(503, client.send(request, BodyHandlers.ofString()).statusCode());
    }
  }
}
