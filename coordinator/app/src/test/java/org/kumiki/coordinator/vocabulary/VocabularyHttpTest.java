package org.kumiki.coordinator.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kumiki.ontology.format.VocabularyFormat;

/** Terms, files and releases over HTTP. */
class VocabularyHttpTest {
  private static final String API = "/api/v1/vocabulary";

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

  @Test
  void aTermIsFoundByWhatPeopleTypeAndShowsAllThatIsSaid() throws Exception {
    JsonNode hits = coordinator.get(API + "/search?q=" + encoded("抗張力") + "&limit=3");
    assertEquals("https://w3id.org/kumiki/term/tensileStrength", hits.get(0).path("iri").asText());
    assertEquals("抗張力", hits.get(0).path("matched").asText());
    JsonNode term = coordinator.get(API + "/term?iri=kt:tensileStrength");
    assertEquals("tensile strength", term.path("labels").get(0).path("text").asText());
    assertTrue(term.path("version").asLong() >= 1);
    assertTrue(
        term.path("links").path("qudt:hasUnit").get(0).path("iri").asText().endsWith("MegaPA"));
    assertEquals(
        404,
        coordinator.send(coordinator.request(API + "/term?iri=kt:nothing").GET()).statusCode());
  }

  @Test
  void theTreeIsWalkedLevelByLevel() throws Exception {
    JsonNode schemes = coordinator.get(API + "/schemes");
    assertTrue(schemes.size() >= 9);
    JsonNode top = coordinator.get(API + "/children?iri=ks:properties&lang=ja&limit=5");
    assertTrue(top.path("total").asInt() > 5);
    assertEquals(5, top.path("terms").size());
    assertTrue(top.path("terms").get(0).path("children").asInt() > 0);
    JsonNode paths = coordinator.get(API + "/paths?iri=kt:tensileStrength");
    assertEquals(3, paths.get(0).size());
    JsonNode siblings = coordinator.get(API + "/siblings?iri=kt:tensileStrength&limit=500");
    assertTrue(siblings.toString().contains("yieldStrength"));
  }

  @Test
  void aTermIriLeadsPeopleToAPageAndProgramsToStatements() throws Exception {
    record Wanted(String accept, String target) {}
    String iri = "https://w3id.org/kumiki/term/tensileStrength";
    for (Wanted wanted :
        List.of(
            new Wanted(
                "text/html,application/xhtml+xml,*/*;q=0.8", "/vocabulary/terms/tensileStrength"),
            new Wanted("text/turtle", "/vocabulary/data?iri=" + iri + "&format=ttl"),
            new Wanted("application/ld+json", "/vocabulary/data?iri=" + iri + "&format=jsonld"),
            new Wanted(
                "application/rdf+xml;q=0.9,text/html;q=0.1",
                "/vocabulary/data?iri=" + iri + "&format=rdf"),
            new Wanted("application/n-triples", "/vocabulary/data?iri=" + iri + "&format=nt"))) {
      HttpResponse<byte[]> answer =
          coordinator.send(
              coordinator
                  .anonymous("/term/tensileStrength")
                  .header("Accept", wanted.accept())
                  .GET());
      assertEquals(303, answer.statusCode(), wanted.accept());
      assertEquals(wanted.target(), answer.headers().firstValue("Location").orElseThrow());
      assertTrue(answer.headers().allValues("Vary").contains("Accept"));
      HttpResponse<byte[]> there =
          coordinator.send(
              coordinator.anonymous(wanted.target()).header("Accept", wanted.accept()).GET());
      assertEquals(200, there.statusCode(), wanted.target());
      String said = new String(there.body(), StandardCharsets.UTF_8);
      assertTrue(said.contains("tensile strength"), said);
    }
    assertEquals(404, coordinator.send(coordinator.anonymous("/term/nothing").GET()).statusCode());
    assertEquals(
        406,
        coordinator
            .send(
                coordinator.anonymous("/term/tensileStrength").header("Accept", "image/png").GET())
            .statusCode());
  }

