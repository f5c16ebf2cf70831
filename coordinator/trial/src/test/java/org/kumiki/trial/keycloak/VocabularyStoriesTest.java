package org.kumiki.trial.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kumiki.trial.keycloak.Chromium.Look;

/**
 * What curators do, from the headers that stewards release at their nodes to a release that nodes
 * fetch, and back: different people of three organisations in a real browser with a real Keycloak,
 * by keyboard alone, on a desk in English and on a phone in Japanese.
 */
@ExtendWith(PeopleTrial.class)
@ChangesTerms
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VocabularyStoriesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/v1/vocabulary";
  private static final String TENSILE = "/vocabulary/terms/tensileStrength";

  private final HttpClient http = HttpClient.newHttpClient();
  private PeopleTrial.Running trial;
  private Sittings sittings;

  @BeforeAll
  void start(PeopleTrial.Running running) {
    trial = running;
    sittings = new Sittings(trial);
  }

  @AfterAll
  void stop() {
    if (sittings != null) {
      sittings.close();
    }
  }

  /** What a steward lets go at the own node, signed in as the steward. */
  private void release(String organisation, String header, String unit) throws Exception {
    ObjectNode body = JSON.createObjectNode();
    body.put("header", header).put("unit", unit).put("cells", "numbers");
    assertEquals(200, asSteward(organisation, "/api/v1/released/headers", body).statusCode());
    await(
        () ->
            trial
                .federation()
                .coordinatorApi()
                .get(API + "/headers")
                .findValuesAsText("header")
                .contains(header));
  }

  private HttpResponse<String> asSteward(String organisation, String path, ObjectNode body)
      throws Exception {
    String token = trial.token(organisation + "-steward", "kumiki-node-" + organisation);
    return http.send(
        HttpRequest.newBuilder(trial.node(organisation).resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "not within three minutes");
      assertFalse(never.await(100, TimeUnit.MILLISECONDS));
    }
  }

  @Test
  void curatorsResolveAClashAtADeskInEnglish() throws Exception {
    resolveAClash(Look.DESK, "tensile strength max", "最大引張強さ", "9000");
  }

  @Test
  void curatorsResolveAClashOnAPhoneInJapanese() throws Exception {
    resolveAClash(Look.PHONE.in("ja"), "peak tensile strength", "引張強さのピーク", "8000");
  }

  private void resolveAClash(Look look, String english, String japanese, String upper)
      throws Exception {
    release("acme", english, "kgf/mm2");
    release("birch", japanese, "MPa");
    Sitting author = sittings.of("acme-curator", look);
    String path = draft(look, author, english, japanese, upper);
    review(look, author, path);
    publishAndRelease(look, path);
    Sitting steward = sittings.of("birch-steward", look);
    steward.open("/vocabulary/queue");
    steward.sees(steward.editing.say("own.proposal", number(path)));
    steward.open(TENSILE);
    steward.sees(english);
    takeBack(look, path, english);
  }

  private static long number(String path) {
    return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
  }

  /** Two headers, a note on scope and a domain, in one draft. */
  private String draft(Look look, Sitting author, String english, String japanese, String upper) {
    author.open("/");
    author.enter(author.window.link(author.editing.say("menu")));
    author.enter(author.window.link(author.editing.say("tab.queue")));
    assertEquals("/vocabulary/queue", author.window.path());
    author.sees("Largest engineering stress");
    author.sees("引張試験で試験片が耐えた最大の公称応力。");
    author.seesNot("acme");
    author.examine("curation-queue");
    author.enter(synonym(author, english));
    assertEquals("kt:tensileStrength", author.in("#term").inputValue());
    assertEquals(english, author.in("#text").inputValue());
    author.press("#scopeKind", "ArrowDown");
    author.window.page().keyboard().press("ArrowDown");
    author.type("#scopeName", "Tanaka Testing");
    author.type("#noteEn", "Two members write it so on their machines.");
    author.type("#noteJa", "二つの会員が試験機でこう書いています。");
    author.examine("curation-proposals-new-synonym");
    author.does(author.button(author.editing.say("edit.take")), "*");
    String path = author.window.path();

    author.open("/vocabulary/queue");
    author.enter(synonym(author, japanese));
    author.press("#proposal", "ArrowDown");
    author.does(author.button(author.editing.say("edit.take")), "*");
    assertEquals(path, author.window.path());

    author.enter(author.window.link(author.editing.say("edit.add")));
    author.examine("curation-proposals-new");
    author.enter(author.in("button[value=change-scope-note]"));
    author.type("#term", "引張強さ");
    author.press("input[name=language]", "Space");
    author.type("#text", "Of the test in air; " + upper + " is far above any known steel.");
    author.does(author.button(author.editing.say("edit.take")), "*");

    author.enter(author.window.link(author.editing.say("edit.add")));
    author.enter(author.in("button[value=change-quantity]"));
    author.type("#term", "tensile strength");
    author.choose("#kind", look.language().equals("ja") ? "応力 · stress" : "stress · 応力");
    author.type("#unit", "N/mm²");
    author.type("#lower", "0");
    author.type("#upper", upper);
    author.does(author.button(author.editing.say("edit.take")), "*");
    author.sees(upper);
    author.sees(author.editing.say("checks.clean"));
    author.sees(author.editing.say("impact"));
    author.does(author.button(author.editing.say("submit")), "submitted");
    return path;
  }

  private static Locator synonym(Sitting curator, String header) {
    return curator
        .window
        .page()
        .locator("article")
        .filter(new Locator.FilterOptions().setHasText(header))
        .locator("a[href*='kt%3AtensileStrength']");
  }

  /** An objection with its reason, an answer, and two who agree. */
  private void review(Look look, Sitting author, String path) {
    Sitting scientist = sittings.of("birch-scientist", look);
    scientist.open(path);
    assertEquals(0, scientist.window.page().locator("#vote").count(), "curators alone vote");
    scientist.type("#comment", "We call the largest load so.");
    scientist.press("input[name=unnamed]", "Space");
    scientist.does(scientist.button(scientist.editing.say("thread.send")), "commented");
    scientist.sees(scientist.editing.say("unnamed"));
    scientist.seesNot("birch-scientist");

    Sitting birch = sittings.of("birch-curator", look);
    birch.open("/");
    birch.examine("curation-overview");
    birch.enter(birch.in(".concerns a[href='/vocabulary/proposals']"));
    birch.sees(birch.editing.say("why.TO_REVIEW"));
    birch.examine("curation-proposals");
    birch.enter(birch.in("a[href='" + path + "']"));
    birch.enter(birch.button(birch.editing.say("vote.object")));
    birch.sees(birch.editing.say("refused"));
    birch.examine("curation-proposal-refused");
    birch.type("#vote", "Which standard is that?");
    birch.does(birch.button(birch.editing.say("vote.object")), "voted");
    author.open("/vocabulary/proposals");
    author.sees(author.editing.say("why.OWN_OBJECTED"));
    author.enter(author.in("a[href='" + path + "']"));
    assertEquals(0, author.window.page().locator("#vote").count(), "nobody reviews an own one");
    author.type("#comment", "ISO 6892-1.");
    author.does(author.button(author.editing.say("thread.send")), "commented");
    birch.open(path);
    birch.does(birch.button(birch.editing.say("vote.approve")), "voted");
    birch.examine("curation-proposal");

    Sitting cedar = sittings.of("cedar-curator", look);
    cedar.open(path);
    cedar.does(cedar.button(cedar.editing.say("vote.approve")), "voted");
  }

  private void publishAndRelease(Look look, String path) throws Exception {
    Sitting cedar = sittings.of("cedar-curator", look);
    cedar.open("/vocabulary/proposals");
    cedar.sees(cedar.editing.say("why.TO_PUBLISH"));
    cedar.enter(cedar.in("a[href='" + path + "']"));
    cedar.does(cedar.button(cedar.editing.say("publish")), "published");
    cedar.enter(cedar.in("a[href^='/vocabulary/changes/']"));
    cedar.sees("(Tanaka Testing)");
    cedar.seesNot("w3id.org/kumiki/label");
    cedar.seesNot("unit:");
    cedar.examine("curation-change");

    cedar.open("/vocabulary");
    cedar.enter(cedar.window.link(cedar.browsing.say("tab.releases")));
    cedar.type("#noteEn", "Names of tensile strength that members write.");
    cedar.type("#noteJa", "会員が使う引張強さの名称。");
    cedar.examine("curation-releases");
    cedar.does(cedar.button(cedar.browsing.say("release.do")), "released");
    cedar.examine("curation-release");
    int version = (int) number(cedar.window.path());
    for (String organisation : trial.federation().organisations()) {
      await(() -> vocabularyOf(organisation).path("newest").asInt() == version);
    }
    assertTrue(vocabularyOf("acme").path("inUse").asInt(0) < version, "its steward decides");
    ObjectNode wish = JSON.createObjectNode().put("version", version);
    assertEquals(200, asSteward("acme", API + "/upgrade", wish).statusCode());
    assertEquals(version, vocabularyOf("acme").path("inUse").asInt());
  }

  private JsonNode vocabularyOf(String organisation) {
    return trial.federation().nodeApi(organisation).get(API);
  }

  private void takeBack(Look look, String path, String name) {
    Sitting curator = sittings.of("cedar-curator", look);
    curator.open(path);
    assertEquals(0, curator.window.page().locator("#undo").count(), "the operator alone");
    Sitting operator = sittings.of("demo-operator", look);
    operator.open(path);
    operator.unfold("details:has(#undo)");
    operator.type("#undo", "The maker writes it otherwise now.");
    operator.does(operator.button(operator.editing.say("undo.do")), "taken-back");
    operator.examine("curation-proposal-taken-back");
    operator.open(TENSILE);
    assertFalse(operator.in(".bilingual").innerText().contains(name), "not a name any more");
    operator.examine("curation-term");
  }

  @Test
  void aTermIsRetiredWithAPointerToTheOtherAndComesBack() {
    Sitting author = sittings.of("birch-curator", Look.DESK.in("ja"));
    author.open("/vocabulary/proposals/new?change=deprecate&term=kt:hotStrength");
    author.type("#other", "kt:tensileStrength");
    author.type("#noteEn", "The temperature is a condition of its own.");
    author.type("#noteJa", "温度は別の条件として記録します。");
    author.does(author.button(author.editing.say("edit.take")), "*");
    String path = author.window.path();
    author.sees(author.editing.say("impact.retires"));
    author.does(author.button(author.editing.say("submit")), "submitted");
    for (String reviewer : List.of("acme-curator", "cedar-curator")) {
      Sitting one = sittings.of(reviewer, Look.PHONE);
      one.open(path);
      one.does(one.button(one.editing.say("vote.approve")), "voted");
    }
    Sitting publisher = sittings.of("acme-curator", Look.PHONE);
    publisher.open(path);
    publisher.does(publisher.button(publisher.editing.say("publish")), "published");
    for (Look look : List.of(Look.DESK, Look.PHONE, Look.DESK.in("ja"), Look.PHONE.in("ja"))) {
      Sitting reader = sittings.of("acme-scientist", look);
      reader.open("/vocabulary/terms/hotStrength");
      reader.sees(reader.browsing.say("deprecated.title"));
      reader.examine("curation-term-deprecated");
      reader.enter(reader.in("a[href='" + TENSILE + "']"));
      assertEquals(TENSILE, reader.window.path());
    }
    Sitting operator = sittings.of("demo-operator", Look.DESK);
    operator.open(path);
    operator.unfold("details:has(#undo)");
    operator.type("#undo", "It is in use.");
    operator.does(operator.button(operator.editing.say("undo.do")), "taken-back");
    operator.open("/vocabulary/terms/hotStrength");
    operator.seesNot(operator.browsing.say("deprecated.title"));
  }

  @Test
  void aFindingInAFileOfOthersLeadsToTheFormThatMendsIt() throws Exception {
    String file =
        """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix x: <https://example.org/others/> .
        x:scheme a skos:ConceptScheme ; skos:prefLabel "Others"@en , "ほかの体系"@ja .
        x:half a skos:Concept ; skos:inScheme x:scheme ; skos:topConceptOf x:scheme ;
          skos:prefLabel "half translated"@en , "translated twice"@en .
        x:ring1 a skos:Concept ; skos:inScheme x:scheme ; skos:prefLabel "ring one"@en , "環一"@ja ;
          skos:broader x:ring2 .
        x:ring2 a skos:Concept ; skos:inScheme x:scheme ; skos:prefLabel "ring two"@en , "環二"@ja ;
          skos:broader x:ring1 .
        """;
    trial
        .federation()
        .coordinatorApi()
        .post(
            API + "/import?acceptFindings=true&reason=others&graph=https://example.org/others",
            file,
            "text/turtle");
    await(
        () -> {
          JsonNode state = trial.federation().coordinatorApi().get(API + "/integrity");
          return state.path("checked").asLong(-1) >= state.path("sequence").asLong();
        });
    for (Look look : List.of(Look.DESK, Look.PHONE, Look.DESK.in("ja"), Look.PHONE.in("ja"))) {
      Sitting curator = sittings.of("acme-curator", look);
      curator.open("/vocabulary/checks");
      curator.sees("half translated");
      curator.examine("curation-checks");
      curator.enter(curator.in("#S14 a.btn"));
      assertEquals("/vocabulary/proposals/new", curator.window.path());
      curator.sees(curator.editing.say("kind.change-label"));
      assertEquals(
          "https://example.org/others/half",
          curator.window.page().locator("input[name=term]").first().inputValue());
    }
  }

  @Test
  void theBoxFindsTermsWhileOneTypesAndAsAFormWithoutScripts() {
    Sitting reader = sittings.of("cedar-auditor", Look.PHONE.in("ja"));
    reader.open("/vocabulary");
    assertFalse(reader.in("nav[aria-labelledby=tree]").isVisible(), "the cards say the same");
    reader.window.tabTo(reader.in("#q"));
    reader.window.page().keyboard().insertText("ひっぱりつよ");
    reader.in("#hits [role=option]").waitFor();
    assertTrue(reader.in("#hits [role=option]").innerText().contains("引張強さ"));
    reader.window.examine();
    reader.window.shoot("curation-typing");
    reader.window.page().keyboard().press("Escape");
    assertFalse(reader.in("#hits").isVisible());
    reader.window.page().keyboard().insertText("さ");
    reader.in("#hits [role=option]").waitFor();
    reader.window.page().keyboard().press("ArrowDown");
    assertEquals("hit-0", reader.in("#q").getAttribute("aria-activedescendant"));
    reader.window.page().keyboard().press("Enter");
    reader.window.page().waitForURL(Pattern.compile(".*tensileStrength.*"));
    reader.window.page().waitForLoadState();
    reader.sees("抗張力");

    Sitting plain = sittings.of("cedar-auditor", Look.DESK.withoutScripts());
    plain.open("/vocabulary");
    plain.type("#q", "抗張力");
    plain.window.page().keyboard().press("Enter");
    plain.window.page().waitForURL("**/vocabulary?q=**");
    plain.sees("tensile strength");
    URI address = URI.create(plain.window.page().url());
    assertTrue(address.getQuery().startsWith("q="), address.toString());
  }
}
