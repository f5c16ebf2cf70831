package org.kumiki.node.participation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.kumiki.exchange.wire.MessageCodec;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.node.identity.NodeInstance;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.tls.MachineIdentity;

/**
 * All that a node says to the coordinator and hears of it: the inbox, messages and vectors that go
 * out, what was published. How one request gets there is {@link CoordinatorLink}. Thread-safe.
 */
public final class CoordinatorChannel {
  /** How long the coordinator may keep an empty inbox waiting. */
  private static final int WAIT_SECONDS = 25;

  private static final String ROSTER_HEADER = "Kumiki-Roster";

  /** It goes back to the coordinator as part of an address. */
  private static final Predicate<String> DIGEST =
      Pattern.compile("[0-9a-f]{64}").asMatchPredicate();

  private static final int MAX_LETTERS = 64;

  /** The largest letters of protocol version 1; beyond, a coordinator sends fewer at once. */
  private static final int MAX_INBOX_BYTES =
      MAX_LETTERS * (MessageCodec.maxMessageBytes(ProtocolVersion.FIRST) + 64);

  private static final int MAX_PROBLEM_BYTES = 64 * 1024;

  /** An idle connection is closed before a router or a proxy on the way forgets it. */
  private static final int KEEP_ALIVE_SECONDS = 30;

  private final CoordinatorLink link;
  private final RandomGenerator random;

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
    this.link = new CoordinatorLink(base, identity, instance, way, clock);
    this.random = random;
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

  /** What stands between this node and the coordinator, for people; empty if nothing does. */
  String trouble() {
    return link.trouble();
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
    CoordinatorLink.Response response = link.send(link.request("/exchange/v1/inbox" + query).GET());
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
   * @throws ChannelRefusal.NotThere if the coordinator has no such thing
   * @throws ChannelRefusal.NoLonger if it has withdrawn it
   */
  InputStream get(String path) throws IOException {
    return new ResumedBody(
        position -> piece(path, position), Backoff.ofNetwork(random), Thread::sleep);
  }

  private InputStream piece(String path, long position) throws IOException {
    HttpRequest.Builder request = link.request(path).GET();
    if (position > 0) {
      request.header("Range", "bytes=" + position + "-");
    }
    try {
      CoordinatorLink.Response response = link.send(request);
      if (response.status() == 206 && startsAt(response, position)) {
        return response.body();
      }
      if (response.status() == 200) {
        response.body().skipNBytes(position);
        return response.body();
      }
      response.body().close();
      throw absent(response.status());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static IOException absent(int status) {
    if (status == 404) {
      return new ChannelRefusal.NotThere();
    }
    if (status == 410) {
      return new ChannelRefusal.NoLonger();
    }
    return new IOException("the coordinator answered " + status);
  }

  private static boolean startsAt(CoordinatorLink.Response response, long position) {
    return response
        .headers()
        .firstValue("Content-Range")
        .filter(range -> range.startsWith("bytes " + position + "-"))
        .isPresent();
  }

  private Answer answer(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    CoordinatorLink.Response response =
        link.send(
            link.request(path)
                .header("Content-Type", "application/octet-stream")
                .method(method, body));
    byte[] problem = whole(response, MAX_PROBLEM_BYTES);
    return new Answer(
        response.status(),
        response.status() < 300 ? "" : new String(problem, StandardCharsets.UTF_8));
  }

  private static byte[] whole(CoordinatorLink.Response response, int maxBytes) throws IOException {
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
