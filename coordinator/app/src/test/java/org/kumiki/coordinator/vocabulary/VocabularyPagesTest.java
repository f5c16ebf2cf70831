package org.kumiki.coordinator.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people look at, over HTTP. */
class VocabularyPagesTest {
  private static final String API = "/api/v1/vocabulary";
  private static final String TURTLE =
      "@prefix kt: <https://w3id.org/kumiki/term/> .\n"
          + "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
          + "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
          + "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
          + "@prefix x: <https://example.org/> .\n";

  @TempDir static Path temporary;
  private static RunningCoordinator coordinator;

  @BeforeAll
  static void start() throws Exception {
    coordinator = new RunningCoordinator(temporary, "vocabulary: {public: true}\n");
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  private static String page(String path) throws Exception {
    HttpResponse<byte[]> answer =
        coordinator.send(coordinator.request(path).header("Accept", "text/html").GET());
    String html = new String(answer.body(), StandardCharsets.UTF_8);
    assertEquals(200, answer.statusCode(), path + ": " + html);
    return html;
  }

  /** What a page says, blanks as one. */
  private static String text(String path) throws Exception {
    return page(path).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  private static void says(String text, String... wanted) {
    for (String one : wanted) {
      assertTrue(text.contains(one), one + " is not in: " + text);
    }
  }

  /** Takes a file up and answers with the place of the change. */
  private static long take(String reason, String turtle) throws Exception {
    HttpResponse<byte[]> taken =
        coordinator.post(
            API + "/import?acceptFindings=true&reason=" + VocabularyLinks.encoded(reason),
            "text/turtle",
            (TURTLE + turtle).getBytes(StandardCharsets.UTF_8));
    assertEquals(201, taken.statusCode(), new String(taken.body(), StandardCharsets.UTF_8));
    return RunningCoordinator.json(taken).path("sequence").asLong();
  }

  @Test
  void theFirstPageShowsThePartsAndTheBoxThatFinds() throws Exception {
    String html = page("/vocabulary?lang=en");
    says(html, "name=\"q\"", "type=\"search\"", "Properties", "特性", "What is measured");
    says(html, "/vocabulary?under=https%3A%2F%2Fw3id.org%2Fkumiki%2Fscheme%2Fproperties");
    says(text("/vocabulary?lang=ja"), "最近の変更", "材料について測定または計算する量。");
    says(page("/?lang=en"), "<a href=\"/vocabulary\">Vocabulary</a>");
  }

  @Test
  void aLevelIsAPageOfTermsInBothLanguagesWithTheWayUpAndDown() throws Exception {
    String top = text("/vocabulary?lang=en&under=ks:properties");
    says(top, "mechanical property", "機械的性質", "About this part");
    String below = page("/vocabulary?lang=en&under=kt:strengthProperty");
    says(below, "/vocabulary/terms/mechanicalProperty", "tensile strength", "引張強さ");
    assertEquals(404, status("/vocabulary?under=kt:nothing"));
  }

  @Test
  void aLongLevelComesInPartsThatLeadToEachOther() throws Exception {
    StringBuilder many =
        new StringBuilder("x:many a skos:Concept ; skos:prefLabel \"many\"@en .\n");
    for (int i = 1000; i < 1450; i++) {
      many.append(
          "x:m"
              + i
              + " a skos:Concept ; skos:broader x:many ; skos:prefLabel \"m"
              + i
              + "\"@en .\n");
    }
    take("many", many.toString());
    String under = "/vocabulary?lang=en&under=https://example.org/many";
    String first = page(under);
    says(first, "m1000", "m1199", "1 – 200 of 450", "from=200");
    assertFalse(first.contains(">m1200<"));
    String last = page(under + "&from=400");
    says(last, "401 – 450 of 450", "m1449", "from=200");
    says(text(under + "&from=9999"), "450 terms");
    String beside = page("/vocabulary/terms?lang=en&siblings=1&iri=https://example.org/m1300");
    says(beside, "m1201", "m1399", "250 more");
    says(text("/vocabulary/terms?lang=en&iri=https://example.org/many"), "400 more");
  }

  @Test
  void whatIsFoundShowsTheLabelThatMatchedAndWhy() throws Exception {
    String exact = text("/vocabulary?lang=en&q=" + VocabularyLinks.encoded("抗張力"));
    says(exact, "tensile strength", "抗張力 is the same", "mechanical property › strength");
    says(text("/vocabulary?lang=en&q=tensil"), "begins so");
    says(text("/vocabulary?lang=en&q=tensiel+strenth"), "is spelled alike");
    says(text("/vocabulary?lang=ja&q=kt:density"), "名前が一致", "密度");
    says(text("/vocabulary?lang=en&q=%3Cb%3Ezzzz"), "Nothing for “&lt;b&gt;zzzz”");
    String order = page("/vocabulary?lang=en&q=yield+strength");
    int same = order.indexOf("is the same");
    int words = order.indexOf("has these words");
    assertTrue(same >= 0 && words > same, "exact before words");
  }

  @Test
  void aMisspellingThatIsKnownIsNotCalledTheSame() throws Exception {
    String wrong = text("/vocabulary?lang=en&q=tensil+strength");
    says(wrong, "tensil strength is a known misspelling of its name");
    assertFalse(wrong.contains("tensil strength is the same"), wrong);
    says(text("/vocabulary?lang=ja&q=tensil+strength"), "よくある誤記と一致");
  }

  @Test
  void aSearchForWhatNobodyTypesSaysHowMuchIsLookedFor() throws Exception {
    HttpResponse<byte[]> answer =
        coordinator.send(
            coordinator
                .request("/vocabulary?lang=en&q=" + "a".repeat(400))
                .header("Accept", "text/html")
                .GET());
    assertEquals(400, answer.statusCode());
    says(new String(answer.body(), StandardCharsets.UTF_8), "at most 300 are looked for");
  }

  @Test
  void theReadingStandsWithTheJapaneseLabelAndEveryFormatIsOffered() throws Exception {
    String html = page("/vocabulary/terms/tensileStrength?lang=en");
    says(html, "Reading <span lang=\"ja-Hira\">ひっぱりつよさ</span>");
    assertFalse(html.contains("<th scope=\"row\">Reading</th>"), "no row without English");
    says(html, "format=nt\" download>N-Triples</a>");
  }

  @Test
  void aTermPageHasWaysLabelsSideBySideUnitsMappingsNeighboursAndDownloads() throws Exception {
    String html = page("/vocabulary/terms/tensileStrength?lang=en");
    says(html, "ultimate tensile strength", "抗張力", "ひっぱりつよさ", "ISO 6892-1");
    says(html, "Largest engineering stress", "引張試験で試験片が耐えた最大の公称応力。");
    says(html, "data-copyable>https://w3id.org/kumiki/term/tensileStrength<");
    says(html, "format=ttl", "format=jsonld", "format=rdf");
    says(html, "<svg class=\"graph\"", "Narrower: high-temperature tensile strength");
    says(html, "TTO_0000053", "0 – 5000 MPa", "Show its siblings");
    says(html, "/vocabulary/proposals/new?term=https%3A%2F%2Fw3id.org");
    assertFalse(html.contains("yield strength</a>"), "siblings on demand only");
    says(page("/vocabulary/terms/tensileStrength?lang=en&siblings=1"), "yield strength");
    says(text("/vocabulary/terms/tensileStrength?lang=ja"), "区別する用語", "圧縮強さ", "同梱");
    assertEquals(404, status("/vocabulary/terms/nothing"));
    assertEquals(404, status("/vocabulary/terms"));
  }

  @Test
  void aTermBelowSeveralShowsEachWayDownAndOneInALoopNone() throws Exception {
    take(
        "two ways",
        "x:up1 a skos:Concept ; skos:prefLabel \"first way\"@en .\n"
            + "x:up2 a skos:Concept ; skos:prefLabel \"second way\"@en .\n"
            + "x:twice a skos:Concept ; skos:broader x:up1, x:up2 ; skos:prefLabel \"twice\"@en .\n"
            + "x:ring1 a skos:Concept ; skos:broader x:ring2 ; skos:prefLabel \"ring one\"@en .\n"
            + "x:ring2 a skos:Concept ; skos:broader x:ring1 ; skos:prefLabel \"ring two\"@en .\n");
    String ways = page("/vocabulary/terms?lang=en&iri=https://example.org/twice");
    assertEquals(2, ways.split("<div class=\"crumbs\">", -1).length - 1, ways);
    says(ways, "first way", "second way");
    says(text("/vocabulary/terms?lang=en&iri=https://example.org/ring1"), "ring two");
    says(text("/vocabulary?lang=en&q=ring+one"), "ring two");
  }

  @Test
  void withoutScriptsAFormConverts() throws Exception {
    String term = "/vocabulary/terms/tensileStrength?lang=en";
    String kgf = VocabularyLinks.encoded("unit:KiloGM_F-PER-MilliM2");
    says(page(term), "value=\"unit:KiloGM_F-PER-MilliM2\" data-multiplier=\"9.80665\"");
    says(text(term + "&value=52.1&from=" + kgf + "&to=unit:MegaPA"), " 510.926 ");
    says(text(term + "&value=many"), "not a number");
    String celsius = "/vocabulary/terms/curieTemperature?lang=en";
    says(text(celsius + "&value=20&from=unit:DEG_C&to=unit:K"), " 293.15 ");
    says(text(celsius + "&value=0&from=unit:K&to=unit:DEG_F"), " -459.67 ");
  }

  @Test
  void aTermThatIsNotToBeUsedSaysSoAndPointsToTheOther() throws Exception {
    take(
        "withdrawn",
        "x:old a skos:Concept ; skos:prefLabel \"old words\"@en ; owl:deprecated true ;"
            + " dcterms:isReplacedBy kt:density .\n");
    String old = text("/vocabulary/terms?lang=en&iri=https://example.org/old");
    says(old, "not to be used any more", "Use instead: density 密度");
    says(text("/vocabulary?lang=en&q=old+words"), "not to be used");
  }

  @Test
  void changesAreATimelineWithWhatCameAndWent() throws Exception {
    long sequence = take("a trade name", "kt:porosity skos:altLabel \"void content\"@en .\n");
    says(text("/vocabulary/changes?lang=en"), "a trade name", "shipped", "import");
    String change = page("/vocabulary/changes/" + sequence + "?lang=en");
    says(change, "<ins>void content</ins>", "porosity", "Also called");
    String term = page("/vocabulary/terms/porosity?lang=en");
    says(term, "a trade name", "<ins>void content</ins>", "difference=1#history");
    says(page("/vocabulary/terms/porosity?lang=en&difference=1"), "<ins>気孔率</ins>");
    long retired = take("not needed", "kt:porosity owl:deprecated true .\n");
    says(page("/vocabulary/changes/" + retired + "?lang=ja"), "使用しない", "<ins>はい</ins>");
    says(text("/vocabulary/changes/1?lang=ja"), "ほか", "追加");
    assertEquals(404, status("/vocabulary/changes/99999"));
    assertFalse(text("/vocabulary/changes?before=1").contains("a trade name"));
  }

  @Test
  void releasesAreListedAndComparedTermByTerm() throws Exception {
    int first = release("what ships");
    take("another name", "kt:porosity skos:altLabel \"share of pores\"@en .\n");
    int second = release("another name of porosity");
    says(text("/vocabulary/releases?lang=en"), "what ships", "Release " + second);
    String page = page("/vocabulary/releases/" + second + "?lang=en");
    says(page, "What changed since release " + first, "<ins>share of pores</ins>", "SHA-256");
    says(page, "/ontology/releases/" + second + "/content");
    String back = page("/vocabulary/releases/" + first + "?lang=en&against=" + second);
    says(back, "<del>share of pores</del>");
    assertEquals(404, status("/vocabulary/releases/999"));
  }

  private static int release(String note) throws Exception {
    HttpResponse<byte[]> made =
        coordinator.post(
            API + "/releases",
            "application/json",
            ("{\"note\":\"" + note + "\"}").getBytes(StandardCharsets.UTF_8));
    assertEquals(201, made.statusCode(), new String(made.body(), StandardCharsets.UTF_8));
    return RunningCoordinator.json(made).path("version").asInt();
  }

  @Test
  void eachCheckListsItsFindingsWithTheWayToMendThem() throws Exception {
    take("half", "x:half a skos:Concept ; skos:prefLabel \"half translated\"@en, \"twice\"@en .\n");
    awaitCheck();
    String checks = page("/vocabulary/checks?lang=en");
    says(checks, "more than one preferred label", ">S14<", "half translated");
    says(
        checks,
        "/vocabulary/proposals/new?term=https%3A%2F%2Fexample.org%2Fhalf&amp;change=change-label");
    String one = text("/vocabulary/checks?lang=ja&rule=S14");
    says(one, "一つの言語に優先ラベルが二つ以上あります");
    assertFalse(one.contains("自分自身の上位概念"), one);
  }

  /** Until the newest state has been checked. */
  private static void awaitCheck() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    JsonNode integrity = coordinator.get(API + "/integrity");
    while (integrity.path("checked").asLong(-1) < integrity.path("sequence").asLong()) {
      assertTrue(System.nanoTime() < end, "not within two minutes");
      assertFalse(never.await(50, TimeUnit.MILLISECONDS));
      integrity = coordinator.get(API + "/integrity");
    }
  }

  @Test
  void theOtherLanguageIsOfTheSamePageWithWhatWasAskedOfIt() throws Exception {
    says(page("/vocabulary?q=density&lang=en"), "href=\"/vocabulary?q=density&amp;lang=ja\"");
    says(page("/vocabulary?lang=en"), "href=\"/vocabulary?lang=ja\"");
  }

  @Test
  void whoeverReadsInPublicSeesTheTermAndNeitherPeopleNorUse() throws Exception {
    String path = "/vocabulary/terms/tensileStrength?lang=en";
    HttpResponse<byte[]> answer = coordinator.send(coordinator.anonymous(path).GET());
    assertEquals(200, answer.statusCode());
    String html = new String(answer.body(), StandardCharsets.UTF_8);
    says(html, "tensile strength", "抗張力");
    for (String hidden : List.of("id=\"history\"", "Propose a change", "name=\"q\"", "shipped")) {
      assertFalse(html.contains(hidden), hidden);
    }
    for (String closed :
        List.of(
            "/vocabulary", "/vocabulary/changes", "/vocabulary/checks", "/vocabulary/releases")) {
      assertEquals(401, coordinator.send(coordinator.anonymous(closed).GET()).statusCode(), closed);
    }
  }

  @Test
  void filesOfThePagesAreOursAndNothingElseIsServed() throws Exception {
    for (String file : List.of("vocabulary.js", "vocabulary.css")) {
      HttpResponse<byte[]> answer =
          coordinator.send(coordinator.anonymous("/vocabulary/style/" + file).GET());
      assertEquals(200, answer.statusCode(), file);
      assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
      says(page("/vocabulary"), "/vocabulary/style/" + file);
    }
    assertEquals(404, status("/vocabulary/style/other.js"));
  }

  private static int status(String path) throws Exception {
    return coordinator.send(coordinator.request(path).GET()).statusCode();
  }
}
