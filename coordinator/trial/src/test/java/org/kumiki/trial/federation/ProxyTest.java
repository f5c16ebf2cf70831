package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.trial.federation.RecordingProxy.Hold;
import org.kumiki.trial.federation.RecordingProxy.Request;

/**
 * Gamma sits behind its company's proxy, which asks for user and password. Behind that a recording
 * proxy reads what came through the tunnel.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyTest {
  private static final String[] MEMBERS = {"alpha", "beta", "gamma"};
  private static final String PASSWORD = "correct horse 馬";
  private static final String NEW_PASSWORD = "battery staple";

  private static final List<String> ELEMENTS =
      List.of(
          ("Al Ag As Au B Ba Be Bi C Ca Cd Ce Co Cr Cs Cu Dy Er Eu Fe Ga Gd Ge H Hf Hg Ho In Ir K"
                  + " La Li Lu Mg Mn Mo N Na Nb Nd Ni O Os P Pb Pd Pr Pt Rb Re Rh Ru S Sb Sc Se Si"
                  + " Sm Sn Sr"
                  + " F Cl Br I Ta Tb Te Th Ti Tl Tm U V W Y Yb Zn Zr")
              .split(" "));

  /**
   * More than a handshake and one TLS record of 16 KiB, and less than a vector of the wide study.
   */
  private static final long SHORT_TUNNEL_BYTES = 22_000;

  private Trial trial;
  private RecordingProxy inside;
  private ConnectProxy proxy;
  private Path passwordFile;
  private Pooled pooled;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    trial = Trial.enrol(folder, MEMBERS);
    inside = RecordingProxy.before(trial, "gamma");
    proxy = new ConnectProxy("kumiki", PASSWORD);
    passwordFile = folder.resolve("proxy-password");
    PrivateFile.write(passwordFile, PASSWORD + "\n");
    Files.writeString(
        trial.nodeFolder("gamma").resolve("kumiki.yml"),
        "proxy: {address: \"%s\", user: kumiki, passwordFile: \"%s\"}\n"
            .formatted(proxy.address(), passwordFile),
        StandardOpenOption.APPEND);
    trial.start();
    trial.load("alpha", "main", TestTable.english(TestRows.of(61, 40)));
    trial.load("beta", "main", TestTable.japanese(TestRows.of(62, 40)));
    trial.load("gamma", "main", TestTable.imperial(TestRows.of(63, 40)));
    for (int i = 0; i < MEMBERS.length; i++) {
      loadWide(MEMBERS[i], 71 + i);
    }
    pooled = new Pooled(trial.pooled("main", MEMBERS));
  }

  @AfterAll
  void stop() {
    if (trial != null) {
      trial.close();
    }
    Stream.of(inside, proxy).filter(p -> p != null).forEach(ProxyTest::close);
  }

  private static void close(AutoCloseable closing) {
    try {
      closing.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aStudyRunsThroughTheProxyAndThePasswordStopsThere() throws Exception {
    long before = proxy.bytesUp();
    String hash = trial.complete(Trial.ridge("Through the proxy"));
    pooled.assertRidge(trial.result("gamma", hash));
    assertTrue(proxy.bytesUp() > before, "nothing went through the proxy");
    for (String head : proxy.heads()) {
      String target = "CONNECT 127.0.0.1:" + inside.address().getPort() + " ";
      assertTrue(head.startsWith(target), head);
    }
    for (Request request : inside.requests()) {
      assertFalse(request.head().toLowerCase(Locale.ROOT).contains("proxy-"), request::head);
    }
    assertSecret(PASSWORD);
  }

  @Test
  void aStudyGoesOnAfterTheProxyWasAway() {
    String hash = trial.propose(Trial.ridge("The proxy is started again"));
    Hold hold = inside.hold(r -> r.target().contains(hash) && r.target().endsWith("/2/vector"));
    try {
      trial.approveEverywhere(hash);
      hold.awaitArrival();
      proxy.stop();
    } finally {
      hold.release();
    }
    Await.until(
        "gamma says that the proxy is away",
        () -> trouble().equals("the proxy " + proxy.address() + " cannot be reached"));
    assertFalse(status().path("coordinatorReached").asBoolean());
    proxy.start();
    assertEquals("COMPLETED", trial.end(hash));
    pooled.assertRidge(trial.result("gamma", hash));
  }

  @Test
  void aVectorThatIsCutInTheMiddleIsSentAgainByteForByte() {
    String hash = trial.propose(wide("Short tunnels"));
    proxy.cutEachAfterSending(SHORT_TUNNEL_BYTES);
    try {
      approveWide(hash);
      Await.until("two uploads were cut in the middle", () -> broken(hash).size() >= 2);
    } finally {
      proxy.cutNoMore();
    }
    assertEquals("COMPLETED", trial.end(hash));
    for (Request part : broken(hash)) {
      Request whole =
          inside.requests().stream()
              .filter(r -> r.target().equals(part.target()))
              .filter(r -> r.body().length == announced(r))
              .findFirst()
              .orElseThrow();
      byte[] same = Arrays.copyOf(whole.body(), part.body().length);
      assertTrue(Arrays.equals(same, part.body()), "other bytes were sent again");
    }
    assertNoRoundTwice(hash);
  }

  @Test
  void aPublishedSumThatIsCutInTheMiddleIsReadOnFromThere() {
    String hash = trial.propose(wide("A short tunnel back"));
    Hold hold = inside.hold(r -> r.target().contains(hash) && r.target().endsWith("/sum"));
    try {
      approveWide(hash);
      hold.awaitArrival();
      proxy.cutEachAfterReceiving(SHORT_TUNNEL_BYTES);
    } finally {
      hold.release();
    }
    try {
      Await.until(
          "something was asked for from the middle on",
          () -> inside.requests().stream().anyMatch(r -> r.head().contains("Range: bytes=")));
    } finally {
      proxy.cutNoMore();
    }
    assertEquals("COMPLETED", trial.end(hash));
    assertNoRoundTwice(hash);
  }

  /** The cuts cost time and no epoch. */
  private void assertNoRoundTwice(String hash) {
    List<Integer> rounds =
        trial.ledger("gamma", hash).stream().map(entry -> entry.path("round").asInt()).toList();
    assertEquals(rounds.stream().distinct().toList(), rounds);
  }

  @Test
  void aWrongPasswordIsComplainedAboutNotRepeatedAndMendedWithoutARestart() throws Exception {
    Await.until("gamma is connected", () -> status().path("coordinatorReached").asBoolean());
    int refusedBefore = proxy.refusals();
    proxy.require(NEW_PASSWORD);
    proxy.breakTunnels();
    try {
      Await.until("gamma complains", () -> trouble().contains("407"));
      assertTrue(trouble().contains(proxy.address()), this::trouble);
      assertTrue(trouble().contains(passwordFile.toString()), this::trouble);
      String hash = trial.submit(Trial.ridge("A new password"));
      PrivateFile.write(passwordFile, NEW_PASSWORD);
      Await.until("gamma is back", () -> status().path("coordinatorReached").asBoolean());
      // One at most from each of the two workers: directories lock accounts.
      assertTrue(
          proxy.refusals() - refusedBefore <= 2, () -> proxy.refusals() + " wrong passwords");
      for (String member : MEMBERS) {
        trial.awaitStudy(member, hash);
      }
      trial.approveEverywhere(hash);
      assertEquals("COMPLETED", trial.end(hash));
    } finally {
      proxy.require(PASSWORD);
      PrivateFile.write(passwordFile, PASSWORD);
    }
    assertSecret(PASSWORD);
    assertSecret(NEW_PASSWORD);
  }

  private JsonNode status() {
    return trial.node("gamma").get("/api/v1/status");
  }

  private String trouble() {
    return status().path("connectionTrouble").asText();
  }

  /** Neither the password nor what is made of it stands in the log, or came out of the tunnel. */
  private void assertSecret(String password) throws IOException {
    byte[] pair = ("kumiki:" + password).getBytes(StandardCharsets.UTF_8);
    String encoded = Base64.getEncoder().encodeToString(pair);
    String log = Files.readString(trial.federation().node("gamma").log());
    assertFalse(log.contains(password) || log.contains(encoded), "the password is in the log");
    for (byte[] stream : inside.outbound()) {
      assertFalse(new String(stream, StandardCharsets.ISO_8859_1).contains(encoded));
    }
  }

  /** Uploads of a study that came out of the tunnel in part: some of the body, and then no more. */
  private List<Request> broken(String hash) {
    List<Request> broken = new ArrayList<>();
    for (byte[] stream : inside.outbound()) {
      String text = new String(stream, StandardCharsets.ISO_8859_1);
      int start = text.lastIndexOf("PUT /exchange/v1/studies/" + hash);
      int body = start < 0 ? -1 : text.indexOf("\r\n\r\n", start) + 4;
      if (body >= 4 && body < text.length()) {
        Request last =
            new Request(
                text.substring(start, body), Arrays.copyOfRange(stream, body, stream.length));
        if (last.body().length < announced(last)) {
          broken.add(last);
        }
      }
    }
    return broken;
  }

  private static int announced(Request request) {
    return request.headers().stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.split(":")[1].strip()))
        .findFirst()
        .orElseThrow();
  }

  /** A dataset of a number for each of many elements. */
  private void loadWide(String organisation, int seed) {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("UTS," + String.join("[mass%],", ELEMENTS) + "[mass%]\n");
    StringBuilder mapping =
        new StringBuilder("columns:\n  UTS: {term: kt:tensileStrength, unit: MPa}\n");
    for (String element : ELEMENTS) {
      mapping.append("  '%s[mass%%]': {term: kt:massFraction-%s}\n".formatted(element, element));
    }
    List<TestRows.Row> rows = TestRows.of(seed, 20);
    for (TestRows.Row row : rows) {
      csv.append(String.format(Locale.ROOT, "%.3f", row.strength()));
      ELEMENTS.forEach(e -> csv.append(String.format(Locale.ROOT, ",%.4f", random.nextDouble())));
      csv.append('\n');
    }
    byte[] bytes = csv.toString().getBytes(StandardCharsets.UTF_8);
    trial.load(organisation, "wide", new TestTable(bytes, mapping.toString(), rows));
  }

  /** Ridge regression whose sums of products fill some 26 kB. */
  private static String wide(String title) {
    String features =
        ELEMENTS.stream().map(e -> "kt:massFraction-" + e).collect(Collectors.joining(", "));
    return Trial.ridge(title)
        .replaceAll("features: .*", Matcher.quoteReplacement("features: [" + features + "]"));
  }

  private void approveWide(String hash) {
    for (String member : MEMBERS) {
      trial.approve(member, hash, "wide");
    }
  }
}
