package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.ledger.MemoryLedger;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.round.NodeCommand;
import org.kumiki.exchange.round.NodeEvent;
import org.kumiki.exchange.round.NodeMachine;
import org.kumiki.exchange.round.NodeRound;
import org.kumiki.exchange.round.Seat;
import org.kumiki.exchange.round.Standing;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Close;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.Message.Leave;
import org.kumiki.exchange.wire.Message.StudyProposal;
import org.kumiki.exchange.wire.MessageCodec;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.folder.PrivateFile;

/**
 * Bytes that no node sends, at a real coordinator's door while a round is being collected: each is
 * answered by its problem, and neither rows nor files change.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongMessagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] MEMBERS = {"alpha", "beta", "gamma"};

  private final Map<String, HttpClient> clients = new TreeMap<>();
  private final Map<String, SigningKey> keys = new TreeMap<>();
  private Trial trial;
  private URI address;
  private Connection database;
  private Study study;
  private int vectorBytes;

  @BeforeAll
  void aStudyThatCollectsItsFirstRound(@TempDir Path folder) throws Exception {
    trial = Trial.enrol(folder, MEMBERS);
    for (String member : MEMBERS) {
      NodeFolder node = NodeFolder.open(trial.nodeFolder(member));
      keys.put(member, node.signingKey());
      clients.put(
          member,
          HttpClient.newBuilder().sslContext(RecordingProxy.nodeContext(trial, member)).build());
    }
    address = trial.address();
    RosterSnapshot roster = adoptRoster();
    database = database(trial.coordinatorFolder());
    String yaml = Trial.statistics("Wrong messages");
    trial.coordinator().post("/api/v1/studies", yaml, "application/yaml");
    collectTheFirstRound(roster);
  }

  /** As three nodes whose stewards sign what is offered. */
  private RosterSnapshot adoptRoster() throws Exception {
    trial.coordinator().postJson("/api/v1/roster/proposal", JSON.createObjectNode());
    HttpRequest ask = request("/exchange/v1/roster/proposal").GET().build();
    byte[] offered = clients.get("alpha").send(ask, HttpResponse.BodyHandlers.ofByteArray()).body();
    RosterProposal proposal = RosterProposal.decode(offered);
    String path = "/exchange/v1/roster/proposals/" + proposal.hash().hex() + "/approval";
    for (String member : MEMBERS) {
      RosterApproval yes = RosterApproval.sign(proposal, Optional.empty(), keys.get(member));
      byte[] answer = yes.encode(proposal.roster().protocol());
      assertEquals(204, send(member, binary(path).PUT(of(answer))).statusCode());
    }
    return proposal.roster();
  }

  @AfterAll
  void stop() throws SQLException {
    if (database != null) {
      database.close();
    }
    if (trial != null) {
      trial.close();
    }
  }

  @Test
  void aNodeWithoutAVersionInCommonIsToldWhichThereAre() throws Exception {
    String path = "/exchange/v1/inbox?after=0&wait=0";
    HttpResponse<String> good = send("beta", request(path).header("Kumiki-Protocol", "1, 2"));
    assertEquals(200, good.statusCode());
    assertEquals("1, 2", good.headers().firstValue("Kumiki-Protocol").orElse(""));
    HttpResponse<String> other = send("beta", request(path).header("Kumiki-Protocol", "3, 4"));
    refused(426, "protocol-version", other);
    assertEquals("1, 2", other.headers().firstValue("Kumiki-Protocol").orElse(""));
    assertTrue(other.body().contains("bring both sides to the same release"), other.body());
    String members = trial.coordinator().get("/api/v1/members").toString();
    assertTrue(members.contains("\"protocolVersions\":\"3, 4\""), members);
  }

  @Test
  void whatIsNoMessageIsRefused() throws Exception {
    byte[] genuine = signed("alpha", 1, new Close(hash(1))).encode();
    unchanged(
        () -> {
          refused(400, "bad-request", post("alpha", new byte[0]));
          refused(422, "other-version", post("alpha", "garbage".getBytes(StandardCharsets.UTF_8)));
          refused(400, "not-a-message", post("alpha", new byte[] {0, 1}));
          refused(400, "not-a-message", post("alpha", Arrays.copyOf(genuine, 90)));
          refused(400, "not-a-message", post("alpha", Arrays.copyOf(genuine, genuine.length + 1)));
          byte[] newer = genuine.clone();
          newer[1] = 9;
          refused(422, "other-version", post("alpha", newer));
          int tooLarge = MessageCodec.MAX_MESSAGE_BYTES + 1;
          refused(413, "message-too-large", post("alpha", Arrays.copyOf(genuine, tooLarge)));
          refused(413, "too-large", post("alpha", new byte[11 << 20]));
        });
  }

  @Test
  void whatIsPackedIsNotUnpacked() throws Exception {
    byte[] genuine = signed("alpha", 1, new Leave(Reason.PROTOCOL)).encode();
    unchanged(
        () -> {
          for (byte[] body : List.of(genuine, new byte[64 << 20])) {
            HttpRequest.Builder packed =
                binary("/exchange/v1/messages").header("Content-Encoding", "gzip");
            refused(422, "other-version", send("alpha", packed.POST(of(gzip(body)))));
          }
          HttpRequest.Builder vector =
              binary(vector(study.hash().hex(), 1, 1)).header("Content-Encoding", "gzip");
          HttpResponse<String> answer = send("alpha", vector.PUT(of(gzip(new byte[vectorBytes]))));
          assertTrue(List.of(413, 422).contains(answer.statusCode()), answer.body());
        });
  }

  @Test
  void whatIsForgedOrOutOfPlaceIsRefusedByName() throws Exception {
    SignedMessage consent = signed("alpha", 0, new Consent(true));
    unchanged(
        () -> {
          assertEquals(204, post("alpha", consent.encode()).statusCode(), "a repeat");
          refused(403, "not-the-sender", post("beta", consent.encode()));
          SignedMessage stolen =
              new SignedMessage(consent.context(), "beta", consent.body(), consent.signature());
          refused(422, "forged", post("beta", stolen.encode()));
          refused(409, "late", post("alpha", signed("alpha", 0, new Consent(false)).encode()));
          refused(409, "late", post("alpha", signed("alpha", 1, new Close(hash(1))).encode()));
          refused(409, "early", post("alpha", signed("alpha", 2, new Close(hash(1))).encode()));
          SignedMessage proposal =
              signed("alpha", 0, new StudyProposal(ByteString.of(study.encode())));
          refused(422, "improper", post("alpha", proposal.encode()));
          SignedMessage elsewhere =
              SignedMessage.sign(
                  new Context(study.consortium(), study.rosterHash(), hash(3), 0),
                  new Consent(true),
                  keys.get("alpha"));
          refused(404, "no-such-round", post("alpha", elsewhere.encode()));
          SignedMessage otherRoster =
              SignedMessage.sign(
                  new Context(study.consortium(), hash(3), study.hash(), 0),
                  new Consent(true),
                  keys.get("alpha"));
          refused(422, "other-context", post("alpha", otherRoster.encode()));
        });
  }

  @Test
  void aVectorOfAnotherLengthOrPlaceIsRefused() throws Exception {
    String hash = study.hash().hex();
    unchanged(
        () -> {
          refused(413, "vector-too-long", put(vector(hash, 1, 1), vectorBytes + 8, false));
          refused(413, "vector-too-long", put(vector(hash, 1, 1), 32 << 20, true));
          refused(422, "wrong-length", put(vector(hash, 1, 1), vectorBytes - 8, false));
          refused(422, "wrong-length", put(vector(hash, 1, 1), vectorBytes - 8, true));
          refused(409, "not-expected", put(vector(hash, 1, 2), vectorBytes, false));
          refused(409, "not-expected", put(vector(hash, 2, 1), vectorBytes, false));
          refused(404, "no-such-round", put(vector("0".repeat(64), 1, 1), vectorBytes, false));
        });
  }

  @Test
  void aBodyThatBreaksOffOrIsLongerThanAnnouncedChangesNothing() throws Exception {
    byte[] genuine = signed("alpha", 1, new Leave(Reason.PROTOCOL)).encode();
    unchanged(
        () -> {
          String post = "POST /exchange/v1/messages";
          raw(post, genuine.length, Arrays.copyOf(genuine, genuine.length - 1), "");
          raw(post, genuine.length - 1, genuine, "HTTP/1.1 400 Bad Request");
          raw(
              "PUT " + vector(study.hash().hex(), 1, 1),
              vectorBytes,
              new byte[vectorBytes - 1],
              "");
        });
    assertEquals(204, post("alpha", signed("alpha", 0, new Consent(true)).encode()).statusCode());
  }

  /** Real machines of all members up to the moment in which each would contribute. */
  private void collectTheFirstRound(RosterSnapshot roster) throws Exception {
    Map<String, NodeMachine> machines = new TreeMap<>();
    Map<String, NodeRound> states = new TreeMap<>();
    for (String member : MEMBERS) {
      SignedMessage proposal = letters(member, 0).get(0);
      study = Study.decode(((StudyProposal) proposal.body()).study().toByteArray());
      Seat seat =
          Seat.of(
              study,
              roster,
              keys.get(member),
              new MemoryLedger(
                  roster.consortium(), keys.get(member), Clock.systemUTC(), new SecureRandom()),
              new SecureRandom());
      machines.put(member, new NodeMachine(seat));
      states.put(member, new NodeRound.Waiting(Standing.fresh()));
    }
    for (String member : MEMBERS) {
      taken(member, signed(member, 0, new Consent(true)));
    }
    Map<String, Integer> positions = new TreeMap<>();
    while (!states.values().stream().allMatch(NodeRound.Masking.class::isInstance)) {
      for (String member : MEMBERS) {
        for (SignedMessage letter : letters(member, positions.getOrDefault(member, 1))) {
          positions.merge(member, 2, (before, ignored) -> before + 1);
          NodeMachine.Transition step =
              machines.get(member).step(states.get(member), new NodeEvent.Received(letter));
          states.put(member, step.next());
          for (NodeCommand command : step.commands()) {
            if (command instanceof NodeCommand.Send send) {
              taken(member, send.message());
            } else if (command instanceof NodeCommand.Contribute contribute) {
              vectorBytes = Long.BYTES * contribute.layout().length();
            }
          }
        }
      }
    }
  }

  private List<SignedMessage> letters(String member, int after) throws Exception {
    HttpRequest request = request("/exchange/v1/inbox?after=" + after + "&wait=0").GET().build();
    HttpResponse<byte[]> answer =
        clients.get(member).send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(200, answer.statusCode());
    return new WireReader(answer.body())
        .list(
            "letters",
            64,
            in -> {
              in.u64("number");
              return SignedMessage.decode(in.bytes("message", MessageCodec.MAX_MESSAGE_BYTES));
            });
  }

  private interface Attempts {
    void run() throws Exception;
  }

  private void unchanged(Attempts attempts) throws Exception {
    String before = everything();
    attempts.run();
    assertEquals(before, everything());
  }

  /** Rows, letters and files as one text; unfinished uploads are given time to go. */
  private String everything() throws Exception {
    Path rounds = trial.coordinatorFolder().resolve("rounds");
    Await.until(
        "no upload is on its way",
        () -> files(rounds).stream().noneMatch(WrongMessagesTest::isPart));
    StringBuilder all = new StringBuilder(files(rounds).toString());
    for (String table : List.of("study", "study_event", "inbox", "model")) {
      try (Statement statement = database.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM "
                      + table
                      + " t")) {
        rows.next();
        all.append(' ').append(rows.getString(1));
      }
    }
    return all.toString();
  }

  private static boolean isPart(Path file) {
    return file.toString().endsWith(".part");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void taken(String member, SignedMessage message) throws Exception {
    HttpResponse<String> answer = post(member, message.encode());
    assertEquals(204, answer.statusCode(), answer.body());
  }

  private static void refused(int status, String problem, HttpResponse<String> answer)
      throws Exception {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals(
        "urn:kumiki:problem:" + problem, JSON.readTree(answer.body()).path("type").asText());
  }

  private HttpResponse<String> post(String member, byte[] body) throws Exception {
    return send(member, binary("/exchange/v1/messages").POST(of(body)));
  }

  private HttpResponse<String> put(String path, int bytes, boolean chunked) throws Exception {
    BodyPublisher body =
        chunked
            ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[bytes]))
            : of(new byte[bytes]);
    return send("alpha", binary(path).PUT(body));
  }

  private HttpResponse<String> send(String member, HttpRequest.Builder request) throws Exception {
    return clients.get(member).send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder binary(String path) {
    return request(path).header("Content-Type", "application/octet-stream");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path));
  }

  private static BodyPublisher of(byte[] body) {
    return BodyPublishers.ofByteArray(body);
  }

  /**
   * Sends a head that announces another length than the body has, and ends the connection.
   *
   * @param answer the first line that is waited for; empty if none can come
   */
  private void raw(String methodAndPath, int announced, byte[] body, String answer)
      throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            RecordingProxy.nodeContext(trial, "alpha")
                .getSocketFactory()
                .createSocket(address.getHost(), address.getPort())) {
      OutputStream out = socket.getOutputStream();
      String head =
          methodAndPath
              + " HTTP/1.1\r\nHost: "
              + address.getAuthority()
              + "\r\nContent-Type: application/octet-stream\r\nContent-Length: "
              + announced
              + "\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
      byte[] first = socket.getInputStream().readNBytes(answer.length());
      assertEquals(answer, new String(first, StandardCharsets.US_ASCII));
    }
  }

  private static String vector(String study, int epoch, int round) {
    return "/exchange/v1/studies/" + study + "/epochs/" + epoch + "/rounds/" + round + "/vector";
  }

  private SignedMessage signed(String member, long epoch, Message body) {
    return SignedMessage.sign(study.context().withEpoch(epoch), body, keys.get(member));
  }

  private static ByteString hash(int value) {
    return Sha256.hash("test", new byte[] {(byte) value});
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(body);
    }
    return out.toByteArray();
  }

  private static Connection database(Path service) throws Exception {
    String port = Files.readAllLines(service.resolve("postgresql/postmaster.pid")).get(3).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/kumiki",
        "kumiki",
        PrivateFile.read(service.resolve("postgresql-password")).strip());
  }
}
