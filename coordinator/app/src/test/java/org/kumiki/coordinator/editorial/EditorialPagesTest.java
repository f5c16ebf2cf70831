package org.kumiki.coordinator.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.coordinator.editorial.EditorialServer.Asker;
import org.kumiki.coordinator.editorial.EditorialServer.Shown;
import org.kumiki.exchange.vocabulary.HeaderProposal;
import org.kumiki.exchange.vocabulary.HeaderProposal.Cells;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;

/** The pages of editing, as browsers of different people get them and send their forms. */
class EditorialPagesTest {
  private static final String PROPOSALS = "/vocabulary/proposals";

  @TempDir static Path temporary;
  private static EditorialServer server;
  private static ReleasedHeaders nodes;
  private static Asker scientist;
  private static Asker aoba;
  private static Asker birch;
  private static Asker cedar;
  private static Asker operator;

  @BeforeAll
  static void start() throws Exception {
    server = new EditorialServer(temporary);
    Participants participants = new Participants(EditorialDatabase.HOME, server.database.members);
    nodes = new ReleasedHeaders(server.database.jdbi(), null, participants, server.database.clock);
    scientist = server.person("hana", "aoba", "scientist");
    aoba = server.person("jiro", "aoba", "curator");
    birch = server.person("ken", "birch", "curator");
    cedar = server.person("mia", "cedar", "curator");
    operator = server.person("ota", EditorialDatabase.HOME, "operator");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What a page's form carries in a hidden field. */
  private static String hidden(String page, String field) {
    Matcher found = Pattern.compile("name=\"" + field + "\" value=\"([^\"]*)\"").matcher(page);
    assertTrue(found.find(), field + " in " + page);
    return found.group(1);
  }

  private static String first(String page, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(page);
    assertTrue(found.find(), pattern + " in " + page);
    return found.group(1);
  }

  /** A draft that was begun by filling in a form. */
  private static String draft(Asker author, String... fields) {
    return author.form(PROPOSALS, fields).path();
  }

  private static void submit(Asker author, String path) {
    Shown step = author.form(path + "/submission", "version", hidden(author.page(path), "version"));
    assertEquals(path + "?done=submitted", step.location(), step.page());
  }

  private static Shown vote(Asker reviewer, String path, String stance, String reason) {
    return reviewer.form(
        path + "/votes",
        "revision",
        hidden(reviewer.page(path), "revision"),
        "stance",
        stance,
        "vote",
        reason);
  }

  /** The number of a header that waits, read from the queue's own form. */
  private static String header(Asker curator, String text) {
    Matcher found =
        Pattern.compile(
                ">" + Pattern.quote(text) + "</h2>.*?/vocabulary/queue/([0-9]+)/refusal",
                Pattern.DOTALL)
            .matcher(curator.page("/vocabulary/queue"));
    assertTrue(found.find(), text);
    return found.group(1);
  }

  @Test
  void anEmptyFieldIsNamedInWordsAndTheMessageStandsAtIt() {
    String[] fields = {
      "change",
      "new-term",
      "labelEn",
      "fold number",
      "labelJa",
      "",
      "definitionEn",
      "Folds.",
      "definitionJa",
      "折り目の数。",
      "role",
      "property",
      "scheme",
      Names.SCHEME + "properties",
      "at",
      "1"
    };
    Shown english = aoba.form(PROPOSALS, fields);
    assertEquals(400, english.status());
    assertTrue(
        english.page().contains("The field “Label in Japanese” is empty, and is needed."),
        english.page());
    assertTrue(english.page().contains("<p class=\"wrong\" id=\"labelJa-wrong\">"), english.page());
    assertTrue(
        Pattern.compile(
                "<input id=\"labelJa\"[^>]*aria-invalid=\"true\""
                    + " aria-describedby=\"labelJa-wrong\"")
            .matcher(english.page())
            .find(),
        english.page());
    assertTrue(english.page().contains("value=\"fold number\""), "what was typed is there again");
    Shown japanese = aoba.form(PROPOSALS + "?lang=ja", fields);
    assertTrue(japanese.page().contains("必要な項目「日本語のラベル」が空です。"), japanese.page());
  }

  @Test
  void oneLanguagePastedOverTheOtherIsRefusedAtItsField() {
    Shown refused =
        aoba.form(
            PROPOSALS,
            "change",
            "change-definition",
            "term",
            "kt:density",
            "language",
            "ja",
            "text",
            "Mass by volume.",
            "at",
            "1");
    assertEquals(409, refused.status());
    assertTrue(
        refused.page().contains("The Japanese definition is not in Japanese."), refused.page());
    assertTrue(refused.page().contains("id=\"text-wrong\""), refused.page());
  }

  @Test
  void aNoteInOneLanguageStaysADraftAndTheFormSaysWhichIsMissing() {
    String path =
        draft(
            aoba,
            "change",
            "change-scope-note",
            "term",
            "kt:density",
            "language",
            "en",
            "text",
            "At room temperature.",
            "noteEn",
            "Asked often.");
    String page = aoba.page(path);
    assertTrue(page.contains("A proposal is submitted with a note in both."), page);
    Shown refused = aoba.form(path + "/submission", "version", hidden(page, "version"));
    assertEquals(400, refused.status());
    assertTrue(refused.page().contains("not there in Japanese"), refused.page());
    assertTrue(
        refused.page().contains("aria-invalid=\"true\" aria-describedby=\"noteJa-wrong\""),
        refused.page());
    Shown added =
        aoba.form(
            path + "/note",
            "version",
            hidden(page, "version"),
            "title",
            "At which temperature",
            "noteEn",
            "Asked often.",
            "noteJa",
            "よく質問されます。");
    assertEquals(path + "?done=noted", added.location(), added.page());
    submit(aoba, path);
  }

  @Test
  void aProposalThatCannotBeIsAPageThatIsNotThere() {
    assertEquals(404, aoba.open("/vocabulary/proposals/abc").status());
  }

  @Test
  void aCuratorResolvesAClashOfNamesFromTheQueueToTheVocabularyAndBack() {
    nodes.take("aoba", new HeaderProposal(1, "Rm max", "kgf/mm²", Cells.NUMBERS));
    nodes.take("birch", new HeaderProposal(1, "引張強さmax", "MPa", Cells.NUMBERS));
    String queue = birch.page("/vocabulary/queue");
    assertTrue(queue.contains("引張強さ") && queue.contains("tensile strength"), queue);
    assertFalse(queue.contains("aoba"), "whose it is stands nowhere");
    assertFalse(scientist.page("/vocabulary/queue").contains("/refusal\""));

    // Two headers go into one draft: one with a vendor, one for everybody.
    String first = header(birch, "Rm max");
    String form =
        birch.page(
            PROPOSALS
                + "/new?change=add-synonym&term=kt:tensileStrength&language=en&text=Rm+max&header="
                + first);
    assertTrue(form.contains("For the header “Rm max”"), form);
    assertTrue(form.contains("among the term’s labels or synonyms as it is written"), form);
    assertTrue(form.contains("Largest engineering stress"), "the term stands beside");
    Shown half =
        birch.form(
            PROPOSALS,
            "change",
            "add-synonym",
            "term",
            "kt:tensileStrength",
            "language",
            "en",
            "text",
            "Rm max",
            "scopeKind",
            "vendor",
            "header",
            first);
    assertEquals(400, half.status());
    assertTrue(half.page().contains("A scope has both"), half.page());
    assertTrue(half.page().contains("value=\"Rm max\""), "what was typed is there again");
    String path =
        draft(
            birch,
            "change",
            "add-synonym",
            "term",
            "tensile strength",
            "language",
            "en",
            "text",
            "Rm max",
            "scopeKind",
            "vendor",
            "scopeName",
            "Tanaka <Testing>",
            "header",
            first,
            "noteEn",
            "Two members write it so.",
            "noteJa",
            "二つの会員が使っています。");
    String number = path.substring(path.lastIndexOf('/') + 1);
    assertEquals(
        path,
        draft(
            birch,
            "change",
            "add-synonym",
            "term",
            "引張強さ",
            "language",
            "ja",
            "text",
            "引張強さmax",
            "header",
            header(birch, "引張強さmax"),
            "proposal",
            number));
    assertEquals(
        path,
        draft(
            birch,
            "change",
            "change-quantity",
            "term",
            "kt:tensileStrength",
            "kind",
            Names.QUDT_KIND + "Stress",
            "unit",
            "N/mm²",
            "lower",
            "0",
            "upper",
            "9000",
            "proposal",
            number));
    String page = birch.page(path);
    assertTrue(page.contains("Rm max (vendor: Tanaka &lt;Testing&gt;)"), page);
    assertTrue(page.contains("引張強さmax") && page.contains("9000"), page);
    assertTrue(page.contains("二つの会員が使っています。"), "the note in Japanese");
    assertTrue(page.contains("no finding") && page.contains("Who is touched"), page);
    assertTrue(birch.page(path, "ja").contains("変更後の内容"), "the same in Japanese");
    assertEquals(404, aoba.get("/proposals/" + number).status(), "a draft is its author's");

    submit(birch, path);
    assertTrue(aoba.page(PROPOSALS).contains("to be reviewed by you"));
    assertFalse(birch.page(path).contains("name=\"stance\""), "nobody reviews an own proposal");
    assertEquals(path + "?done=voted", vote(aoba, path, "approve", "").location());
    Shown mute = vote(cedar, path, "object", " ");
    assertEquals(400, mute.status(), "an objection needs a reason");
    assertTrue(mute.page().contains("A reason of at most"), mute.page());
    assertEquals(303, vote(cedar, path, "object", "Whose machine is it?").status());
    assertTrue(birch.page(PROPOSALS).contains("an objection to answer"));
    assertEquals(
        path + "?done=commented",
        birch
            .form(path + "/comments", "comment", "Tanaka’s\r\nmodel 5.", "unnamed", "on")
            .location());
    String thread = cedar.page(path);
    assertTrue(thread.contains("Tanaka’s\nmodel 5.") && thread.contains("not want to be named"));
    assertEquals(303, vote(cedar, path, "approve", "").status());
    assertEquals(
        path + "?done=published", aoba.form(path + "/publication", "revision", "1").location());
    assertTrue(
        server
            .database
            .vocabulary
            .concept(Names.TERM + "tensileStrength")
            .orElseThrow()
            .alternativeLabels()
            .get(Language.JA)
            .contains("引張強さmax"));
    assertTrue(scientist.page("/vocabulary/queue").contains("proposal " + number));

    String log = first(aoba.page(path), "(/vocabulary/changes/[0-9]+)\"");
    assertTrue(operator.page(log).contains("href=\"" + path + "\""), "from the log to the undo");
    assertFalse(aoba.page(path).contains("/undo\""), "the operator alone");
    assertEquals(400, operator.form(path + "/undo", "undo", "").status());
    assertEquals(
        path + "?done=taken-back", operator.form(path + "/undo", "undo", "a new norm").location());
    assertTrue(operator.page(path).contains("Taken back by change"));
    assertTrue(operator.page(PROPOSALS + "?show=published").contains("/proposals/" + number));
  }

  @Test
  void aTermIsChosenByItsLabelAndWhoeverIsVagueIsAsked() {
    Shown vague = aoba.form(PROPOSALS, "change", "deprecate", "term", "conductiv", "other", "");
    assertEquals(400, vague.status());
    assertTrue(vague.page().contains("Which one is meant?"), vague.page());
    assertTrue(vague.page().contains("value=\"kt:thermalConductivity\""), vague.page());
    Shown unknown =
        aoba.form(PROPOSALS, "change", "deprecate", "term", "<i>qqqqzzzz</i>", "other", "");
    assertTrue(unknown.page().contains("There is no such term"), unknown.page());
    assertFalse(unknown.page().contains("<i>qqqqzzzz"), "what was typed is text");
    assertEquals(400, aoba.form(PROPOSALS, "change", "abolish").status());
  }

  @Test
  void anEditThatCannotBeMadeIsToldBeforeItIsKept() {
    Shown refused =
        aoba.form(
            PROPOSALS, "change", "merge", "term", "kt:density", "other", "kt:tensileStrength");
    assertEquals(409, refused.status());
    assertTrue(refused.page().contains("measure different dimensions"), refused.page());
    assertTrue(refused.page().contains("value=\"kt:density\""), refused.page());
  }

  @Test
  void aDraftHoldsSeveralChangesThatAreEditedAndTakenOut() {
    String path =
        draft(
            aoba,
            "change",
            "new-term",
            "labelEn",
            "bendability index",
            "labelJa",
            "曲げ性指数",
            "reading",
            "まげせいしすう",
            "definitionEn",
            "How well a sheet bends.",
            "definitionJa",
            "板の曲げやすさ。",
            "synonymsEn",
            "bend index\nbending number",
            "role",
            "property",
            "scheme",
            Names.SCHEME + "properties",
            "broader",
            "kt:strengthProperty",
            "kind",
            "",
            "unit",
            "");
    String number = path.substring(path.lastIndexOf('/') + 1);
    String page = aoba.page(path);
    assertTrue(page.contains("New term: bendability index / 新しい用語：曲げ性指数"), page);
    assertTrue(page.contains("No note yet"), page);
    String version = hidden(page, "version");
    Shown early = aoba.form(path + "/submission", "version", version);
    assertEquals(400, early.status(), "a reason is missing");
    assertTrue(early.page().contains("A reason of at most"), early.page());

    String form = aoba.page(PROPOSALS + "/new?proposal=" + number + "&edit=0&version=" + version);
    assertTrue(form.contains("value=\"まげせいしすう\""), form);
    assertTrue(form.contains("bend index\nbending number"), form);
    assertEquals(
        path,
        draft(
            aoba,
            "change",
            "new-term",
            "labelEn",
            "bend ratio",
            "labelJa",
            "曲げ比",
            "definitionEn",
            "How well a sheet bends.",
            "definitionJa",
            "板の曲げやすさ。",
            "role",
            "property",
            "scheme",
            Names.SCHEME + "properties",
            "broader",
            "kt:strengthProperty",
            "proposal",
            number,
            "edit",
            "0",
            "version",
            version));
    Shown stale =
        aoba.form(
            PROPOSALS,
            "change",
            "move",
            "term",
            "kt:density",
            "to",
            "kt:strengthProperty",
            "proposal",
            number,
            "version",
            version);
    assertEquals(409, stale.status(), "never the last one who writes wins");
    assertTrue(stale.page().contains("has changed while it was open"), stale.page());

    String now = hidden(aoba.page(path), "version");
    assertEquals(
        path + "?done=noted",
        aoba.form(
                path + "/note",
                "version",
                now,
                "title",
                "Bending / 曲げ",
                "noteEn",
                "From the norm.",
                "noteJa",
                "規格による。")
            .location());
    page = aoba.page(path);
    assertTrue(page.contains("Bending / 曲げ") && page.contains("規格による。"), page);
    assertFalse(page.contains("bendability"), page);
    assertEquals(
        path + "?done=removed",
        aoba.form(path + "/edits/removal", "version", hidden(page, "version"), "edit", "0")
            .location());
    assertTrue(aoba.page(path).contains("Nothing yet. Add a change."));
    assertEquals(
        path + "?done=withdrawn", aoba.form(path + "/withdrawal", "reason", "").location());
    assertTrue(aoba.page(PROPOSALS + "?show=closed").contains("Bending / 曲げ"));
  }

  @Test
  void everySortOfChangeHasAFormThatIsFilledInAgain() {
    String[][] sorts = {
      {"drop-synonym", "term", "kt:porosity", "language", "en", "text", "void fraction"},
      {
        "change-label",
        "term",
        "kt:porosity",
        "language",
        "ja",
        "text",
        "空隙率",
        "reading",
        "くうげきりつ",
        "keepOld",
        "on"
      },
      {"change-definition", "term", "kt:porosity", "language", "en", "text", "Share of voids."},
      {"change-scope-note", "term", "kt:porosity", "language", "ja", "text", "閉じた気孔も含む。"},
      {"deprecate", "term", "kt:porosity", "other", ""},
      {"keep-apart", "term", "kt:porosity", "other", "kt:tensileStrength"},
      {
        "split",
        "term",
        "kt:porosity",
        "part1.labelEn",
        "porosity that is open",
        "part1.labelJa",
        "開気孔率",
        "part1.definitionEn",
        "Open pores.",
        "part1.definitionJa",
        "開いた気孔。",
        "part2.labelEn",
        "porosity that is shut",
        "part2.labelJa",
        "閉気孔率",
        "part2.definitionEn",
        "Closed pores.",
        "part2.definitionJa",
        "閉じた気孔。"
      }
    };
    for (String[] sort : sorts) {
      String[] fields = new String[sort.length + 1];
      fields[0] = "change";
      System.arraycopy(sort, 0, fields, 1, sort.length);
      String path = draft(cedar, fields);
      String number = path.substring(path.lastIndexOf('/') + 1);
      String form = cedar.page(PROPOSALS + "/new?proposal=" + number + "&edit=0");
      assertEquals(sort[0], hidden(form, "change"));
      assertEquals(
          sort[0].equals("split") || sort[0].equals("deprecate") || sort[0].equals("keep-apart")
              ? 1
              : 2,
          form.split("name=\"text\"").length,
          sort[0] + " has the fields of its own sort alone");
      for (int i = 1; i < sort.length; i += 2) {
        assertTrue(sort[i + 1].isEmpty() || form.contains(sort[i + 1]), sort[0] + " " + sort[i]);
      }
      cedar.form(path + "/withdrawal", "reason", "");
    }
    assertEquals(13, EditForm.KINDS.size(), "as many as there are sorts of edits");
    String choice = cedar.page(PROPOSALS + "/new?term=kt:density");
    EditForm.KINDS.forEach(kind -> assertTrue(choice.contains("value=\"" + kind + "\""), kind));
  }

  @Test
  void aPairIsDecidedOnItsCardByACuratorAlone() {
    String path =
        draft(
            birch,
            "change",
            "new-term",
            "labelEn",
            "yield strengths",
            "labelJa",
            "破裂圧力",
            "definitionEn",
            "Pressure at bursting.",
            "definitionJa",
            "破裂するときの圧力。",
            "role",
            "property",
            "scheme",
            Names.SCHEME + "properties",
            "broader",
            "kt:strengthProperty",
            "kind",
            Names.QUDT_KIND + "Stress",
            "unit",
            "MPa",
            "lower",
            "0",
            "upper",
            "100",
            "noteEn",
            "to try",
            "noteJa",
            "試行");
    submit(birch, path);
    vote(aoba, path, "approve", "");
    vote(cedar, path, "approve", "");
    assertEquals(303, aoba.form(path + "/publication", "revision", "1").status());

    String cards = aoba.page("/vocabulary/same");
    Matcher card =
        Pattern.compile(
                "name=\"one\" value=\"([^\"]*)\">\\s*<input type=\"hidden\""
                    + " name=\"other\" value=\"([^\"]*)\"")
            .matcher(cards);
    assertTrue(card.find(), cards);
    assertFalse(scientist.page("/vocabulary/same").contains("name=\"decision\""));
    assertEquals(
        403,
        scientist.form("/vocabulary/same", "one", card.group(1), "other", card.group(2)).status());
    Shown decided =
        aoba.form(
            "/vocabulary/same",
            "one",
            card.group(1),
            "other",
            card.group(2),
            "decision",
            "keep-apart",
            "noteEn",
            "two things",
            "noteJa",
            "別のもの");
    assertTrue(decided.location().endsWith("?done=decided"), decided.page());
    String draft = aoba.page(decided.path());
    assertTrue(draft.contains("≠") && draft.contains("two things"), draft);
    String begun = "Your draft, not submitted yet: <a href=\"" + decided.path() + "\"";
    assertTrue(aoba.page("/vocabulary/same").contains(begun), "nobody decides twice");
    assertFalse(birch.page("/vocabulary/same").contains(decided.path()), "a draft is its author's");
    submit(aoba, decided.path());
    assertTrue(aoba.page("/vocabulary/same").contains("Under way:"));
  }

  @Test
  void aSheetComesBackThroughTheFormAndRowsThatCannotBeTakenAreToldFirst() {
    byte[] sheet = scientist.get("/sheet?scope=kt:hardnessProperty&format=csv").body();
    String text = new String(sheet, StandardCharsets.UTF_8);
    assertEquals(400, scientist.upload("/vocabulary/sheet", new byte[0]).status());
    String english = text.replace("球圧子のくぼみから求める硬さ。", "Hardness by a ball.");
    Shown told =
        scientist.upload(
            "/vocabulary/sheet", english.getBytes(StandardCharsets.UTF_8), "step", "look");
    assertTrue(told.page().contains("The Japanese definition is not in Japanese."), told.page());
    assertTrue(
        scientist.upload("/vocabulary/sheet", sheet).page().contains("says what the vocabulary"));
    byte[] edited =
        (text.replace("Vickers hardness", "hardness after Vickers") + "kt:nothing,3\r\n")
            .getBytes(StandardCharsets.UTF_8);
    Shown looked = scientist.upload("/vocabulary/sheet", edited, "step", "look");
    assertEquals(200, looked.status());
    assertTrue(looked.page().contains("There is no term kt:nothing"), looked.page());
    assertTrue(looked.page().matches("(?s).*<th scope=\"row\">Row [0-9]+</th>.*"), looked.page());
    assertTrue(looked.page().contains("hardness after Vickers"), looked.page());
    assertEquals(400, scientist.upload("/vocabulary/sheet", edited, "title", "Hv").status());
    Shown taken =
        scientist.upload(
            "/vocabulary/sheet", edited, "title", "Hv / 硬さ", "partly", "on", "noteEn", "order");
    assertTrue(taken.location().endsWith("?done=sheet-taken"), taken.page());
    String draft = scientist.page(taken.path());
    assertTrue(draft.contains("hardness after Vickers") && draft.contains("Hv / 硬さ"), draft);
    assertEquals(
        400, scientist.upload("/vocabulary/sheet", new byte[] {'P', 'K', 3, 4, 0}).status());
  }

  @Test
  void aWorkbookComesBackThroughTheFormAndIsPublished() throws Exception {
    byte[] book = aoba.get("/sheet?scope=kt:abbeNumber&format=xlsx").body();
    byte[] edited = edited(book, "varies with colour.", "varies with the wavelength.");
    Shown same = uploaded(book, "step", "draft");
    assertEquals(400, same.status());
    assertTrue(same.page().contains("says what the vocabulary says"), same.page());
    Shown looked = uploaded(edited, "step", "look");
    assertEquals(200, looked.status(), looked.page());
    assertTrue(looked.page().contains("varies with the wavelength."), looked.page());

    Shown taken = uploaded(edited, "step", "draft", "noteEn", "clearer", "noteJa", "明確化");
    assertTrue(taken.location().endsWith("?done=sheet-taken"), taken.page());
    String draft = aoba.page(taken.path());
    assertTrue(draft.contains("<del lang=\"en\">Measure of how little the refractive"), draft);
    assertTrue(draft.contains("clearer") && draft.contains("明確化"), draft);
    submit(aoba, taken.path());
    vote(birch, taken.path(), "approve", "");
    vote(cedar, taken.path(), "approve", "");
    assertEquals(303, birch.form(taken.path() + "/publication", "revision", "1").status());
    assertEquals(
        "Measure of how little the refractive index varies with the wavelength.",
        server
            .database
            .vocabulary
            .concept(Names.TERM + "abbeNumber")
            .orElseThrow()
            .definitions()
            .get(Language.EN));
    Shown old = uploaded(book, "step", "look");
    assertTrue(old.page().contains("Others have changed kt:abbeNumber since"), old.page());
  }

  private static Shown uploaded(byte[] book, String... fields) {
    return aoba.upload(
        "/vocabulary/sheet",
        "terms.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        book,
        fields);
  }

  /** A workbook with another text in a cell, all else as it was. */
  private static byte[] edited(byte[] book, String old, String text) throws IOException {
    Path file = Files.write(temporary.resolve("downloaded.xlsx"), book);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean there = false;
    try (ZipFile in = new ZipFile(file.toFile());
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        byte[] content = in.getInputStream(entry).readAllBytes();
        String part = new String(content, StandardCharsets.UTF_8);
        there |= part.contains(old);
        zip.putNextEntry(new ZipEntry(entry.getName()));
        zip.write(part.replace(old, text).getBytes(StandardCharsets.UTF_8));
      }
    }
    assertTrue(there, "no cell says " + old);
    return out.toByteArray();
  }

