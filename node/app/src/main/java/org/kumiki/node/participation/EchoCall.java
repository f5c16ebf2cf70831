package org.kumiki.node.participation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.platform.proxy.ProxySettings;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.tls.MachineIdentity.Material;
import org.kumiki.platform.tls.MutualTls;

/**
 * One round trip to the coordinator and back with the node's own certificate, over mutual TLS and
 * the company's proxy, as the work goes: {@code POST /exchange/v1/echo}. What is sent is drawn from
 * a fixed seed and means nothing.
 */
public final class EchoCall {
  /** What goes up and comes down; also the most that a coordinator takes. */
  public static final int BYTES = 1 << 20;

  /** A megabyte over 128 kbit/s takes a minute each way. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  public static final int ANSWERED = 200;

  private final URI address;
  private final HttpClient http;
  private final WayOut way;
  private final Clock clock;

  /**
   * @param identity the node's. Nothing is said of its run: a doctor beside the service is no copy
   * @param clock the machine's, to be compared with the coordinator's
   */
  public EchoCall(URI coordinator, Material identity, Optional<ProxySettings> proxy, Clock clock) {
    this.address = coordinator.resolve("/exchange/v1/echo");
    this.way = WayOut.of(proxy);
    this.http = way.lead(MutualTls.httpClient(identity)).build();
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * The coordinator answered.
     *
     * @param status of HTTP
     * @param versions which protocol versions it speaks, as it announces them; may be empty
     * @param ahead how far this machine's clock is ahead of the coordinator's, to half a second and
     *     half a round trip
     * @param trip how the large echo went; empty if it was not tried, or was cut
     */
    record Answered(int status, String versions, Optional<Duration> ahead, Optional<Trip> trip)
        implements Outcome {}

    /** No answer came. */
    record Broken(Way way) implements Outcome {}
  }

  /** How a call ended without an answer. */
  public enum Way {
    /**
     * The connection ended when this node had shown its certificate, by TLS's word or without one:
     * in TLS 1.3 a client's handshake is over before its certificate is looked at.
     */
    NOT_TAKEN,
    /** Nothing came for a long time. */
    SILENT
  }

  /**
   * @param up from the first byte that was sent until the answer began
   * @param down from there until its last byte
   * @param same whether the same bytes came back
   */
  public record Trip(Duration up, Duration down, boolean same) {}

  /** Calls; an interrupt ends it. */
  public Outcome call() throws InterruptedException {
    try {
      // A byte first: the connection is made, and what is measured afterwards is the line.
      Instant sent = clock.instant();
      HttpResponse<InputStream> first = send(new byte[] {1});
      Instant middle = sent.plus(Duration.between(sent, clock.instant()).dividedBy(2));
      read(first);
      return new Outcome.Answered(
          first.statusCode(),
          first.headers().firstValue(ProtocolVersion.HEADER).orElse(""),
          date(first).map(theirs -> Duration.between(theirs, middle)),
          first.statusCode() == ANSWERED ? trip() : Optional.empty());
    } catch (HttpTimeoutException e) {
      return new Outcome.Broken(Way.SILENT);
    } catch (IOException e) {
      return new Outcome.Broken(Way.NOT_TAKEN);
    }
  }

  private Optional<Trip> trip() throws InterruptedException {
    byte[] payload = new byte[BYTES];
    new Random(1).nextBytes(payload);
    try {
      return Optional.of(trip(payload));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Trip trip(byte[] payload) throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<InputStream> answer = send(payload);
    long begun = System.nanoTime();
    byte[] back = read(answer);
    long end = System.nanoTime();
    return new Trip(
        Duration.ofNanos(begun - start),
        Duration.ofNanos(end - begun),
        Arrays.equals(payload, back));
  }

  private HttpResponse<InputStream> send(byte[] body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(LONGEST)
            .header(ProtocolVersion.HEADER, ProtocolVersion.announcement())
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(body));
    way.enter(request);
    return http.send(request.build(), BodyHandlers.ofInputStream());
  }

  private static byte[] read(HttpResponse<InputStream> answer) throws IOException {
    // What a proxy says instead of a tunnel has no body in the JDK's client, not even none.
    if (answer.body() == null) {
      return new byte[0];
    }
    try (InputStream body = answer.body()) {
      return body.readNBytes(BYTES + 1);
    }
  }

  /** The header has whole seconds: the time that it means lies half a second later on average. */
  private static Optional<Instant> date(HttpResponse<?> answer) {
    try {
      return answer
          .headers()
          .firstValue("Date")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
          .map(date -> date.toInstant().plusMillis(500));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
