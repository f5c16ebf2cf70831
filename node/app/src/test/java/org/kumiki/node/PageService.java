package org.kumiki.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.http.ApiToken;
import org.kumiki.platform.page.Place;
import org.kumiki.platform.people.Admission;
import org.kumiki.platform.people.People;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.service.ListenAddress;
import org.kumiki.platform.service.ServiceRuntime;
import org.kumiki.platform.service.ServiceSettings;

/** A node's listener with nothing behind it but what a test gives, asked by the machine's owner. */
public final class PageService implements AutoCloseable {
  private static final String BOUNDARY = "----b1";

  private final ServiceRuntime runtime;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();

  public PageService(FolderLock lock, List<Object> beans) {
    Path folder = lock.folder().path();
    this.runtime =
        ServiceRuntime.start(
            ServiceSettings.of("kumiki-node", ListenAddress.loopback(0), Optional.empty()),
            ApiToken.readOrCreate(lock.folder(), new SecureRandom()),
            People.of(
                Optional.empty(),
                Admission.ownPeople("acme"),
                folder,
                WayOut.direct(),
                Clock.systemUTC()),
            new Place("node", "acme"),
            beans);
    this.token = PrivateFile.read(folder.resolve("api-token")).strip();
  }

  public HttpResponse<String> get(String path, String language) throws Exception {
    return send(request(path).header("Accept-Language", language).GET());
  }

  public HttpResponse<String> delete(String path) throws Exception {
    return send(request(path).DELETE());
  }

  /** Sends a form. */
  public HttpResponse<String> post(String path, String form) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /** Sends a form with fields and then a file, as a browser does. */
  public HttpResponse<String> upload(String path, String fields, String fileName, String file)
      throws Exception {
    StringBuilder body = new StringBuilder();
    for (String field : fields.split("&")) {
      String[] pair = field.split("=", 2);
      body.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
          .append(pair[0])
          .append("\"\r\n\r\n")
          .append(pair[1])
          .append("\r\n");
    }
    body.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"table\"; filename=\"")
        .append(fileName)
        .append("\"\r\nContent-Type: text/csv\r\n\r\n")
        .append(file)
        .append("\r\n--" + BOUNDARY + "--\r\n");
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)));
  }

  /** Sends a form whose file never ends. */
  public HttpResponse<String> uploadBrokenOff(String path, String file) throws Exception {
    String head =
        "\r\nContent-Disposition: form-data; name=\"table\"; filename=\"half.csv\"\r\n\r\n";
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofString("--" + BOUNDARY + head + file)));
  }

  /** Sends a file by itself. */
  public HttpResponse<String> put(String path, byte[] bytes) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(bytes)));
  }

  /** Keeps a page as a file where they are asked for, to be looked at. */
  public void keep(String name, HttpResponse<String> page) throws IOException {
    String folder = System.getProperty("kumiki.pages", "");
    if (!folder.isEmpty()) {
      Files.writeString(Path.of(folder, name + ".html"), page.body());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + runtime.peoplePort() + path))
        .header("Authorization", "Bearer " + token)
        .header("Accept", "text/html,application/json;q=0.9,*/*;q=0.8");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    runtime.close();
  }
}