  @Test
  void whatReplacesADeprecatedTermIsNotInTheTitleOfTheDraft() {
    String path =
        draft(cedar, "change", "deprecate", "term", "kt:durometerHardness", "other", "kt:density");
    String title = first(cedar.page(path), "<h1>([^<]*)");
    assertEquals("Deprecate: durometer hardness / 廃止：デュロメータ硬さ", title.strip());
    cedar.form(path + "/withdrawal", "reason", "");
  }

  @Test
  void aNumberWithoutAUnitIsCalledSoAndAJapaneseListBeginsInJapanese() {
    String form = aoba.page(PROPOSALS + "/new?change=change-quantity&term=kt:coreHardness");
    assertTrue(form.contains("dimensionless quantity, a number without a unit"), form);
    assertTrue(form.contains(">mass density · 密度</option>"), form);
    String japanese = aoba.page(PROPOSALS + "/new?change=new-term", "ja");
    assertTrue(japanese.contains(">密度 · mass density</option>"), japanese);
    assertTrue(japanese.contains(">特性 · Properties</option>"), japanese);
  }

  @Test
  void aHeaderIsSetAsideWithAReasonThatItsStewardsRead() {
    nodes.take("cedar", new HeaderProposal(5, "memo <5>", "", Cells.WORDS));
    String number = header(birch, "memo &lt;5&gt;");
    assertEquals(
        400, birch.form("/vocabulary/queue/" + number + "/refusal", "reason", " ").status());
    assertEquals(
        "/vocabulary/queue?done=set-aside",
        birch.form("/vocabulary/queue/" + number + "/refusal", "reason", "no term").location());
    assertTrue(cedar.page("/vocabulary/queue").contains("“no term”"));
    assertFalse(aoba.page("/vocabulary/queue").contains("memo &lt;5&gt;"));
  }

