package org.kumiki.coordinator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.kumiki.certs.enrolment.CertsOnly;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.enrolment.EstBody;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.coordinator.authority.Founding;
import org.kumiki.coordinator.authority.Passphrase;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.tls.MachineIdentity.Material;
import org.kumiki.platform.tls.MutualTls;
import picocli.CommandLine;

/** A coordinator with three members that have enrolled, its service and its commands. */
final class AuthorityTrial implements AutoCloseable {
  static final List<String> MEMBERS = List.of("acme", "birch", "cedar");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ObjectMapper JSON = new ObjectMapper();

  final MovableClock clock;
  final Path folder;
  final Path passphrase;
  final CoordinatorService service;
  final LocalApi api;
  final List<X509Certificate> foundingRoots;
  private final Map<String, KeyPair> keys = new HashMap<>();
  private final Map<String, List<X509Certificate>> chains = new HashMap<>();

  /** Time as the coordinator sees it. */
  static final class MovableClock extends Clock {
    private volatile Instant now;

    MovableClock(Instant start) {
      this.now = start;
    }

    void set(Instant instant) {
      now = instant;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** What a command said. */
  record Said(int exitCode, String text) {}

  private AuthorityTrial(Path temporary, Instant founded) throws IOException {
    clock = new MovableClock(founded);
    folder = temporary.resolve("coordinator");
    passphrase = temporary.resolve("passphrase");
    PrivateFile.write(passphrase, "lusab babad gutih tugad");
    CoordinatorFolder opened = CoordinatorFolder.open(folder);
    Founding founding = new Founding(opened, clock, RANDOM);
    try (Passphrase words = Passphrase.ofFile(passphrase)) {
      founding.init(
          "steel",
          URI.create("https://127.0.0.1:8443"),
          "consortium: steel\naddress: https://127.0.0.1:8443\nlisten: 127.0.0.1\nport: 0\n"
              + "apiPort: 0\nprograms: "
              + temporary.resolve("programs")
              + "\n",
          words);
    }
    foundingRoots = List.of(opened.authority());
    service = CoordinatorService.start(opened, clock);
    api = LocalApi.of(folder);
    for (String member : MEMBERS) {
      enrol(member);
    }
  }

  static AuthorityTrial foundedAt(Path temporary, Instant instant) throws IOException {
    return new AuthorityTrial(temporary, instant);
  }

  /** Invites, asks, approves and fetches, as {@code invite}, {@code enrol} and {@code approve}. */
  private void enrol(String member) throws IOException {
    KeyPair pair = KeyPairs.generate(RANDOM);
    keys.put(member, pair);
    PeerIdentity identity = new PeerIdentity("steel", member, "node-1");
    EnrolmentRequest request;
    try (SigningKey key = SigningKey.generate(member, RANDOM)) {
      request =
          EnrolmentRequest.first(
              pair,
              identity,
              key.publicKey().toByteArray(),
              message -> key.sign(message).toByteArray(),
              RANDOM);
    }
    String token = invite(member);
    requireStatus(202, simpleEnrol(member, token, request));
    ObjectNode words = JSON.createObjectNode().put("renewal", false);
    words.put("words", HexFormat.of().formatHex(request.digest()).substring(0, 24));
    api.postJson("/api/v1/enrolments/" + member + "/approval", words);
    byte[] issued = requireStatus(200, simpleEnrol(member, token, request)).body();
    chains.put(member, chain(CertsOnly.decode(EstBody.decode(issued, CertsOnly.MAX_BYTES)), pair));
  }

  private String invite(String member) {
    ObjectNode whom = JSON.createObjectNode().put("organisation", member).put("name", member);
    return api.postJson("/api/v1/invitations", whom.put("days", 7)).path("token").asText();
  }

  private HttpResponse<byte[]> simpleEnrol(String member, String token, EnrolmentRequest request)
      throws IOException {
    byte[] pair = (member + ":" + token).getBytes(UTF_8);
    URI est = URI.create("https://127.0.0.1:" + service.machinePort() + "/.well-known/est/");
    try {
      return MutualTls.anonymousClient(foundingRoots)
          .build()
          .send(
              HttpRequest.newBuilder(est.resolve("simpleenroll"))
                  .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
                  .header("Content-Type", "application/pkcs10")
                  .POST(
                      HttpRequest.BodyPublishers.ofByteArray(
                          EstBody.encode(request.signingRequest().der())))
                  .build(),
              BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static HttpResponse<byte[]> requireStatus(int status, HttpResponse<byte[]> answer) {
    assertEquals(status, answer.statusCode(), () -> new String(answer.body(), UTF_8));
    return answer;
  }

  /** The leaf first, then what leads to the root. */
  private List<X509Certificate> chain(List<X509Certificate> issued, KeyPair pair) {
    List<X509Certificate> chain = new ArrayList<>();
    for (X509Certificate certificate : issued) {
      if (certificate.getPublicKey().equals(pair.getPublic())) {
        chain.add(0, certificate);
      } else if (!foundingRoots.contains(certificate)) {
        chain.add(certificate);
      }
    }
    return chain;
  }

  /** A member as it enrolled. */
  Material member(String name) {
    return member(name, foundingRoots);
  }

  /** A member that trusts these roots. */
  Material member(String name, List<X509Certificate> roots) {
    return new Material(keys.get(name).getPrivate(), chains.get(name), roots);
  }

  HttpClient client(Material material) {
    return MutualTls.httpClient(material).build();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("https://127.0.0.1:" + service.machinePort() + "/exchange/v1" + path))
        .timeout(Duration.ofSeconds(120));
  }

  HttpResponse<byte[]> get(Material material, String path) throws Exception {
    return client(material).send(request(path).build(), BodyHandlers.ofByteArray());
  }

  /** What a node does: fetches the bundle, verifies it, and says that it has it. */
  SignedBundle acknowledge(String name, List<X509Certificate> trusted) throws Exception {
    HttpClient client = client(member(name, trusted));
    SignedBundle served =
        SignedBundle.decode(
            client.send(request("/authorities").build(), BodyHandlers.ofByteArray()).body());
    served.verify(trusted);
    client.send(
        request("/authorities/acknowledgement")
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(HexFormat.of().parseHex(served.sha256())))
            .build(),
        BodyHandlers.discarding());
    return served;
  }

  /** The certificates that the listener presents to a member. */
  List<X509Certificate> presented(Material material) throws Exception {
    HttpResponse<byte[]> answer = get(material, "/inbox?after=0&wait=0");
    List<X509Certificate> chain = new ArrayList<>();
    for (var certificate : answer.sslSession().orElseThrow().getPeerCertificates()) {
      chain.add((X509Certificate) certificate);
    }
    return chain;
  }

  /** Runs {@code kumiki coordinator …} on this folder. */
  Said coordinator(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--dir", folder.toString()));
    return run(all);
  }

  static Said run(List<String> arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.out;
    CommandFailure[] failure = new CommandFailure[1];
    System.setOut(new PrintStream(said, true, UTF_8));
    try {
      int exitCode =
          new CommandLine(CoordinatorCommand.class)
              .setExecutionExceptionHandler(
                  (thrown, line, parsed) -> {
                    failure[0] =
                        assertThrows(
                            CommandFailure.class,
                            () -> {
                              throw thrown;
                            });
                    return failure[0].exitCode();
                  })
              .execute(arguments.toArray(String[]::new));
      String text = said.toString(UTF_8);
      return new Said(exitCode, failure[0] == null ? text : text + failure[0].line());
    } finally {
      System.setOut(before);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
