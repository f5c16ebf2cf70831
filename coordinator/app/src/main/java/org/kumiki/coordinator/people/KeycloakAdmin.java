package org.kumiki.coordinator.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.kumiki.platform.cli.CommandFailure;

/**
 * Keycloak's REST interface for administrators, as far as a setup needs it. Keycloak's own client
 * library would bring 57 jars into the coordinator for these four verbs (decision 16). Not
 * thread-safe.
 */
public final class KeycloakAdmin {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A realm with hundreds of clients is smaller. */
  private static final int MAX_BYTES = 16 << 20;

  /** Keycloak's administrators' tokens live for a minute. */
  private static final Duration TOKEN_AGE = Duration.ofSeconds(30);

  private final URI server;
  private final String user;
  private final String password;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private String token = "";
  private long tokenSince;

  /**
   * An administrator's view.
   *
   * @param server Keycloak's address, without a realm
   * @param user an administrator of the realm {@code master}
   */
  public KeycloakAdmin(URI server, String user, String password) {
    boolean local = "127.0.0.1".equals(server.getHost()) || "localhost".equals(server.getHost());
    if (!"https".equals(server.getScheme()) && !local) {
      throw CommandFailure.refused(
          server + " is not https: the password would travel in the clear", "use https://…");
    }
    this.server = server;
    this.user = user;
    this.password = password;
  }

  /** What lies at a path below {@code /admin/realms}; empty if nothing does. */
  public Optional<JsonNode> get(String path) {
    HttpResponse<InputStream> answer = send("GET", path, null);
    return answer.statusCode() == 404 ? Optional.empty() : Optional.of(body(answer));
  }

  /** A list; an empty one where there is nothing. */
  public JsonNode list(String path) {
    return get(path).orElseGet(JSON::createArrayNode);
  }

  public JsonNode post(String path, JsonNode body) {
    return body(send("POST", path, body));
  }

  public void put(String path, JsonNode body) {
    JsonNode unused = body(send("PUT", path, body));
    assert unused != null;
  }

  /** A path's segment or a query's value. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpResponse<InputStream> send(String method, String path, JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address("/admin/realms" + path)))
            .header("Authorization", "Bearer " + token())
            .header("Accept", "application/json");
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
    }
    HttpResponse<InputStream> answer = send(request);
    // Nothing there is an answer to a question, and a failure of a change.
    boolean nothing = answer.statusCode() == 404 && body == null;
    if (answer.statusCode() >= 400 && !nothing) {
      throw CommandFailure.refused(
          "Keycloak answers " + answer.statusCode() + " to " + method + " " + path + reason(answer),
          answer.statusCode() == 403 ? "use an administrator's account" : "correct the input");
    }
    return answer;
  }

  private String token() {
    if (token.isEmpty() || System.nanoTime() - tokenSince > TOKEN_AGE.toNanos()) {
      String form =
          "grant_type=password&client_id=admin-cli&username="
              + encode(user)
              + "&password="
              + encode(password);
      HttpResponse<InputStream> answer =
          send(
              HttpRequest.newBuilder(
                      URI.create(address("/realms/master/protocol/openid-connect/token")))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form)));
      if (answer.statusCode() != 200) {
        throw CommandFailure.refused(
            "Keycloak does not accept the administrator " + user, "check name and password");
      }
      token = body(answer).path("access_token").asText();
      tokenSince = System.nanoTime();
    }
    return token;
  }

  private String address(String path) {
    return server.toString().replaceAll("/+$", "") + path;
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(60)).build(),
          HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw CommandFailure.tryLater(
          "Keycloak at " + server + " does not answer", "start it, or check the address");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.tryLater("interrupted", "run the command again");
    }
  }

  private static JsonNode body(HttpResponse<InputStream> answer) {
    try (InputStream in = answer.body()) {
      byte[] bytes = in.readNBytes(MAX_BYTES);
      return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
    } catch (IOException e) {
      throw CommandFailure.tryLater("Keycloak's answer is not readable", "run the command again");
    }
  }

  private static String reason(HttpResponse<InputStream> answer) {
    JsonNode body = body(answer);
    String text = body.path("errorMessage").asText(body.path("error").asText(""));
    return text.isEmpty() ? "" : ": " + text;
  }
}