  @Test
  void aHeaderThatIsANameOfATermAlreadyIsAnsweredWithThatTerm() {
    nodes.take("cedar", new HeaderProposal(9, "Density", "g/cm3", Cells.NUMBERS));
    String number = header(birch, "Density");
    String queue = birch.page("/vocabulary/queue");
    assertTrue(queue.contains("It is called so already"), queue);
    assertTrue(birch.page("/vocabulary/queue", "ja").contains("「density」とは記号・大文字小文字だけが異なる"));
    Matcher reason =
        Pattern.compile("name=\"reason\" value=\"(This is a name of “density”[^\"]*)\"")
            .matcher(queue);
    assertTrue(reason.find(), queue);
    assertEquals(
        "/vocabulary/queue?done=set-aside",
        birch
            .form("/vocabulary/queue/" + number + "/refusal", "reason", reason.group(1))
            .location());
    assertTrue(cedar.page("/vocabulary/queue").contains("すでに「密度」（kt:density）の名称です"));
  }

  @Test
  void aScopeNoteIsWrittenOnAFormShownOnBothPagesAndGoesOutWithTheSheetOfAllTerms() {
    String path =
        draft(
            aoba,
            "change",
            "change-scope-note",
            "term",
            "kt:electricalResistivity",
            "language",
            "ja",
            "text",
            "薄膜の面抵抗は含まない。",
            "noteEn",
            "Asked by two members.",
            "noteJa",
            "二つの会員からの質問。");
    assertTrue(aoba.page(path, "ja").contains("適用範囲の変更"));
    assertTrue(aoba.page(path).contains("<ins lang=\"ja\">薄膜の面抵抗は含まない。</ins>"));
    assertTrue(
        aoba.page(PROPOSALS + "/new?change=change-quantity&term=kt:density", "ja").contains("密度"));
    submit(aoba, path);
    vote(birch, path, "approve", "");
    vote(cedar, path, "approve", "");
    assertEquals(303, birch.form(path + "/publication", "revision", "1").status());
    assertTrue(aoba.page("/vocabulary/sheet").contains("<option value=\"\">All terms</option>"));
    String all =
        new String(scientist.get("/sheet?scope=&format=csv").body(), StandardCharsets.UTF_8);
    assertTrue(all.contains("scope note@ja") && all.contains("薄膜の面抵抗は含まない。"));
    assertTrue(all.contains("kt:density") && all.contains("kt:tensileTest"), "of all schemes");
  }

