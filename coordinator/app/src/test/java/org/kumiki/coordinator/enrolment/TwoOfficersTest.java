package org.kumiki.coordinator.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.coordinator.enrolment.EstServer.CONSORTIUM;
import static org.kumiki.coordinator.enrolment.EstServer.RANDOM;
import static org.kumiki.coordinator.enrolment.EstServer.require;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.trust.PeerIdentity;

/** What the operator does over the people's API, where two people must approve. */
class TwoOfficersTest {
  @TempDir static Path temporary;
  private static EstServer server;

  @BeforeAll
  static void start() {
    server = new EstServer(temporary, 2);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> send(String method, String path, String json)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.people("/api/v1/" + path))
                .header("Authorization", "Bearer " + server.token.secret())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.ofString());
  }

  private static HttpResponse<String> approve(String words, String officer) throws Exception {
    String who = officer == null ? "null" : "\"" + officer + "\"";
    return send(
        "POST",
        "enrolments/acme/approval",
        "{\"words\":\"" + words + "\",\"officer\":" + who + ",\"renewal\":false}");
  }

  @Test
  void aCertificateNeedsTwoDifferentPeople() throws Exception {
    HttpResponse<String> invited =
        send("POST", "invitations", "{\"organisation\":\"acme\",\"name\":\"Acme\",\"days\":7}");
    assertEquals(200, invited.statusCode(), invited.body());
    String token = invited.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    assertTrue(token.matches("[A-Za-z0-9_-]{43}"), "256 bits");
    assertTrue(invited.body().contains("\"rootSha256\""), invited.body());

    EnrolmentRequest request =
        EnrolmentRequest.renewal(
            KeyPairs.generate(RANDOM), new PeerIdentity(CONSORTIUM, "acme", "node-1"), RANDOM);
    byte[] der = request.signingRequest().der();
    require(202, server.enrol("acme", token, der));
    String list = send("GET", "enrolments", "").body();
    assertTrue(list.contains("\"state\":\"requested\""), list);
    assertFalse(list.contains(EstServer.words(request)), "words stand nowhere but at the member");

    String words = EstServer.words(request).toUpperCase(Locale.ROOT);
    assertEquals(400, approve(words, null).statusCode());
    assertEquals(409, approve("0".repeat(24), "Ann").statusCode());
    assertEquals(200, approve(words, "Ann").statusCode());
    require(202, server.enrol("acme", token, der));
    assertTrue(approve(words, " ANN ").body().contains("same-officer"));
    require(202, server.enrol("acme", token, der));
    assertEquals(200, approve(words, "Bob").statusCode());
    assertFalse(server.members.isMember("acme"), "it may still be refused");
    require(200, server.enrol("acme", token, der));
    assertTrue(server.members.isMember("acme"));
    server.members.revoke("acme");
    assertFalse(server.members.isMember("acme"));
    assertEquals(409, approve(words, "Cid").statusCode());
    String decided = send("GET", "enrolments", "").body();
    assertTrue(decided.contains("\"approvedBy\":[\"ann\",\"bob\"]"), decided);
  }

  @Test
  void whatIsNoInvitationIsRefused() throws Exception {
    for (String wrong :
        new String[] {
          "{\"organisation\":\"Acme\",\"name\":\"Acme\",\"days\":7}",
          "{\"organisation\":\"acme\",\"name\":\" \",\"days\":7}",
          "{\"organisation\":\"acme\",\"name\":\"Acme\",\"days\":0}",
          "{\"organisation\":\"acme\",\"name\":\"Acme\",\"days\":91}",
          // Its people would be the consortium's own, and its operators the coordinator's.
          "{\"organisation\":\"" + CONSORTIUM + "\",\"name\":\"Acme\",\"days\":7}",
          "{\"organisation\":\"coordinator\",\"name\":\"Acme\",\"days\":7}",
        }) {
      assertEquals(400, send("POST", "invitations", wrong).statusCode(), wrong);
    }
  }
}
