package org.kumiki.coordinator.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.kumiki.coordinator.editorial.EditorialServer.Shown;
import org.kumiki.exchange.vocabulary.HeaderProposal;
import org.kumiki.exchange.vocabulary.HeaderProposal.Cells;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;

/** The pages of proposals, as browsers of different people get them and send their forms. */
class EditorialPagesTest extends EditorialPagesStage {
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
}
