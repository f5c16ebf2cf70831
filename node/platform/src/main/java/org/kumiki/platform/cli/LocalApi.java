package org.kumiki.platform.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.folder.PrivateFile;

/**
 * How a command of this machine speaks to the running service: its address and token lie in the
 * data folder, which only its owner can read. A problem of the service becomes a {@link
 * CommandFailure} of one line.
 *
 * <p>Safe for use by many threads.
 */
public final class LocalApi {
  /** Where a running service writes the address of its people's listener. */
  public static final String ADDRESS_FILE = "api-address";

  private static final String TOKEN_FILE = "api-token";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNAVAILABLE = 503;

  /** Far above any list of ours; a service that sends more would end in this process's memory. */
  private static final int MAX_JSON_BYTES = 64 << 20;

  private static final int MAX_PROBLEM_BYTES = 64 << 10;

  private final URI address;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private LocalApi(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  /**
   * The service of a data folder.
   *
   * @throws CommandFailure with exit code 75 if it has not been started
   */
  public static LocalApi of(Path folder) {
    Path file = folder.resolve(ADDRESS_FILE);
    // An address that a killed service left behind may be another program's by now, which must
    // not be sent the token.
    if (!Files.isRegularFile(file) || FolderLock.lastHolder(folder).isEmpty()) {
      throw notRunning(folder.toString());
    }
    try {
      URI address = URI.create(Files.readString(file).strip());
      return new LocalApi(address, PrivateFile.read(folder.resolve(TOKEN_FILE)).strip());
    } catch (IOException | IllegalArgumentException e) {
      throw CommandFailure.refused("cannot read " + file, "start the service again", e);
    }
  }

  /** Says where the service of a folder answers, once it does. */
  public static void announce(DataFolder folder, URI address) {
    PrivateFile.write(folder.resolve(ADDRESS_FILE), address.toString());
  }

  /** Takes the address back: before a service starts, and when it stops. */
  public static void withdraw(DataFolder folder) {
    Path file = folder.resolve(ADDRESS_FILE);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot delete " + file, "check its permissions", e);
    }
  }

  /** The address that a person may open. */
  public URI address() {
    return address;
  }

  public JsonNode get(String path) {
    return json(send("GET", path, BodyPublishers.noBody(), "application/json"));
  }

  public JsonNode delete(String path) {
    return json(send("DELETE", path, BodyPublishers.noBody(), "application/json"));
  }

  /** Posts text of a media type. */
  public JsonNode post(String path, String body, String mediaType) {
    return json(send("POST", path, BodyPublishers.ofString(body), mediaType));
  }

  /** Posts a JSON value. */
  public JsonNode postJson(String path, JsonNode body) {
    return post(path, body.toString(), "application/json");
  }

  /** Streams a file. */
  public JsonNode putFile(String path, Path file) {
    try {
      return json(send("PUT", path, BodyPublishers.ofFile(file), "application/octet-stream"));
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + file, "check that the file exists", e);
    }
  }

  /** Streams an answer that is not JSON. */
  public InputStream stream(String method, String path, JsonNode body) {
    return send(method, path, BodyPublishers.ofString(body.toString()), "application/json");
  }

  /** Streams what a path holds that is not JSON. */
  public InputStream stream(String path) {
    return send("GET", path, BodyPublishers.noBody(), "application/json");
  }

  private InputStream send(String method, String path, BodyPublisher body, String mediaType) {
    HttpRequest request =
        HttpRequest.newBuilder(resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", mediaType)
            .method(method, body)
            .build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() >= 400) {
        throw problem(response);
      }
      return response.body();
    } catch (IOException e) {
      throw notRunning(address.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.tryLater("interrupted", "run the command again");
    }
  }

  private URI resolve(String path) {
    try {
      return address.resolve(path);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.refused(
          "an argument does not fit into an address", "check names and hashes", e);
    }
  }

  private static JsonNode json(InputStream body) {
    try (body) {
      byte[] bytes = body.readNBytes(MAX_JSON_BYTES + 1);
      if (bytes.length > MAX_JSON_BYTES) {
        throw CommandFailure.refused(
            "the service's answer is longer than " + MAX_JSON_BYTES + " bytes",
            "report it with the command that you ran");
      }
      return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
    } catch (IOException e) {
      throw CommandFailure.tryLater("the service's answer broke off", "run the command again");
    }
  }

  private static CommandFailure problem(HttpResponse<InputStream> response) throws IOException {
    String text = new String(response.body().readNBytes(MAX_PROBLEM_BYTES), StandardCharsets.UTF_8);
    String detail = "status " + response.statusCode();
    String title = "the service refused";
    try {
      JsonNode problem = JSON.readTree(text);
      title = problem.path("title").asText(title);
      detail = problem.path("detail").asText(detail);
    } catch (JsonProcessingException e) {
      return CommandFailure.refused(title, detail, e);
    }
    return response.statusCode() == UNAVAILABLE
        ? CommandFailure.tryLater(title, detail)
        : CommandFailure.refused(title, detail);
  }

  private static CommandFailure notRunning(String where) {
    return CommandFailure.tryLater(
        "the service of " + where + " does not answer", "start it with its 'start' command");
  }
}
