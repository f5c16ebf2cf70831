package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Advertise;
import org.kumiki.exchange.wire.Message.Close;
import org.kumiki.exchange.wire.Message.Confirm;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.Message.Encapsulate;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.trial.federation.RecordingProxy.Request;
import org.kumiki.trial.federation.TestRows.Row;

/**
 * Alpha's rows are others in each world: other values, another number of them, and in the last so
 * few that its own rule withholds them. Whoever watches all that alpha sends, decrypted, cannot
 * tell the worlds apart.
 *
 * <p>Four members, so that the study goes on with three contributors in the last world. One
 * federation: a world is a study for which alpha's steward chooses another dataset.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoWorldsTest {
  private static final String[] MEMBERS = {"alpha", "beta", "delta", "gamma"};
  private static final String[] OTHERS = {"beta", "delta", "gamma"};

  private Trial trial;
  private RecordingProxy proxy;

  /**
   * What alpha sent in one world, in order, with all that is random or derived from it left out.
   */
  private record Traffic(List<String> requests, TreeSet<String> inbox, List<String> vectors) {}

  @BeforeAll
  void start(@TempDir Path folder) throws InterruptedException {
    trial = Trial.enrol(folder, MEMBERS);
    proxy = RecordingProxy.before(trial, "alpha");
    trial.start();
    for (int i = 0; i < OTHERS.length; i++) {
      trial.load(OTHERS[i], "main", TestTable.english(TestRows.of(41 + i, 30)));
    }
    trial.load("alpha", "first", TestTable.english(TestRows.of(51, 25)));
    trial.load("alpha", "second", TestTable.japanese(TestRows.of(52, 250)));
    trial.load("alpha", "tiny", TestTable.imperial(TestRows.of(53, 6)));
  }

  @AfterAll
  void stop() {
    if (proxy != null) {
      proxy.close();
    }
    if (trial != null) {
      trial.close();
    }
  }

  @Test
  void statisticsLeaveTheSameTraceInEveryWorld() {
    requireSameTrace(Trial.statistics("World 0"), 3);
  }

  @Test
  void aRidgeStudyLeavesTheSameTraceInEveryWorld() {
    requireSameTrace(Trial.ridge("World 0"), 4);
  }

  private void requireSameTrace(String yaml, int rounds) {
    String fixedEnd = yaml + "expires: \"2027-01-31T00:00:00Z\"\n";
    Traffic first = run(fixedEnd, 1, "first");
    Traffic second = run(fixedEnd, 2, "second");
    Traffic tiny = run(fixedEnd, 3, "tiny");
    assertEquals(rounds, first.vectors().size());
    assertEquals(first.requests(), second.requests());
    assertEquals(first.requests(), tiny.requests());
    assertEquals(first.inbox(), second.inbox());
    assertEquals(first.inbox(), tiny.inbox());
    // The vectors themselves differ in every world: they are masked afresh.
    TreeSet<String> vectors = new TreeSet<>(first.vectors());
    vectors.addAll(second.vectors());
    vectors.addAll(tiny.vectors());
    assertEquals(3 * rounds, vectors.size());
  }

  private Traffic run(String yaml, int world, String dataset) {
    int before = proxy.requests().size();
    String hash = trial.propose(yaml.replace("World 0", "World " + world));
    trial.approve("alpha", hash, dataset);
    for (String other : OTHERS) {
      trial.approve(other, hash);
    }
    assertEquals("COMPLETED", trial.end(hash));
    Await.until("alpha has the model's card", () -> hasCard(hash));
    requireWorld(hash, dataset);
    assertEquals(List.of(), proxy.troubles());
    List<Request> sent = proxy.requests();
    return traffic(sent.subList(before, sent.size()));
  }

  private boolean hasCard(String hash) {
    return proxy.requests().stream()
            .filter(
                request -> request.target().contains(hash) && request.target().endsWith("/card"))
            .count()
        == 1;
  }

  /** The worlds are as different as they are said to be; the ledger at home knows. */
  private void requireWorld(String hash, String dataset) {
    boolean tiny = dataset.equals("tiny");
    List<Row> rows = new ArrayList<>(trial.pooled("main", OTHERS));
    if (!tiny) {
      rows.addAll(trial.pooled(dataset, "alpha"));
    }
    JsonNode result = trial.result("beta", hash);
    assertEquals(rows.size(), result.path("rows").asInt());
    assertEquals(tiny ? 3 : 4, result.path("contributors").asInt());
    for (JsonNode entry : trial.ledger("alpha", hash)) {
      assertEquals(tiny ? "WITHHELD" : "GRANTED", entry.path("verdict").asText());
    }
  }

  private static Traffic traffic(List<Request> requests) {
    List<String> order = new ArrayList<>();
    TreeSet<String> inbox = new TreeSet<>();
    List<String> vectors = new ArrayList<>();
    for (Request request : requests) {
      if (request.isRoster() || request.isByTheClock()) {
        continue;
      }
      if (request.isInbox()) {
        // How often it waits depends on time alone; the number is how far it has read.
        inbox.add(head(request).replaceAll("after=[0-9]+", "after=N"));
      } else {
        order.add(head(request) + " " + body(request));
      }
      if (request.method().equals("PUT")) {
        vectors.add(new String(request.body(), StandardCharsets.ISO_8859_1));
      }
    }
    return new Traffic(order, inbox, vectors);
  }

  /** Method, path without hashes, and every header with its value. */
  private static String head(Request request) {
    return request.head().replaceAll("[0-9a-f]{64}", "HASH").replaceAll("\r\n", "|");
  }

  /** Every field of a message that is not fresh randomness or derived from it, and all sizes. */
  private static String body(Request request) {
    if (!request.target().equals("/exchange/v1/messages")) {
      return request.body().length + " bytes";
    }
    SignedMessage message = SignedMessage.decode(request.body());
    return request.body().length
        + " bytes: "
        + message.context().consortium()
        + " epoch "
        + message.context().epoch()
        + " from "
        + message.sender()
        + " "
        + fields(message.body());
  }

  private static String fields(Message body) {
    if (body instanceof Consent consent) {
      return consent.toString();
    }
    if (body instanceof Advertise) {
      return "keys and a nonce";
    }
    if (body instanceof Encapsulate e2) {
      return "a ciphertext for " + e2.recipient();
    }
    if (body instanceof Confirm e3) {
      return "a MAC for " + e3.recipient();
    }
    if (body instanceof Close) {
      return "a transcript's hash";
    }
    if (body instanceof MaskedVector r1) {
      return "the root of round " + r1.round() + ", length " + r1.length();
    }
    throw new AssertionError("a member sends nothing else in a study that goes well: " + body);
  }

  @Test
  void theComparisonSeesANodeThatSaysMore() {
    // A control: the same study, declined instead, leaves another trace.
    String yaml = Trial.statistics("World 0") + "expires: \"2027-01-30T00:00:00Z\"\n";
    Traffic usual = run(yaml, 4, "first");
    int before = proxy.requests().size();
    String hash = trial.propose(yaml.replace("World 0", "World 5"));
    trial.decline("alpha", hash);
    assertEquals("DECLINED", trial.end(hash));
    List<Request> sent = proxy.requests();
    Traffic declined = traffic(sent.subList(before, sent.size()));
    assertEquals(1, declined.requests().size());
    assertNotEquals(usual.requests().get(0), declined.requests().get(0));
    assertTrue(declined.requests().get(0).contains("ready=false"), declined::toString);
  }
}
