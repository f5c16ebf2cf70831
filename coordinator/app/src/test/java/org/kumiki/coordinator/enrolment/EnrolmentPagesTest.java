package org.kumiki.coordinator.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.coordinator.enrolment.EstServer.CONSORTIUM;
import static org.kumiki.coordinator.enrolment.EstServer.RANDOM;
import static org.kumiki.coordinator.enrolment.EstServer.require;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.platform.consortium.Invitation;

/** The pages of invitations and requests, as a browser gets them; who may is in RolesTest. */
class EnrolmentPagesTest {
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

  private static HttpResponse<String> send(String path, String language, String form)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.people(path))
            .header("Authorization", "Bearer " + server.token.secret())
            .header("Accept", "text/html,*/*;q=0.8")
            .header("Accept-Language", language);
    if (form != null) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(form));
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(path, "en", null);
  }

  private static HttpResponse<String> post(String path, String form) throws Exception {
    return send(path, "en", form);
  }

  private static String field(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String location(HttpResponse<String> response) {
    assertEquals(303, response.statusCode(), response.body());
    return response.headers().firstValue("Location").orElseThrow();
  }

  /** A request that waits, made with an invitation. */
  private static EnrolmentRequest asked(String organisation) throws Exception {
    EnrolmentRequest request =
        EnrolmentRequest.renewal(
            KeyPairs.generate(RANDOM),
            new PeerIdentity(CONSORTIUM, organisation, "node-1"),
            RANDOM);
    require(
        202,
        server.enrol(organisation, server.invite(organisation), request.signingRequest().der()));
    return request;
  }

  @Test
  void anInvitationFileIsDownloadedOnceAndItsSecretStandsOnNoPage() throws Exception {
    String made =
        location(
            post(
                "/invitations",
                field("organisation", "maple") + "&" + field("name", "楓 <金属>") + "&days=7"));
    HttpResponse<String> page = get(made);
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("楓 &lt;金属&gt;"), page.body());

    HttpResponse<String> file = post(made, "");
    assertEquals(200, file.statusCode(), file.body());
    assertEquals(
        "attachment; filename=\"maple.invite.json\"",
        file.headers().firstValue("Content-Disposition").orElse(""));
    assertEquals("no-store", file.headers().firstValue("Cache-Control").orElse(""));
    Path saved = Files.writeString(temporary.resolve("maple.json"), file.body());
    Invitation invitation = Invitation.read(saved);
    assertEquals("maple", invitation.organisation());
    assertFalse(page.body().contains(invitation.token()), "shown before");

    HttpResponse<String> again = post(made, "");
    assertEquals(404, again.statusCode());
    assertTrue(again.body().contains("This file is not here any more"), again.body());
    assertTrue(get(made).body().contains("was downloaded"));
    assertFalse(get("/invitations").body().contains(invitation.token()));
    assertTrue(get("/invitations").body().contains("maple"));

    assertEquals(
        "/invitations?done=taken-back", location(post("/invitations/maple/withdrawal", "")));
    assertEquals(404, post("/invitations/maple/withdrawal", "").statusCode());
  }

  @Test
  void whatIsNoInvitationIsShownAgainWithWhatWasTyped() throws Exception {
    HttpResponse<String> refused =
        post(
            "/invitations",
            field("organisation", "Höher") + "&" + field("name", "A&B") + "&days=x");
    assertEquals(400, refused.statusCode());
    assertTrue(refused.body().contains("role=\"alert\""), refused.body());
    assertTrue(refused.body().contains("value=\"Höher\""), refused.body());
    assertTrue(refused.body().contains("value=\"A&amp;B\""), refused.body());
  }

  @Test
  void twoPeopleTypeTheWordsAndAWrongOneIsToldSoInItsLanguage() throws Exception {
    EnrolmentRequest request = asked("oak");
    String page = get("/enrolments").body();
    assertTrue(page.contains("0 of 2 people have approved"), page);
    String words = EstServer.words(request);
    assertFalse(page.contains(words) || page.contains(words.substring(0, 8)), page);

    String path = "/enrolments/oak/approval";
    HttpResponse<String> wrong = send(path, "ja", field("words", "\"><script>") + "&officer=Ann");
    assertEquals(409, wrong.statusCode());
    assertTrue(wrong.body().contains("<html lang=\"ja\">"));
    assertTrue(wrong.body().contains("承認待ちの申請の言葉と一致しません"), wrong.body());
    assertTrue(wrong.body().contains("aria-invalid=\"true\""), wrong.body());
    assertFalse(wrong.body().contains("\"><script>"), "what was typed is text");

    String right = field("words", words.toUpperCase(java.util.Locale.ROOT));
    assertEquals(400, post(path, right).statusCode(), "nobody says who approves");
    assertEquals("/enrolments?done=half-approved", location(post(path, right + "&officer=Ann")));
    assertEquals(409, post(path, right + "&officer=ann").statusCode(), "one person counts once");
    assertEquals("/enrolments?done=approved", location(post(path, right + "&officer=Bob")));
    assertEquals(409, post(path, right + "&officer=Cid").statusCode());
    assertTrue(
        get("/enrolments?done=approved").body().contains("The node fetches its certificate"));
  }

  @Test
  void aRefusalGoesWithAReasonAndOnlySentencesOfThePageAreShown() throws Exception {
    asked("pine");
    assertEquals(400, post("/enrolments/pine/refusal", "reason=").statusCode());
    assertEquals(
        "/enrolments?done=refused",
        location(post("/enrolments/pine/refusal", field("reason", "nobody called <b>"))));
    String page = get("/enrolments?done=refused").body();
    assertTrue(page.contains("nobody called &lt;b&gt;"), page);
    for (String foreign : new String[] {"Call+0900", "refused%3Cb%3E", "..", "title"}) {
      assertFalse(get("/enrolments?done=" + foreign).body().contains("role=\"status\""), foreign);
    }
    assertEquals(404, post("/enrolments/nobody/approval", "words=x&officer=Ann").statusCode());
  }
}