  @Test
  void whatOthersChangedSinceIsShownAndNothingIsOverwritten() {
    String mine =
        draft(
            aoba,
            "change",
            "change-definition",
            "term",
            "kt:yieldRatio",
            "language",
            "en",
            "text",
            "A ratio of strains.",
            "noteEn",
            "shorter",
            "noteJa",
            "短く");
    String theirs =
        draft(
            birch,
            "change",
            "change-definition",
            "term",
            "kt:yieldRatio",
            "language",
            "en",
            "text",
            "The ratio of two strains.",
            "noteEn",
            "better",
            "noteJa",
            "改善");
    submit(birch, theirs);
    vote(aoba, theirs, "approve", "");
    vote(cedar, theirs, "approve", "");
    assertEquals(303, aoba.form(theirs + "/publication", "revision", "1").status());

    String page = aoba.page(mine);
    assertTrue(page.contains("Others have changed these terms since"), page);
    assertTrue(aoba.page(PROPOSALS).contains("changed by others since"));
    Shown early = aoba.form(mine + "/submission", "version", hidden(page, "version"));
    assertEquals(409, early.status());
    assertEquals(
        mine + "?done=looked",
        aoba.form(mine + "/look", "version", hidden(page, "version")).location());
    submit(aoba, mine);
    assertTrue(cedar.page(mine).contains("The ratio of two strains."), "what goes is shown");
  }
}