  @Test
  void whatIsPublicIsPublicAndNothingElse() throws Exception {
    for (String open : List.of("/ontology/releases", "/vocabulary/terms/tensileStrength")) {
      assertEquals(200, coordinator.send(coordinator.anonymous(open).GET()).statusCode(), open);
    }
    for (String closed :
        List.of(
            API + "/export",
            API + "/search?q=a",
            API + "/changes",
            "/sparql?query=ASK%7B%7D",
            "/",
            "/api/v1/members")) {
      assertEquals(401, coordinator.send(coordinator.anonymous(closed).GET()).statusCode(), closed);
    }
    HttpResponse<byte[]> written =
        coordinator.send(
            coordinator
                .anonymous("/ontology/releases")
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
    assertEquals(401, written.statusCode());
  }

  @ParameterizedTest
  @EnumSource(VocabularyFormat.class)
  void whatIsExportedIsImportedAgainAsTheSame(VocabularyFormat format) throws Exception {
    HttpResponse<byte[]> file =
        coordinator.send(
            coordinator
                .request(API + "/export?format=" + format.extension() + "&graph=" + shared())
                .GET());
    assertEquals(200, file.statusCode());
    String sequence = file.headers().firstValue("Kumiki-Vocabulary-Sequence").orElseThrow();
    HttpResponse<byte[]> again =
        coordinator.post(
            API + "/import?replace=true&reason=again&basedOn=" + sequence,
            format.mediaType(),
            file.body());
    assertEquals(200, again.statusCode(), new String(again.body(), StandardCharsets.UTF_8));
    assertEquals("unchanged", RunningCoordinator.json(again).path("outcome").asText());
  }

  @Test
  void anEditedTableIsPreviewedPublishedConflictsWhenStaleAndIsSeenInTheHistory() throws Exception {
    HttpResponse<byte[]> exported =
        coordinator.send(coordinator.request(API + "/export?format=csv&graph=" + shared()).GET());
    String sequence = exported.headers().firstValue("Kumiki-Vocabulary-Sequence").orElseThrow();
    String table = new String(exported.body(), StandardCharsets.UTF_8);
    byte[] edited =
        table.replace("reduction of area", "area reduction").getBytes(StandardCharsets.UTF_8);
    String path =
        API + "/import?replace=true&reason=" + encoded("shorter") + "&basedOn=" + sequence;
    HttpResponse<byte[]> preview = coordinator.post(path + "&preview=true", "text/csv", edited);
    assertEquals("acceptable", RunningCoordinator.json(preview).path("outcome").asText());
    HttpResponse<byte[]> published = coordinator.post(path, "text/csv", edited);
    assertEquals(201, published.statusCode(), new String(published.body(), StandardCharsets.UTF_8));
    byte[] stale = table.replace("reduction of area", "necking").getBytes(StandardCharsets.UTF_8);
    HttpResponse<byte[]> conflict = coordinator.post(path, "text/csv", stale);
    assertEquals(409, conflict.statusCode());
    assertTrue(
        RunningCoordinator.json(conflict).path("conflicts").toString().contains("reductionOfArea"));
    JsonNode history = coordinator.get(API + "/changes?iri=kt:reductionOfArea");
    assertEquals("shorter", history.get(0).path("reason").asText());
    assertEquals("import", history.get(0).path("kind").asText());
    assertTrue(history.get(0).path("terms").toString().contains("area reduction"));
  }

  /** What others have published since the export would be undone, and be called published. */
  @Test
  void aFileThatReplacesSaysWhichStateItWasExportedFrom() throws Exception {
    String path = API + "/export?format=nt&graph=" + shared();
    byte[] whole = coordinator.send(coordinator.request(path).GET()).body();
    HttpResponse<byte[]> refused =
        coordinator.post(API + "/import?replace=true&reason=x", "application/n-triples", whole);
    assertEquals(400, refused.statusCode());
    String said = new String(refused.body(), StandardCharsets.UTF_8);
    assertTrue(said.contains("Kumiki-Vocabulary-Sequence"), said);
  }

  @Test
  void whatAFormatCannotSayIsRefusedWithAnotherFormat() throws Exception {
    String odd =
        "<https://example.org/odd> <https://example.org/p/1> \"x\"@en ;"
            + " <http://www.w3.org/2004/02/skos/core#note> \"\\u0001\"@en .";
    assertEquals(
        201,
        coordinator
            .post(
                API + "/import?reason=odd&acceptFindings=true&graph=https://example.org/graph",
                "text/turtle",
                odd.getBytes(StandardCharsets.UTF_8))
            .statusCode());
    String data = "/vocabulary/data?iri=https://example.org/odd&format=";
    assertEquals(200, coordinator.send(coordinator.request(data + "ttl").GET()).statusCode());
    HttpResponse<byte[]> xml = coordinator.send(coordinator.request(data + "rdf").GET());
    assertEquals(422, xml.statusCode());
    assertTrue(new String(xml.body(), StandardCharsets.UTF_8).contains("Turtle"));
    for (String query :
        List.of(
            "CONSTRUCT { <urn:a> <https://example.org/p/1> ?o } { ?s <https://example.org/p/1> ?o"
                + " }",
            "CONSTRUCT { <urn:a> <urn:b> ?o } { <https://example.org/odd> ?p ?o }")) {
      HttpResponse<byte[]> answer =
          coordinator.send(
              coordinator
                  .request("/sparql?query=" + encoded(query))
                  .header("Accept", "application/rdf+xml")
                  .GET());
      String said = new String(answer.body(), StandardCharsets.UTF_8);
      assertEquals(406, answer.statusCode(), said);
      assertTrue(said.contains("text/turtle"), said);
    }
  }

  @Test
  void aFileThatBreaksARuleOrIsNoneChangesNothing() throws Exception {
    long before = coordinator.get(API + "/term?iri=kt:density").path("sequence").asLong();
    String loop =
        "<https://w3id.org/kumiki/term/mechanicalProperty>"
            + " <http://www.w3.org/2004/02/skos/core#broader>"
            + " <https://w3id.org/kumiki/term/tensileStrength> .";
    HttpResponse<byte[]> defective =
        coordinator.post(
            API + "/import?reason=loop", "text/turtle", loop.getBytes(StandardCharsets.UTF_8));
    assertEquals(422, defective.statusCode());
    JsonNode finding = RunningCoordinator.json(defective).path("findings").get(0);
    assertEquals("cycle", finding.path("rule").asText());
    assertFalse(finding.path("message").path("ja").asText().isEmpty());
    for (String[] wrong :
        new String[][] {
          {"text/turtle", "nonsense"},
          {"application/rdf+xml", "<x"},
          {"text/csv", "a,b"},
          {"image/png", "x"},
          {
            "application/ld+json",
            "{\"@context\":\"http://127.0.0.1:1/\",\"@id\":\"urn:x:1\",\"urn:p\":1}"
          }
        }) {
      HttpResponse<byte[]> refused =
          coordinator.post(
              API + "/import?reason=x", wrong[0], wrong[1].getBytes(StandardCharsets.UTF_8));
      assertEquals(4, refused.statusCode() / 100, wrong[0]);
    }
    assertEquals(before, coordinator.get(API + "/term?iri=kt:density").path("sequence").asLong());
  }

  /** RFC 3986, section 3.3: & and + are plain characters of a path, and %2B is another name. */
  @Test
  void anIriDereferencesWhateverItsLastPartHolds() throws Exception {
    List<String> names = List.of("salt&pepper", "c+d", "e;f", "g,h", "i%2Bj", "硬さ", "k/l");
    StringBuilder file = new StringBuilder();
    for (String name : names) {
      file.append("<https://w3id.org/kumiki/term/").append(name);
      file.append("> a <http://www.w3.org/2004/02/skos/core#Concept> ;")
          .append(" <http://www.w3.org/2004/02/skos/core#prefLabel> \"named ")
          .append(name)
          .append("\"@en .\n");
    }
    HttpResponse<byte[]> taken =
        coordinator.post(
            API + "/import?reason=odd+names&acceptFindings=true",
            "text/turtle",
            file.toString().getBytes(StandardCharsets.UTF_8));
    assertEquals(201, taken.statusCode(), new String(taken.body(), StandardCharsets.UTF_8));
    for (String name : names) {
      String address = "/term/" + (name.equals("硬さ") ? encoded(name) : name);
      for (String accept : List.of("text/turtle", "text/html")) {
        HttpResponse<byte[]> answer =
            coordinator.send(coordinator.request(address).header("Accept", accept).GET());
        assertEquals(303, answer.statusCode(), address);
        String target = answer.headers().firstValue("Location").orElseThrow();
        HttpResponse<byte[]> there =
            coordinator.send(coordinator.request(target).header("Accept", accept).GET());
        assertEquals(200, there.statusCode(), target);
        String said = new String(there.body(), StandardCharsets.UTF_8).replace("&amp;", "&");
        assertTrue(said.contains("named " + name), name + " by " + target);
      }
    }
    HttpResponse<byte[]> sent =
        coordinator.send(
            coordinator.request("/term/salt%26pepper").header("Accept", "text/turtle").GET());
    assertEquals(303, sent.statusCode(), "as a browser may send it");
  }

  @Test
  void whatIsMissingOrTooLongIsNamed() throws Exception {
    refused("/search", 400, "'q' is missing");
    refused("/search?q=" + "a".repeat(301), 400, "may have 300");
    refused("/search?q=" + "a".repeat(5_000), 400, "has 5000 characters and may have 300");
    refused("/search?q=" + "a".repeat(20_000), 413, "at most 16000 characters");
    refused("/search?q=a&limit=many", 400, "'limit' is not a whole number");
    HttpResponse<byte[]> mute = coordinator.post(API + "/import", "text/turtle", new byte[] {' '});
    assertEquals(400, mute.statusCode());
    String said = new String(mute.body(), StandardCharsets.UTF_8);
    assertTrue(said.contains("Say in 'reason' why"), said);
  }

  private static void refused(String path, int status, String words) throws Exception {
    HttpResponse<byte[]> answer = coordinator.send(coordinator.request(API + path).GET());
    String said = new String(answer.body(), StandardCharsets.UTF_8);
    assertEquals(status, answer.statusCode(), said);
    assertTrue(said.contains(words), said);
  }

  /** Units as people write them, too; what only differs in case is refused, and both are named. */
  @Test
  void aChangeOfAQuantityTakesItsUnitAsPeopleWriteIt() throws Exception {
    assertFalse(check("MPa").contains("not in the list"), check("MPa"));
    assertFalse(check("unit:MegaPA").contains("not in the list"));
    String unclear = check("mpa");
    assertTrue(unclear.contains("may mean MPa (unit:MegaPA) or mPa (unit:MilliPA)"), unclear);
    assertTrue(check("furlong").contains("furlong is not in the list of units"));
  }

  private static String check(String unit) throws Exception {
    String body =
        "{\"edits\":[{\"kind\":\"change-quantity\",\"term\":\"kt:tensileStrength\",\"quantity\":"
            + "{\"kind\":\"qk:Stress\",\"unit\":\""
            + unit
            + "\",\"lower\":0,\"upper\":6000}}]}";
    HttpResponse<byte[]> answer =
        coordinator.post(
            API + "/proposals/check", "application/json", body.getBytes(StandardCharsets.UTF_8));
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void markupInALabelIsTextOnEveryPage() throws Exception {
    String hostile =
        "<https://w3id.org/kumiki/term/hostile> a <http://www.w3.org/2004/02/skos/core#Concept> ;"
            + " <http://www.w3.org/2004/02/skos/core#prefLabel> \"<script>alert(1)</script>\"@en,"
            + " \"<img src=x onerror=alert(1)>\"@ja .";
    HttpResponse<byte[]> taken =
        coordinator.post(
            API + "/import?reason=x&acceptFindings=true",
            "text/turtle",
            hostile.getBytes(StandardCharsets.UTF_8));
    assertEquals(201, taken.statusCode());
    HttpResponse<byte[]> page =
        coordinator.send(coordinator.request("/vocabulary/terms/hostile").GET());
    String html = new String(page.body(), StandardCharsets.UTF_8);
    assertFalse(html.contains("<script>alert") || html.contains("<img src=x"), html);
    assertTrue(html.contains("&lt;script&gt;"), html);
    assertEquals("nosniff", page.headers().firstValue("X-Content-Type-Options").orElseThrow());
    undo(RunningCoordinator.json(taken).path("sequence").asLong());
  }

  private static void undo(long sequence) throws Exception {
    String empty = "iri,rdf:type\nkt:hostile,";
    JsonNode change = coordinator.get(API + "/changes/" + sequence);
    assertEquals("added", change.path("terms").get(0).path("fate").asText(), empty);
  }

  @Test
  void releasesAreSignedOnceAndComparedWithEachOther() throws Exception {
    long first = release("the first").path("version").asLong();
    assertEquals(
        409,
        coordinator
            .post(
                API + "/releases",
                "application/json",
                "{\"note\":\"again\"}".getBytes(StandardCharsets.UTF_8))
            .statusCode());
    String more =
        "<https://w3id.org/kumiki/term/density> <http://www.w3.org/2004/02/skos/core#altLabel>"
            + " \"specific mass\"@en .";
    assertEquals(
        201,
        coordinator
            .post(
                API + "/import?reason=synonym",
                "text/turtle",
                more.getBytes(StandardCharsets.UTF_8))
            .statusCode());
    JsonNode second = release("a synonym");
    assertEquals(first + 1, second.path("version").asLong());
    JsonNode diff =
        coordinator.get("/ontology/releases/" + first + "/diff/" + (first + 1)).path("terms");
    assertEquals(1, diff.size());
    assertEquals("changed", diff.get(0).path("fate").asText());
    assertTrue(diff.toString().contains("specific mass"));
    List<String> versions = new ArrayList<>();
    coordinator
        .get("/ontology/releases")
        .forEach(one -> versions.add(one.path("version").asText()));
    assertTrue(versions.indexOf("" + (first + 1)) < versions.indexOf("" + first));
    for (String path : List.of("/ontology/releases", "/ontology/releases/" + first)) {
      assertTrue(coordinator.get(path).toString().contains("\"releasedBy\":\""), path);
      String strangers =
          new String(
              coordinator.send(coordinator.anonymous(path).GET()).body(), StandardCharsets.UTF_8);
      assertTrue(strangers.contains("sha256"), strangers);
      assertFalse(strangers.contains("releasedBy"), strangers);
    }
    HttpResponse<byte[]> content =
        coordinator.send(coordinator.anonymous("/ontology/releases/" + first + "/content").GET());
    byte[] quads =
        new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(content.body()))
            .readAllBytes();
    byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(quads);
    assertEquals(
        coordinator.get("/ontology/releases/" + first).path("sha256").asText(),
        java.util.HexFormat.of().formatHex(hash));
  }

  private static JsonNode release(String note) throws Exception {
    HttpResponse<byte[]> answer =
        coordinator.post(
            API + "/releases",
            "application/json",
            ("{\"note\":\"" + note + "\"}").getBytes(StandardCharsets.UTF_8));
    assertEquals(201, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
    return RunningCoordinator.json(answer);
  }

  @Test
  void theFindingsOfTheWholeVocabularyComeWhenTheyAreThere() throws Exception {
    JsonNode integrity = coordinator.get(API + "/integrity");
    while (integrity.path("checked").isNull() || integrity.path("checked").isMissingNode()) {
      Thread.onSpinWait();
      integrity = coordinator.get(API + "/integrity");
    }
    assertTrue(integrity.path("sequence").asLong() >= integrity.path("checked").asLong());
  }

  private static String shared() {
    return "https://w3id.org/kumiki/graph/shared";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
