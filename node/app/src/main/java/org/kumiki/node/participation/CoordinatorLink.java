package org.kumiki.node.participation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.node.identity.NodeInstance;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.tls.MachineIdentity;
import org.kumiki.platform.tls.MutualTls;

/**
 * One request to the coordinator and its answer: HTTPS with mutual TLS 1.3, always opened from
 * here, through the company's proxy if there is one. It is the only connection that leaves a node.
 * Thread-safe.
 *
 * <p>No request has a total limit: it ends when nothing moves any more ({@link StallGuard}), so
 * that a slow line may take as long as it needs. What shall be over at some time has one deadline,
 * the study's.
 */
final class CoordinatorLink {
  /**
   * How long nothing may move: above the wait at the inbox, the time that a full send buffer takes
   * over a line of 1 Mbit/s, and that of a disk which writes out the end of a large vector.
   */
  private static final Duration SILENCE = Duration.ofSeconds(90);

  private static final int UPGRADE_REQUIRED = 426;
  private static final int MAX_PROBLEM_BYTES = 64 * 1024;

  private final URI base;
  private final MachineIdentity identity;
  private final NodeInstance instance;
  private final WayOut way;
  private final ClockCheck clocks;
  private final Reachability reachability;

  /** Guarded by this. */
  private Speaker speaker;

  CoordinatorLink(
      URI base, MachineIdentity identity, NodeInstance instance, WayOut way, Clock clock) {
    this.base = base;
    this.identity = identity;
    this.instance = instance;
    this.clocks = new ClockCheck(clock);
    this.way = way;
    this.reachability = new Reachability(way.proxyAddress(), clock);
  }

  /** An answer that is the coordinator's; whoever gets it closes the body. */
  record Response(int status, HttpHeaders headers, InputStream body) {}

  /** What stands between this node and the coordinator, for people; empty if nothing does. */
  String trouble() {
    return reachability.trouble();
  }

  /** A request that says which versions this node speaks, and which of its runs it is. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header(ProtocolVersion.HEADER, ProtocolVersion.announcement())
        .header(NodeInstance.HEADER, instance.header());
  }

  /**
   * The client for what this node is now. An earlier one ends its requests and is collected: a
   * connection that is used all the time would otherwise show the old certificate for ever.
   */
  private synchronized Speaker speaker() {
    MachineIdentity.Material now = identity.current();
    if (speaker == null || now != speaker.as()) {
      speaker = new Speaker(now, way.lead(MutualTls.httpClient(now)).build());
    }
    return speaker;
  }

  /** A client, and as whom it speaks. */
  private record Speaker(MachineIdentity.Material as, HttpClient client) {}

  /** Sends, and notes whether the coordinator is reached. */
  Response send(HttpRequest.Builder builder) throws IOException, InterruptedException {
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
    Speaker speaking = speaker();
    HttpResponse<InputStream> response =
        await(speaking.client().sendAsync(builder.build(), BodyHandlers.ofInputStream()), guard);
    int status = response.statusCode();
    passage.requireTaken(status);
    requireSameTime(response);
    if (status == 401 || status == 403 || status == 407) {
      throw refusal(response, speaking);
    }
    String versions = response.headers().firstValue(ProtocolVersion.HEADER).orElse("");
    // Whatever else it answers: what it means by it is only known in a version in common.
    if (status == UPGRADE_REQUIRED || (!versions.isEmpty() && !isSpoken(versions))) {
      response.body().close();
      throw new ChannelRefusal.OtherVersion(versions);
    }
    return new Response(status, response.headers(), new GuardedBody(response.body(), SILENCE));
  }

  /**
   * Who was refused as somebody that this node no longer is asks again as who it is now: its
   * certificate was renewed, and the earlier one taken back, while the request was under way.
   */
  private IOException refusal(HttpResponse<InputStream> response, Speaker speaking)
      throws IOException {
    if (isCopied(response.body())) {
      return new ChannelRefusal.Copied();
    }
    boolean same = speaking.as().certificate().equals(identity.current().certificate());
    return same || response.statusCode() == 407
        ? new ChannelRefusal.NotAdmitted(response.statusCode())
        : new IOException("the certificate was replaced while the request was under way");
  }

  /** Before anything else that an answer says: a clock that is off spoils all of it. */
  private void requireSameTime(HttpResponse<InputStream> response) throws IOException {
    Optional<String> complaint = clocks.complaint(response.headers().firstValue("Date"));
    if (complaint.isPresent()) {
      closeIfAny(response.body());
      throw new ChannelRefusal.ClocksApart(complaint.get());
    }
  }

  private static boolean isCopied(InputStream body) throws IOException {
    if (body == null) {
      return false;
    }
    try (body) {
      return new String(body.readNBytes(MAX_PROBLEM_BYTES), StandardCharsets.UTF_8)
          .contains(ChannelRefusal.Copied.PROBLEM);
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
}
