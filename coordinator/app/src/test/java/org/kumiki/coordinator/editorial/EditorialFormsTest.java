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
import org.junit.jupiter.api.Test;
import org.kumiki.coordinator.editorial.EditorialServer.Shown;
import org.kumiki.exchange.vocabulary.HeaderProposal;
import org.kumiki.exchange.vocabulary.HeaderProposal.Cells;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;

/** The forms of editing beside a proposal's: of each change, of pairs, sheets and headers. */
class EditorialFormsTest extends EditorialPagesStage {
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
