package org.kumiki.node.participation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.kumiki.exchange.wire.MessageCodec;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.node.identity.NodeInstance;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.tls.MachineIdentity;
import org.kumiki.platform.tls.MutualTls;

/**
 * The only connection that leaves a node: HTTPS with mutual TLS 1.3 to the coordinator, always
 * opened from here, through the company's proxy if there is one. Thread-safe.
 *
 * <p>No request has a total limit: it ends when nothing moves any more ({@link StallGuard}), so
 * that a slow line may take as long as it needs. What shall be over at some time has one deadline,
 * the study's.
 */
public final class CoordinatorChannel {
  /** How long the coordinator may keep an empty inbox waiting. */
  private static final int WAIT_SECONDS = 25;

  /**
   * How long nothing may move: above the wait at the inbox, the time that a full send buffer takes
   * over a line of 1 Mbit/s, and that of a disk which writes out the end of a large vector.
   */
  private static final Duration SILENCE = Duration.ofSeconds(90);

  private static final int UPGRADE_REQUIRED = 426;
  private static final String ROSTER_HEADER = "Kumiki-Roster";

  /** It goes back to the coordinator as part of an address. */
  private static final Predicate<String> DIGEST =
      Pattern.compile("[0-9a-f]{64}").asMatchPredicate();

  private static final int MAX_LETTERS = 64;
  private static final int MAX_INBOX_BYTES = MAX_LETTERS * (MessageCodec.MAX_MESSAGE_BYTES + 64);
  private static final int MAX_PROBLEM_BYTES = 64 * 1024;

  /** An idle connection is closed before a router or a proxy on the way forgets it. */
  private static final int KEEP_ALIVE_SECONDS = 30;

  private final URI base;
  private final MachineIdentity identity;
  private final NodeInstance instance;
  private final WayOut way;
  private final ClockCheck clocks;
  private final RandomGenerator random;
  private final Reachability reachability;

  /** Whom the client below speaks as; guarded by this. */
  private MachineIdentity.Material clientsMaterial;

  /** Guarded by this. */
  private HttpClient client;

  /**
   * @param base the coordinator's address
   * @param identity as whom the node speaks; what replaces it counts from the next request on
   * @param instance this run of the node, told with each request
   * @param way out of this machine, shared with all other connections of this node
   * @param clock compared with the coordinator's
   * @param random spreads retries; need not be secret
   */
  public CoordinatorChannel(
      URI base,
      MachineIdentity identity,
      NodeInstance instance,
      WayOut way,
      Clock clock,
      RandomGenerator random) {
    this.base = base;
    this.identity = identity;
    this.instance = instance;
    this.clocks = new ClockCheck(clock);
    this.way = way;
    this.random = random;
    this.reachability = new Reachability(way.proxyAddress(), clock);
  }

  /**
   * The client for what this node is now. An earlier one ends its requests and is collected: a
   * connection that is used all the time would otherwise show the old certificate for ever.
   */
  private synchronized HttpClient client() {
    MachineIdentity.Material now = identity.current();
    if (now != clientsMaterial) {
      client = way.lead(MutualTls.httpClient(now)).build();
      clientsMaterial = now;
    }
    return client;
  }

  /**
   * What the JDK's client reads from the JVM's properties, once: to be called by a node's main
   * before there is any client.
   */
  public static void prepareJvm() {
    // The JDK refuses Basic towards a proxy by default, because the password crosses the company's
    // own network in the clear. Proxies that know nothing better are why nodes have this setting;
    // whoever wants it names user and password file in kumiki.yml.
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    System.setProperty("jdk.httpclient.keepalive.timeout", String.valueOf(KEEP_ALIVE_SECONDS));
  }

  /** A message with its number in this node's inbox. */
  record Letter(long number, byte[] message) {}

  /**
   * What the inbox holds.
   *
   * @param roster how rosters and proposals stand, to be compared with what was said before
   */
  record Mail(List<Letter> letters, String roster) {}

  /** What the coordinator answered to something that was sent; empty if it took it. */
  record Answer(int status, String problem) {
    boolean taken() {
      return status < 300;
    }

    /** True if the same bytes may be taken later. */
    boolean tryLater() {
      return status >= 500 || status == 408 || status == 429;
    }
  }

