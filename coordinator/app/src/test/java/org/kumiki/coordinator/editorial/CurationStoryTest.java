package org.kumiki.coordinator.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kumiki.coordinator.editorial.EditorialServer.Answer;
import org.kumiki.coordinator.editorial.EditorialServer.Asker;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.vocabulary.HeaderProposal;
import org.kumiki.exchange.vocabulary.HeaderProposal.Cells;
import org.kumiki.exchange.vocabulary.UsageReport;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;

/** From the curators' queue to the vocabulary and back, as people of different organisations. */
class CurationStoryTest extends EditorialPagesStage {
  private static final String TENSILE = Names.TERM + "tensileStrength";

  private static final String MAX = "max tensile strength";

  private static Asker steward;

  @BeforeAll
  static void addSteward() {
    steward = server.person("shin", "aoba", "steward");
  }

  private static List<String> synonyms() {
    return server
        .database
        .vocabulary
        .concept(TENSILE)
        .orElseThrow()
        .alternativeLabels()
        .get(Language.EN);
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.path(field).asText()));
    return texts;
  }

  private static List<String> waiting(Asker person, long proposal) {
    List<String> why = new ArrayList<>();
    person
        .read("/for-you")
        .path("proposals")
        .forEach(
            one -> {
              if (one.path("proposal").path("number").asLong() == proposal) {
                why.add(one.path("why").asText());
              }
            });
    return why;
  }

  private static long accepted(Asker author, List<Asker> reviewers, long number) {
    long version = author.read("/proposals/" + number).path("version").asLong();
    author.take("/proposals/" + number + "/submission", "{'version':" + version + "}");
    for (Asker reviewer : reviewers) {
      reviewer.take(
          "/proposals/" + number + "/votes", "{'revision':1,'stance':'approve','reason':'yes'}");
    }
    return number;
  }

  @Test
  void aHeaderOfAMemberBecomesASynonymAndIsTakenBack() {
    nodes.take("aoba", new HeaderProposal(1, MAX, "kgf/mm²", Cells.NUMBERS));
    nodes.take("birch", new HeaderProposal(1, "Max  Tensile STRENGTH", "kgf/mm²", Cells.NUMBERS));
    nodes.take("birch", new HeaderProposal(1, "sent twice", "", Cells.NUMBERS));

    // The queue shows it once, not whose it is, and what it may mean.
    assertEquals(403, scientist.get("/headers").status());
    assertEquals(1, headers(MAX).size());
    JsonNode header = headers(MAX).get(0);
    assertFalse(header.has("organisation"));
    assertTrue(texts(header.path("candidates"), "iri").contains(TENSILE), header.toString());
    assertEquals(List.of(), headers("sent twice"), "that release came before");

    // A curator makes a draft of it: nobody else sees that before it is submitted.
    String edit =
        "{'kind':'add-synonym','term':'kt:tensileStrength','text':'max tensile"
            + " strength','language':'en','scope':{'kind':'vendor','name':'Tanaka Testing'}}";
    long number =
        birch
            .take(
                "/headers/" + header.path("number").asLong() + "/proposal",
                "{'title':'A synonym','reason':'two members write it so\\n\\n二つの会員が使用','edits':["
                    + edit
                    + "]}")
            .path("proposal")
            .asLong();
    String path = "/proposals/" + number;
    assertEquals(List.of(), headers(MAX), "both are taken up");
    assertEquals("no-such-proposal", aoba.get(path).problem());
    assertEquals(List.of("own-draft"), waiting(birch, number));

    JsonNode review = birch.take(path + "/submission", "{'version':1}");
    assertEquals("in-review", review.path("stage").asText());
    assertTrue(texts(review.path("drafted").path("changes"), "iri").contains(TENSILE));
    assertEquals(List.of("to-review"), waiting(aoba, number));

    // Nobody reviews an own proposal, an objection needs a reason, a scientist only comments.
    String approve = "{'revision':1,'stance':'approve'}";
    assertEquals("own-proposal", birch.post(path + "/votes", approve).problem());
    assertEquals(403, scientist.post(path + "/votes", approve).status());
    assertEquals(
        "reason-missing",
        cedar.post(path + "/votes", "{'revision':1,'stance':'object'}").problem());
    aoba.take(path + "/votes", approve);
    cedar.take(path + "/votes", "{'revision':1,'stance':'object','reason':'whose symbol?'}");
    assertEquals(List.of("own-objected"), waiting(birch, number));
    scientist.take(path + "/comments", "{'text':'We write it so.','unnamed':true}");
    JsonNode thread = cedar.read(path + "/comments");
    assertEquals("We write it so.", thread.get(0).path("text").asText());
    assertTrue(thread.get(0).path("by").isMissingNode() || thread.get(0).path("by").isNull());

    // Convinced.
    assertEquals("wrong-state", aoba.post(path + "/publication", "{'revision':1}").problem());
    assertEquals("accepted", cedar.take(path + "/votes", approve).path("stage").asText());
    assertEquals(List.of("to-publish"), waiting(aoba, number));
    JsonNode published = aoba.take(path + "/publication", "{'revision':1}");
    assertEquals("published", published.path("stage").asText());
    assertTrue(synonyms().contains(MAX));
    assertEquals(number, steward.read("/headers/own").get(0).path("proposal").asLong());

    // The operator takes it back with one step; nobody else can.
    assertEquals(403, aoba.post(path + "/undo", "{'reason':'x'}").status());
    JsonNode undone = operator.take(path + "/undo", "{'reason':'the vendor has changed it'}");
    assertEquals("taken-back", undone.path("stage").asText());
    assertEquals(undone.path("sequence").asLong() + 1, undone.path("undoneBy").asLong());
    assertFalse(synonyms().contains(MAX));
    assertEquals(
        List.of("begin", "submit", "vote", "vote", "vote", "publish", "take-back"),
        texts(undone.path("steps"), "step"));
  }

  @Test
  void aHeaderThatIsSetAsideTellsItsStewardsWhyAndIsRemembered() {
    nodes.take("aoba", new HeaderProposal(7, "memo 3", "", Cells.WORDS));
    long number = headers("memo 3").get(0).path("number").asLong();
    assertEquals(
        "text-length", birch.post("/headers/" + number + "/refusal", "{'reason':' '}").problem());
    assertEquals(
        200,
        birch.post("/headers/" + number + "/refusal", "{'reason':'a remark, no term'}").status());
    assertEquals(
        "no-such-header",
        birch.post("/headers/" + number + "/refusal", "{'reason':'again'}").problem());
    assertTrue(texts(steward.read("/headers/own"), "setAside").contains("a remark, no term"));

    nodes.take("cedar", new HeaderProposal(1, "Memo 3", "", Cells.WORDS));
    assertEquals(
        "a remark, no term", headers("Memo 3").get(0).path("setAsideBefore").get(0).asText());
  }

  /** The headers of this text that wait. */
  private static List<JsonNode> headers(String text) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode one : birch.read("/headers")) {
      if (one.path("header").asText().equals(text)) {
        found.add(one);
      }
    }
    return found;
  }

  @Test
  void aPairThatMayBeOneIsKeptApartOnceItIsDecided() {
    String twin = Names.TERM + "burstPressureOfTubes";
    long first =
        birch
            .take(
                "/proposals",
                "{'title':'A twin','reason':'to be compared\\n\\n比較のため','edits':[{'kind':'new-term','newTerm':"
                    + "{'name':'burstPressureOfTubes','role':'property','scheme':'ks:properties',"
                    + "'broader':['kt:strengthProperty'],'labelEn':'yield strengths',"
                    + "'labelJa':'破裂圧力','definitionEn':'Pressure at bursting.',"
                    + "'definitionJa':'破裂するときの圧力。','quantity':{'kind':'qk:Stress',"
                    + "'unit':'unit:MegaPA','lower':0,'upper':5000}}}]}")
            .path("number")
            .asLong();
    accepted(birch, List.of(aoba, cedar), first);
    aoba.take("/proposals/" + first + "/publication", "{'revision':1}");

    JsonNode card = card(twin).orElseThrow();
    assertEquals("MPa", card.path("one").path("unit").asText());
    String decision =
        "{'one':'%s','other':'%s','decision':'keep-apart','reason':'a pressure\\n\\n圧力'}"
            .formatted(
                card.path("one").path("iri").asText(), card.path("other").path("iri").asText());
    assertEquals(403, scientist.post("/look-alikes/decision", decision).status());
    long number = aoba.take("/look-alikes/decision", decision).path("proposal").asLong();
    aoba.take("/proposals/" + number + "/submission", "{'version':1}");
    assertEquals(number, card(twin).orElseThrow().path("open").get(0).path("number").asLong());

    String object = "{'revision':1,'stance':'object','reason':'look at the norm first'}";
    birch.take("/proposals/" + number + "/votes", object);
    assertEquals(
        "rejected", cedar.take("/proposals/" + number + "/votes", object).path("stage").asText());
    assertEquals(
        "look at the norm first",
        card(twin).orElseThrow().path("rejected").get(0).path("reasons").get(0).asText());

    long again = aoba.take("/look-alikes/decision", decision).path("proposal").asLong();
    assertEquals(
        1, aoba.read("/proposals/" + again).path("remembered").size(), "it is shown to the author");
    accepted(aoba, List.of(birch, cedar), again);
    birch.take("/proposals/" + again + "/publication", "{'revision':1}");
    assertEquals(Optional.empty(), card(twin), "keep-apart is remembered");
  }

  private static Optional<JsonNode> card(String term) {
    for (JsonNode card : aoba.read("/look-alikes")) {
      if (card.path("one").path("iri").asText().equals(term)
          || card.path("other").path("iri").asText().equals(term)) {
        return Optional.of(card);
      }
    }
    return Optional.empty();
  }

  @Test
  void theImpactNamesOnlyStudiesThatOneMaySeeAndMembersOnlyInBands() {
    Study study = study("aoba", "birch", "cedar");
    server
        .database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO study (hash, bytes, deadline, state) VALUES (?, ?, now(), 'x')",
                    study.hash().hex(),
                    study.encode()));
    for (int i = 0; i < 5; i++) {
      server.database.usage.take(
          EditorialDatabase.MEMBERS.get(i),
          new UsageReport(
              1,
              i < 2
                  ? List.of(Names.TERM + "density", Names.TERM + "porosity")
                  : List.of(Names.TERM + "density")));
    }
    long number =
        scientist
            .take(
                "/proposals",
                "{'title':'A unit','reason':'as in the norm\\n\\n規格による','edits':[{'kind':'change-quantity',"
                    + "'term':'kt:density','quantity':{'kind':'qk:MassDensity',"
                    + "'unit':'unit:GM-PER-CentiM3','lower':0,'upper':30}}]}")
            .path("number")
            .asLong();
    scientist.take("/proposals/" + number + "/submission", "{'version':1}");

    JsonNode seen = birch.read("/proposals/" + number + "/impact").get(0);
    assertEquals(Names.TERM + "density", seen.path("iri").asText());
    assertTrue(seen.path("unit").asBoolean());
    assertEquals(study.hash().hex(), seen.path("studies").get(0).path("hash").asText());
    assertEquals(3, seen.path("usage").path("atLeast").asInt());
    assertEquals(6, seen.path("usage").path("of").asInt());
    JsonNode unseen =
        server.person("lee", "elm", "scientist").read("/proposals/" + number + "/impact").get(0);
    assertEquals(0, unseen.path("studies").size());
    assertEquals(3, unseen.path("usage").path("atLeast").asInt());
  }

  private static Study study(String... cohort) {
    Feature.NumericTerm density =
        new Feature.NumericTerm(
            Names.TERM + "density", Names.QUDT_UNIT + "KiloGM-PER-M3", 0, 30_000);
    return new Study(
        1,
        EditorialDatabase.HOME,
        ByteString.fromHex("0".repeat(64)),
        1,
        "Density of steels",
        "",
        List.of(cohort),
        new Method.Statistics(),
        List.of(density),
        Optional.empty(),
        List.of(),
        1_000,
        3,
        10,
        2_000_000_000L);
  }

  @Test
  void aSheetGoesOutAndComesBackAsADraft() {
    String sheet =
        new String(
            scientist.get("/sheet?scope=kt:porosity&format=csv").body(), StandardCharsets.UTF_8);
    String edited = sheet.replace("void fraction", "void share") + "kt:nothing,3\r\n";
    byte[] file = edited.getBytes(StandardCharsets.UTF_8);

    JsonNode preview = scientist.postFile("/sheet?preview=true", file).json();
    assertEquals("drop-synonym", preview.path("edits").get(0).path("edit").path("kind").asText());
    assertEquals(
        "sheet-no-such-term",
        preview.path("problems").get(0).path("problem").path("code").asText());
    assertTrue(preview.path("proposal").isMissingNode() || preview.path("proposal").isNull());

    assertEquals("title-missing", scientist.postFile("/sheet", file).problem());
    JsonNode imported = scientist.postFile("/sheet?title=Porosity", file).json();
    JsonNode draft = scientist.read("/proposals/" + imported.path("proposal").asLong());
    assertEquals("draft", draft.path("stage").asText());
    assertEquals(2, draft.path("edits").size());
    assertEquals(
        "unreadable-sheet",
        scientist.postFile("/sheet?title=x", new byte[] {(byte) 0x88, 1}).problem());
    assertEquals(200, scientist.get("/sheet?format=xlsx").status());
    assertEquals(400, scientist.get("/sheet?format=doc").status());
  }

  @Test
  void whatNobodyCanReadOrMakeIsRefusedByItsField() {
    for (Map.Entry<String, String> wrong :
        Map.of(
                "{'kind':'paint'}",
                "there is no kind",
                "{'kind':'merge','term':'kt:density'}",
                "'other' is missing",
                "{'kind':'add-synonym','term':'kt:density','text':'x','language':'fr'}",
                "'language' is en or ja")
            .entrySet()) {
      Answer answer =
          scientist.post("/proposals", "{'title':'x','edits':[" + wrong.getKey() + "]}");
      assertEquals(400, answer.status());
      assertTrue(
          answer.json().path("detail").asText().contains(wrong.getValue()),
          answer.json().toString());
    }
    JsonNode checked =
        scientist.take(
            "/proposals/check",
            "{'edits':[{'kind':'merge','term':'kt:density','other':'kt:tensileStrength'},"
                + "{'kind':'change-definition','term':'kt:density','language':'en',"
                + "'text':'<script>alert(1)</script>'}]}");
    assertEquals(
        "other-dimension", checked.path("refusals").get(0).path("refusal").path("code").asText());
    assertEquals(1, checked.path("changes").size(), "a text with markup is a text");
    String huge =
        "{'title':'x','edits':[{'kind':'change-definition','term':'kt:density',"
            + "'language':'en','text':'"
            + "x".repeat(1 << 20)
            + "'}]}";
    assertEquals("text-too-long", scientist.post("/proposals", huge).problem());
  }

  @Test
  void nobodyOfAForeignOrganisationTakesPart() {
    Asker stranger = server.person("eve", "elsewhere", "curator", "operator");
    assertEquals(403, stranger.get("/proposals").status());
    assertEquals(403, stranger.post("/proposals", "{'title':'x'}").status());
    assertEquals(403, stranger.get("/for-you").status());
    assertEquals(403, stranger.get("/usage").status());
  }
}
