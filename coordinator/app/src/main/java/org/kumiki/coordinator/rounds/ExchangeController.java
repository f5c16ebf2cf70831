package org.kumiki.coordinator.rounds;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.http.server.types.files.SystemFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.membership.Peer;
import org.kumiki.coordinator.membership.RosterBallots;
import org.kumiki.coordinator.rounds.InboxStore.Letter;
import org.kumiki.coordinator.rounds.VectorFiles.RoundKey;
import org.kumiki.exchange.round.CoordinatorMachine;
import org.kumiki.exchange.round.CoordinatorRound;
import org.kumiki.exchange.secagg.VectorRoot;
import org.kumiki.exchange.secagg.VectorSample;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.MessageCodec;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/**
 * What nodes speak to, on the machines' listener: an inbox to wait at, a door for signed messages,
 * and vectors as plain bytes. Bodies are those of {@code docs/protocol.md}.
 */
@Hidden
@Controller("/exchange/v1")
@Produces(MediaType.APPLICATION_OCTET_STREAM)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExchangeController {
  private static final int LETTERS_AT_ONCE = 64;

  /** Results of a large cohort, each signed twice, would otherwise fill a node's memory. */
  private static final long LETTER_BYTES_AT_ONCE = 16 << 20;

  /** Below the four minutes after which some networks cut an idle connection. */
  private static final long LONGEST_WAIT_SECONDS = 55;

  private static final Predicate<String> DIGEST =
      Pattern.compile("[0-9a-f]{64}").asMatchPredicate();

  private final RoundStore store;
  private final InboxStore inboxes;
  private final StudyRuns runs;
  private final Waiters waiters;
  private final MembershipStore members;
  private final RosterBallots ballots;
  private final MemberContacts contacts;

  ExchangeController(
      RoundStore store,
      InboxStore inboxes,
      StudyRuns runs,
      Waiters waiters,
      MembershipStore members,
      RosterBallots ballots,
      MemberContacts contacts) {
    this.store = store;
    this.inboxes = inboxes;
    this.runs = runs;
    this.waiters = waiters;
    this.members = members;
    this.ballots = ballots;
    this.contacts = contacts;
  }

  /**
   * Letters after a number: u16 count, then u64 number and u32-prefixed bytes each. A header says
   * how rosters and proposals stand, so that a node asks for them only when something changed.
   *
   * @param roster what the header said last; when it is out of date, no letter is waited for
   */
  @Get("/inbox")
  @OpenTo(audience = Audience.MACHINES)
  HttpResponse<byte[]> inbox(
      HttpRequest<?> request,
      @QueryValue long after,
      @QueryValue long wait,
      @QueryValue Optional<String> roster)
      throws InterruptedException {
    Peer peer = Peer.of(request);
    inboxes.workedOff(peer.organisation(), after);
    long seconds = Math.max(0, Math.min(wait, LONGEST_WAIT_SECONDS));
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (true) {
      if (hasGone(request)) {
        return HttpResponse.noContent();
      }
      contacts.heard(peer.organisation());
      long mark = waiters.mark(peer.organisation());
      List<Letter> letters =
          inboxes.after(peer.organisation(), after, LETTERS_AT_ONCE, LETTER_BYTES_AT_ONCE);
      if (!members.isAdmitted(peer)) {
        throw new ProblemException(
            CommonProblem.FORBIDDEN, "This certificate was revoked; ask the operator");
      }
      // After the letters: a proposal never arrives before the news of its roster.
      String state = ballots.state();
      long left = end - System.nanoTime();
      boolean outOfDate = roster.filter(DIGEST).filter(known -> !known.equals(state)).isPresent();
      if (!letters.isEmpty() || left <= 0 || outOfDate) {
        byte[] body =
            new WireWriter()
                .list(letters, (out, letter) -> out.u64(letter.number()).bytes(letter.message()))
                .toByteArray();
        return HttpResponse.ok(body).header(RosterBallots.STATE_HEADER, state);
      }
      waiters.await(peer.organisation(), mark, Duration.ofNanos(left));
    }
  }

  /** Whether nobody is there any more to whom an answer could go. */
  private static boolean hasGone(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> netty
        && !netty.getChannelHandlerContext().channel().isActive();
  }

  /** One signed message. Sending it again changes nothing and is answered alike. */
  @Post("/messages")
  @OpenTo(audience = Audience.MACHINES)
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<?> message(HttpRequest<?> request, @Body byte[] bytes) {
    SignedMessage message = decode(bytes);
    if (!message.sender().equals(Peer.of(request).organisation())) {
      throw RoundProblem.NOT_THE_SENDER.exception();
    }
    Optional<RoundProblem> problem = runs.receive(message);
    if (problem.isPresent()) {
      throw problem.get().exception();
    }
    return HttpResponse.noContent();
  }

  private static SignedMessage decode(byte[] bytes) {
    try {
      int version = new WireReader(bytes).u16("version");
      if (!ProtocolVersion.isSpoken(version)) {
        throw RoundProblem.OTHER_VERSION.exception();
      }
      if (bytes.length > MessageCodec.maxMessageBytes(version)) {
        throw RoundProblem.MESSAGE_TOO_LARGE.exception();
      }
      return SignedMessage.decode(bytes);
    } catch (WireFormatException e) {
      throw new ProblemException(RoundProblem.NOT_A_MESSAGE, e.getMessage());
    }
  }

  /**
   * A masked vector, streamed to disk. The same bytes again are accepted again; others replace them
   * until the member has signed their root.
   */
  @Put("/studies/{study}/epochs/{epoch}/rounds/{round}/vector")
  @OpenTo(audience = Audience.MACHINES)
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<?> upload(
      HttpRequest<?> request, String study, long epoch, int round, @Body InputStream vector)
      throws IOException {
    String member = Peer.of(request).organisation();
    requireCohort(study, member);
    RoundKey key = new RoundKey(study, epoch, round);
    CoordinatorRound state = runs.state(study).orElseThrow(ExchangeController::unknown);
    if (!StudyRuns.collects(state, key)) {
      throw RoundProblem.NOT_EXPECTED.exception();
    }
    long bytes =
        (long) CoordinatorMachine.expectedRing(state).bytes()
            * CoordinatorMachine.expectedLength(state);
    // Closed, so that the rest of a refused body is thrown away and the answer goes out at once.
    try (vector) {
      requireLength(request.getContentLength(), bytes);
      receive(key, member, vector, bytes);
    }
    return HttpResponse.noContent();
  }

  private void receive(RoundKey key, String member, InputStream vector, long bytes)
      throws IOException {
    try (VectorFiles.Incoming incoming = runs.files().receive(vector, bytes)) {
      requireLength(incoming.bytes(), bytes);
      if (!runs.keep(key, member, incoming)) {
        throw RoundProblem.NOT_EXPECTED.exception();
      }
    }
  }

  /** A sum on disk is nobody's before the event that publishes it is recorded. */
  private void requirePublished(String study, int round) {
    int published = runs.state(study).map(state -> state.course().round()).orElse(0);
    if (round > published) {
      throw unknown();
    }
  }

  /** A length that is not announced, −1, shows in the end. */
  private static void requireLength(long bytes, long expected) {
    if (bytes > expected) {
      throw RoundProblem.VECTOR_TOO_LONG.exception();
    }
    if (bytes >= 0 && bytes < expected) {
      throw RoundProblem.WRONG_LENGTH.exception();
    }
  }

  /** The published sum. */
  @Get("/studies/{study}/epochs/{epoch}/rounds/{round}/sum")
  @OpenTo(audience = Audience.MACHINES)
  SystemFile sum(HttpRequest<?> request, String study, long epoch, int round) {
    requireCohort(study, Peer.of(request).organisation());
    requirePublished(study, round);
    return file(runs.files().sumFile(new RoundKey(hash(study), epoch, round)));
  }

  /** A published masked vector, whole. */
  @Get("/studies/{study}/epochs/{epoch}/rounds/{round}/vectors/{member}/{root}")
  @OpenTo(audience = Audience.MACHINES)
  SystemFile vector(
      HttpRequest<?> request, String study, long epoch, int round, String member, String root) {
    Path file = vectorFile(request, new RoundKey(hash(study), epoch, round), member, root);
    requirePublished(study, round);
    return file(file);
  }

  /** Some chunks of every vector of an opened round, with all chunk hashes. */
  @Get("/studies/{study}/epochs/{epoch}/rounds/{round}/sample")
  @OpenTo(audience = Audience.MACHINES)
  StreamedFile sample(
      HttpRequest<?> request, String study, long epoch, int round, @QueryValue String chunks)
      throws IOException {
    List<String> cohort = requireCohort(study, Peer.of(request).organisation());
    requirePublished(study, round);
    List<StoredVector> vectors =
        runs.files()
            .published(new RoundKey(hash(study), epoch, round), cohort)
            .orElseThrow(ExchangeController::unknown);
    List<Integer> chosen = chosen(chunks, VectorRoot.chunkCount(vectors.get(0).bytes()));
    return new StreamedFile(
        VectorSample.stream(vectors.iterator(), chosen), MediaType.APPLICATION_OCTET_STREAM_TYPE);
  }

  private static List<Integer> chosen(String chunks, int count) {
    if (!chunks.matches("[0-9]{1,9}(,[0-9]{1,9}){0," + (VectorSample.MAX_CHUNKS - 1) + "}")) {
      throw new ProblemException(
          RoundProblem.NO_SUCH_CHUNKS, "Name 1 to 64 chunks by numbers with commas between");
    }
    try {
      return VectorSample.requireChosen(
          Stream.of(chunks.split(",", -1)).map(Integer::valueOf).toList(), count);
    } catch (WireFormatException e) {
      throw new ProblemException(RoundProblem.NO_SUCH_CHUNKS, e.getMessage());
    }
  }

  private Path vectorFile(HttpRequest<?> request, RoundKey key, String member, String root) {
    requireCohort(key.study(), Peer.of(request).organisation());
    requireCohort(key.study(), member);
    return runs.files().vectorFile(key, member, ByteString.fromHex(hash(root)));
  }

  private List<String> requireCohort(String study, String member) {
    Optional<Study> known = store.studyBytes(hash(study)).map(Study::decode);
    if (known.isEmpty() || !known.get().cohort().contains(member)) {
      throw unknown();
    }
    return known.get().cohort();
  }

  private static SystemFile file(Path file) {
    requireFile(file);
    return new SystemFile(file.toFile(), MediaType.APPLICATION_OCTET_STREAM_TYPE);
  }

  private static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw unknown();
    }
  }

  /** Nothing but 64 hexadecimal digits ever becomes part of a path. */
  private static String hash(String text) {
    if (!text.matches("[0-9a-f]{64}")) {
      throw unknown();
    }
    return text;
  }

  private static ProblemException unknown() {
    return RoundProblem.NO_SUCH_ROUND.exception();
  }
}