  private record Response(int status, HttpHeaders headers, InputStream body) {}

  /** Somebody answered, and the same request would be answered alike at once. */
  abstract static class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    Refusal(String sentence) {
      super(sentence);
    }
  }

  /** The coordinator is there, and what it should have published is not. */
  static final class NotThere extends Refusal {
    private static final long serialVersionUID = 1L;

    NotThere() {
      super("the coordinator does not have what it published");
    }
  }

  /** The coordinator is there and does not take this node's certificate. */
  static final class NotAdmitted extends Refusal {
    private static final long serialVersionUID = 1L;

    NotAdmitted(int status) {
      super(
          "the coordinator answers "
              + status
              + ": it does not know this node's certificate, or has revoked it; ask the operator");
    }
  }

  /** The coordinator has seen two runs of this node at once, and serves neither. */
  static final class Copied extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final String PROBLEM = "urn:kumiki:problem:node-copied";

    Copied() {
      super(
          "the coordinator sees two copies of this node at once, with the same key, and serves"
              + " neither: find the other one and stop it, then ask the operator for 'kumiki"
              + " coordinator member reset'; if it is not yours, the key is stolen: tell the"
              + " operator to revoke it");
    }
  }

  /** The clocks of node and coordinator are apart, so that neither's deadlines mean anything. */
  static final class ClocksApart extends Refusal {
    private static final long serialVersionUID = 1L;

    ClocksApart(String sentence) {
      super(sentence);
    }
  }

  /** The coordinator is there and speaks no protocol version of this node's. */
  static final class OtherVersion extends Refusal {
    private static final long serialVersionUID = 1L;

    OtherVersion(String announcement) {
      super(
          "the coordinator speaks protocol version "
              + (ProtocolVersion.isAnnouncement(announcement) ? announcement : "unknown")
              + " and this node "
              + ProtocolVersion.announcement()
              + ": bring both sides to the same release");
    }
  }

  /** What stands between this node and the coordinator, for people; empty if nothing does. */
  String trouble() {
    return reachability.trouble();
  }

  /**
   * Letters after a number. An interrupt ends it.
   *
   * @param patient whether the coordinator shall wait for one if there is none
   * @param roster what it said last of its rosters; it waits no longer than this is so
   */
  Mail inbox(long after, boolean patient, String roster) throws IOException, InterruptedException {
    int wait = patient ? WAIT_SECONDS : 0;
    String query = "?after=" + after + "&wait=" + wait + "&roster=" + roster;
    Response response = send(request("/exchange/v1/inbox" + query).GET());
    if (response.status() != 200) {
      response.body().close();
      throw new IOException("the coordinator answered " + response.status());
    }
    String state = response.headers().firstValue(ROSTER_HEADER).filter(DIGEST).orElse("");
    return new Mail(letters(whole(response, MAX_INBOX_BYTES)), state);
  }

  Answer post(String path, byte[] message) throws IOException, InterruptedException {
    return answer("POST", path, BodyPublishers.ofByteArray(message));
  }

  Answer put(String path, byte[] body) throws IOException, InterruptedException {
    return answer("PUT", path, BodyPublishers.ofByteArray(body));
  }

  Answer put(String path, Path file) throws IOException, InterruptedException {
    BodyPublisher body;
    try {
      body = BodyPublishers.ofFile(file);
    } catch (FileNotFoundException e) {
      // No fault of the connection: trying again would not mend it.
      throw new UncheckedIOException("what was spooled is gone", e);
    }
    return answer("PUT", path, body);
  }

  /**
   * A published body. What breaks off is asked for again from where it broke.
   *
   * @throws NotThere if the coordinator has no such thing
   */
  InputStream get(String path) throws IOException {
    return new ResumedBody(
        position -> piece(path, position), Backoff.ofNetwork(random), Thread::sleep);
  }

  private InputStream piece(String path, long position) throws IOException {
    HttpRequest.Builder request = request(path).GET();
    if (position > 0) {
      request.header("Range", "bytes=" + position + "-");
    }
    try {
      Response response = send(request);
      if (response.status() == 206 && startsAt(response, position)) {
        return response.body();
      }
      if (response.status() == 200) {
        response.body().skipNBytes(position);
        return response.body();
      }
      response.body().close();
      throw response.status() == 404
          ? new NotThere()
          : new IOException("the coordinator answered " + response.status());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static boolean startsAt(Response response, long position) {
    return response
        .headers()
        .firstValue("Content-Range")
        .filter(range -> range.startsWith("bytes " + position + "-"))
        .isPresent();
  }

  private Answer answer(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    Response response =
        send(request(path).header("Content-Type", "application/octet-stream").method(method, body));
    byte[] problem = whole(response, MAX_PROBLEM_BYTES);
    return new Answer(
        response.status(),
        response.status() < 300 ? "" : new String(problem, StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header(ProtocolVersion.HEADER, ProtocolVersion.announcement())
        .header(NodeInstance.HEADER, instance.header());
  }

  /** Sends, and notes whether the coordinator is reached. */
  private Response send(HttpRequest.Builder builder) throws IOException, InterruptedException {
    try {
      Response response = exchange(builder);
      reachability.reached();
      return response;
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        reachability.lost(e);
      }
      throw e;
    }
  }

  private Response exchange(HttpRequest.Builder builder) throws IOException, InterruptedException {
    WayOut.Passage passage = way.enter(builder);
    HttpRequest request = builder.build();
    StallGuard guard = new StallGuard(SILENCE);
    request
        .bodyPublisher()
        .ifPresent(body -> builder.method(request.method(), guard.watching(body)));
    HttpResponse<InputStream> response =
        await(client().sendAsync(builder.build(), BodyHandlers.ofInputStream()), guard);
    int status = response.statusCode();
    passage.requireTaken(status);
    requireSameTime(response);
    if (status == 401 || status == 403 || status == 407) {
      throw isCopied(response.body()) ? new Copied() : new NotAdmitted(status);
    }
    String versions = response.headers().firstValue(ProtocolVersion.HEADER).orElse("");
    // Whatever else it answers: what it means by it is only known in a version in common.
    if (status == UPGRADE_REQUIRED || (!versions.isEmpty() && !isSpoken(versions))) {
      response.body().close();
      throw new OtherVersion(versions);
    }
    return new Response(status, response.headers(), new GuardedBody(response.body(), SILENCE));
  }

  /** Before anything else that an answer says: a clock that is off spoils all of it. */
  private void requireSameTime(HttpResponse<InputStream> response) throws IOException {
    Optional<String> complaint = clocks.complaint(response.headers().firstValue("Date"));
    if (complaint.isPresent()) {
      closeIfAny(response.body());
      throw new ClocksApart(complaint.get());
    }
  }

  private static boolean isCopied(InputStream body) throws IOException {
    if (body == null) {
      return false;
    }
    try (body) {
      return new String(body.readNBytes(MAX_PROBLEM_BYTES), StandardCharsets.UTF_8)
          .contains(Copied.PROBLEM);
    }
  }

  private static boolean isSpoken(String versions) {
    try {
      ProtocolVersion.requireCommon(versions);
      return true;
    } catch (WireFormatException e) {
      return false;
    }
  }

  /**
   * What a proxy says instead of opening a tunnel has no body in the JDK's client, not even none.
   */
  private static void closeIfAny(InputStream body) throws IOException {
    if (body != null) {
      body.close();
    }
  }

  private static HttpResponse<InputStream> await(
      CompletableFuture<HttpResponse<InputStream>> answer, StallGuard guard)
      throws IOException, InterruptedException {
    try (guard) {
      guard.start(() -> answer.cancel(true));
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (CancellationException e) {
      throw new IOException("nothing moved for " + SILENCE.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException broken
          ? broken
          : new IOException("the request failed", e.getCause());
    }
  }

  private static byte[] whole(Response response, int maxBytes) throws IOException {
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new IOException("an answer of more than " + maxBytes + " bytes");
      }
      return bytes;
    }
  }

  private static List<Letter> letters(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    List<Letter> letters =
        in.list(
            "letters",
            MAX_LETTERS,
            r -> new Letter(r.u64("number"), r.bytes("message", MessageCodec.MAX_MESSAGE_BYTES)));
    in.end();
    return letters;
  }
}
