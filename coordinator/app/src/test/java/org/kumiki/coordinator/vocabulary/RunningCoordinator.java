package org.kumiki.coordinator.vocabulary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.kumiki.coordinator.authority.Founding;
import org.kumiki.coordinator.authority.Passphrase;
import org.kumiki.coordinator.cli.CoordinatorService;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.platform.folder.PrivateFile;

/** A coordinator without members, asked over HTTP as its owner or as nobody. */
public final class RunningCoordinator implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CoordinatorService service;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String token;

  /** Founds and starts one below a folder. */
  public RunningCoordinator(Path temporary, String moreSettings) throws IOException {
    Path folder = temporary.resolve("coordinator");
    Path passphrase = temporary.resolve("passphrase");
    if (!Files.exists(passphrase)) {
      PrivateFile.write(passphrase, "lusab babad gutih tugad");
      Founding founding =
          new Founding(CoordinatorFolder.open(folder), Clock.systemUTC(), new SecureRandom());
      try (Passphrase words = Passphrase.ofFile(passphrase)) {
        founding.init(
            "steel",
            URI.create("https://127.0.0.1:8443"),
            "consortium: steel\naddress: https://127.0.0.1:8443\nlisten: 127.0.0.1\nport: 0\n"
                + "apiPort: 0\nprograms: "
                + temporary.resolve("programs")
                + "\n"
                + moreSettings,
            words);
      }
    }
    service = CoordinatorService.start(CoordinatorFolder.open(folder), Clock.systemUTC());
    token = PrivateFile.read(folder.resolve("api-token")).strip();
  }

  public URI address() {
    return service.api();
  }

  public HttpRequest.Builder request(String path) {
    return anonymous(path).header("Authorization", "Bearer " + token);
  }

  public HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(URI.create(service.api() + path));
  }

  public HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  public JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send(request(path).GET());
    if (answer.statusCode() != 200) {
      throw new IOException(
          answer.statusCode()
              + " "
              + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
    }
    return JSON.readTree(answer.body());
  }

  public HttpResponse<byte[]> post(String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
  }

  public static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    service.close();
  }
}
