package org.kumiki.node.participation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.kumiki.exchange.wire.MessageCodec;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.platform.tls.MutualTls;

/**
 * The only connection that leaves a node: HTTPS with mutual TLS 1.3 to the coordinator, always
 * opened from here. Thread-safe.
 */
public final class CoordinatorChannel {
  /** How long the coordinator may keep an empty inbox waiting. */
  private static final int WAIT_SECONDS = 25;

  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration TRANSFER = Duration.ofHours(1);
  private static final int MAX_LETTERS = 64;

  private final URI base;
  private final HttpClient http;

  public CoordinatorChannel(
      URI base, PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
    this.base = base;
    this.http = MutualTls.httpClient(key, chain, authorities).build();
  }

  /** A message with its number in this node's inbox. */
  record Letter(long number, byte[] message) {}

  /** What the coordinator answered to something that was sent; empty if it took it. */
  record Answer(int status, String problem) {
    boolean taken() {
      return status < 300;
    }

    /** True if the same bytes may be taken later. */
    boolean tryLater() {
      return status >= 500 || status == 408 || status == 426 || status == 429 || status == 401 || status == 403;
    }
  }

  /** The coordinator is there, and what it should have published is not. */
  static final class NotThere extends IOException {
    private static final long serialVersionUID = 1L;

    NotThere() {
      super("the coordinator does not have what it published");
    }
  }

  /** The coordinator is there and does not take this node's certificate. */
  static final class NotAdmitted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAdmitted(int status) {
      super(
          "the coordinator answers "
              + status
              + ": it does not know this node's certificate, or has revoked it; ask the operator");
    }
  }

  /**
   * Letters after a number; the future can be cancelled.
   *
   * @param patient whether the coordinator shall wait for one if there is none
   */
  CompletableFuture<List<Letter>> inbox(long after, boolean patient) {
    int wait = patient ? WAIT_SECONDS : 0;
    HttpRequest request =
        request("/exchange/v1/inbox?after=" + after + "&wait=" + wait, ANSWER).GET().build();
    return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(this::letters);
  }

  Answer post(String path, byte[] message) throws IOException, InterruptedException {
    return send("POST", path, BodyPublishers.ofByteArray(message), ANSWER);
  }

  Answer put(String path, Path file) throws IOException, InterruptedException {
    return send("PUT", path, BodyPublishers.ofFile(file), TRANSFER);
  }

  /** A published body. */
  InputStream get(String path) throws IOException {
    try {
      HttpResponse<InputStream> response =
          http.send(request(path, TRANSFER).GET().build(), BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        response.body().close();
        if (response.statusCode() == 404) {
          throw new NotThere();
        }
        throw new IOException("the coordinator answered " + response.statusCode());
      }
      return new TimedStream(response.body(), TRANSFER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Answer send(String method, String path, BodyPublisher body, Duration timeout)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path, timeout)
            .header("Content-Type", "application/octet-stream")
            .method(method, body)
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.statusCode() < 300 ? "" : response.body());
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header(ProtocolVersion.HEADER, ProtocolVersion.announcement())
        .timeout(timeout);
  }

  private List<Letter> letters(HttpResponse<byte[]> response) {
    if (response.statusCode() == 401 || response.statusCode() == 403) {
      throw new NotAdmitted(response.statusCode());
    }
    if (response.statusCode() != 200) {
      throw new WireFormatException("the coordinator answered " + response.statusCode());
    }
    WireReader in = new WireReader(response.body());
    List<Letter> letters =
        in.list(
            "letters",
            MAX_LETTERS,
            r -> new Letter(r.u64("number"), r.bytes("message", MessageCodec.MAX_MESSAGE_BYTES)));
    in.end();
    return letters;
  }
}
