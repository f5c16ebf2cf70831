package org.kumiki.trial.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kumiki.trial.keycloak.Chromium.Look;

/**
 * What makes two terms one, or one two, or keeps them apart, and what happens when two curators
 * change the same term: by keyboard alone, in a real browser over a real Keycloak.
 */
@ExtendWith(PeopleTrial.class)
@ChangesTerms
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VocabularyDecisionsTest {
  private static final String SAME = "/vocabulary/same";
  private static final List<Look> LOOKS =
      List.of(Look.DESK, Look.PHONE, Look.DESK.in("ja"), Look.PHONE.in("ja"));

  private Sittings sittings;

  @BeforeAll
  void start(PeopleTrial.Running running) {
    sittings = new Sittings(running);
  }

  @AfterAll
  void stop() {
    if (sittings != null) {
      sittings.close();
    }
  }

  @Test
  void twoTermsThatLookAlikeAreKeptApartAndNotAskedAboutAgain() {
    String fresh = aTermThatLooksLikeAnother();
    Sitting author = sittings.of("acme-curator", Look.PHONE.in("ja"));
    for (Look look : LOOKS) {
      Sitting reader = sittings.of("birch-curator", look);
      reader.open(SAME);
      reader.sees("yield strengths");
      reader.examine("curation-same");
    }
    author.open(SAME);
    Locator form = author.in("article form");
    String one = form.locator("input[name=one]").inputValue();
    String other = form.locator("input[name=other]").inputValue();
    author.window.tabTo(form.locator("input[name=noteEn]"));
    author.window.page().keyboard().insertText("The norm has two of them.");
    author.window.tabTo(form.locator("input[name=noteJa]"));
    author.window.page().keyboard().insertText("規格が別々に定めています。");
    author.does(form.locator("button[value=keep-apart]"), "decided");
    String path = author.window.path();
    author.sees("規格が別々に定めています。");
    author.does(author.button(author.editing.say("submit")), "submitted");
    author.open(SAME);
    author.sees(author.editing.say("same.open"));
    agree(path, Look.PHONE.in("ja"), "birch-curator", "cedar-curator");
    publish(path, "cedar-curator", Look.DESK);
    Sitting reader = sittings.of("birch-curator", Look.PHONE);
    reader.open(SAME);
    assertFalse(asks(reader, one, other));
    reader.examine("curation-same-none");
    takeBack(path, "They are one after all.");
    author.open(SAME);
    assertTrue(asks(author, one, other), "a decision that is taken back is asked for again");
    takeBack(fresh, "Nobody needs it.");
  }

  /** A new term from the form to the vocabulary; returns its proposal. */
  private String aTermThatLooksLikeAnother() {
    Sitting author = sittings.of("birch-curator", Look.DESK);
    author.open("/vocabulary/proposals/new");
    author.enter(author.in("button[value=new-term]"));
    author.type("#labelEn", "yield strengths");
    author.type("#labelJa", "破裂圧力");
    author.type("#definitionEn", "Pressure at bursting.");
    author.type("#definitionJa", "破裂するときの圧力。");
    choose(author, "#scheme", "properties");
    author.type("#broader", "kt:strengthProperty");
    choose(author, "#kind", "stress");
    author.type("#unit", "MPa");
    author.type("#lower", "0");
    author.type("#upper", "100");
    author.type("#noteEn", "Members measure it.");
    author.type("#noteJa", "会員が測定しています。");
    author.examine("curation-proposals-new-term");
    author.does(author.button(author.editing.say("edit.take")), "*");
    String path = author.window.path();
    author.does(author.button(author.editing.say("submit")), "submitted");
    agree(path, Look.PHONE.in("ja"), "acme-curator", "cedar-curator");
    publish(path, "acme-curator", Look.DESK);
    return path;
  }

  private static void choose(Sitting author, String field, String words) {
    author.window.tabTo(author.in(field));
    author.window.page().keyboard().type(words);
    String chosen = (String) author.in(field).evaluate("e => e.selectedOptions[0].textContent");
    assertTrue(chosen.toLowerCase(Locale.ROOT).startsWith(words), chosen);
  }

  private static boolean asks(Sitting reader, String one, String other) {
    String pair =
        "article form:has(input[name=one][value='%s']):has(input[name=other][value='%s'])";
    return reader.window.page().locator(pair.formatted(one, other)).count() > 0;
  }

  @Test
  void aTermThatIsMergedLeadsToTheOtherWhichTakesItsNames() {
    Sitting author = sittings.of("birch-curator", Look.DESK);
    author.open("/vocabulary/proposals/new");
    author.enter(author.in("button[value=merge]"));
    author.type("#term", "lower yield strength");
    author.type("#other", "降伏強さ");
    author.type("#noteEn", "Our machines tell no lower one.");
    author.type("#noteJa", "試験機では下降伏点を区別しません。");
    author.examine("curation-proposals-new-merge");
    author.does(author.button(author.editing.say("edit.take")), "*");
    String path = author.window.path();
    author.sees(author.editing.say("impact.retires"));
    author.does(author.button(author.editing.say("submit")), "submitted");
    agree(path, Look.PHONE.in("ja"), "acme-curator", "cedar-curator");
    publish(path, "acme-curator", Look.PHONE.in("ja"));
    for (Look look : List.of(Look.PHONE.in("ja"), Look.DESK)) {
      Sitting reader = sittings.of("cedar-scientist", look);
      reader.open("/vocabulary/terms/lowerYieldStrength");
      reader.sees(reader.browsing.say("deprecated.title"));
      reader.enter(reader.in("a[href='/vocabulary/terms/yieldStrength']"));
      reader.sees("下降伏応力");
      reader.examine("curation-term-merged");
    }
    takeBack(path, "The standard tells them apart.");
    Sitting reader = sittings.of("cedar-scientist", Look.DESK);
    reader.open("/vocabulary/terms/yieldStrength");
    assertFalse(reader.in(".bilingual").innerText().contains("下降伏応力"));
  }

  @Test
  void aTermThatIsSplitNamesItsParts() {
    Look look = Look.PHONE.in("ja");
    Sitting author = sittings.of("cedar-curator", look);
    author.open("/vocabulary/proposals/new?change=split&term=kt:porosity");
    part(author, 1, "porosity open to the surface", "表面に通じる気孔率", "Share of open pores.");
    part(author, 2, "porosity shut from the surface", "表面に通じない気孔率", "Share of closed pores.");
    author.type("#noteEn", "Two methods measure them.");
    author.type("#noteJa", "別々の方法で測ります。");
    author.examine("curation-proposals-new-split");
    author.does(author.button(author.editing.say("edit.take")), "*");
    String path = author.window.path();
    author.sees("表面に通じる気孔率");
    author.examine("curation-proposal-split");
    author.does(author.button(author.editing.say("submit")), "submitted");
    agree(path, Look.DESK, "acme-curator", "birch-curator");
    publish(path, "birch-curator", Look.DESK);
    Sitting reader = sittings.of("acme-scientist", look);
    reader.open("/vocabulary/terms/porosity");
    reader.sees(reader.browsing.say("deprecated.title"));
    reader.sees("表面に通じない気孔率");
    reader.examine("curation-term-split");
    takeBack(path, "One word is enough.");
    reader.open("/vocabulary/terms/porosity");
    reader.seesNot(reader.browsing.say("deprecated.title"));
    reader.seesNot("表面に通じない気孔率");
  }

  private static void part(Sitting author, int number, String en, String ja, String meaning) {
    String prefix = "[id='part" + number + ".";
    author.type(prefix + "labelEn']", en);
    author.type(prefix + "labelJa']", ja);
    author.type(prefix + "definitionEn']", meaning);
    author.type(prefix + "definitionJa']", "定義: " + ja + "。");
  }

  @Test
  void whatTwoChangeAtATimeIsPublishedOnceTheSecondHasSeenTheFirst() {
    Look look = Look.DESK;
    Sitting slow = sittings.of("acme-curator", look);
    String path = definition(slow, "Stress below which a specimen bears any number of cycles.");
    agree(path, look, "birch-curator", "cedar-curator");

    Sitting quick = sittings.of("birch-curator", Look.PHONE);
    String first = definition(quick, "Stress that is borne for ten million cycles.");
    assertNotEquals(path, first);
    agree(first, look, "acme-curator", "cedar-curator");
    publish(first, "cedar-curator", look);

    Sitting cedar = sittings.of("cedar-curator", Look.PHONE);
    cedar.open(path);
    cedar.sees(cedar.editing.say("changed"));
    cedar.examine("curation-proposal-changed");
    cedar.sees(cedar.editing.say("now.changed"));
    assertEquals(0, publishing(cedar), "no button that would only be refused");

    slow.open("/vocabulary/proposals");
    slow.sees(slow.editing.say("why.OWN_OUT_OF_DATE"));
    slow.enter(slow.in("a[href='" + path + "']"));
    slow.does(slow.button(slow.editing.say("reopen")), "reopened");
    // Here the first change stands beside the own one.
    slow.sees("ten million cycles");
    slow.seesNot(slow.editing.say("changed"));
    slow.does(slow.button(slow.editing.say("submit")), "submitted");
    cedar.open(path);
    assertEquals(0, publishing(cedar), "what was agreed to is what was read");
    agree(path, look, "birch-curator", "cedar-curator");
    publish(path, "birch-curator", look);
    Sitting reader = sittings.of("cedar-scientist", look);
    reader.open("/vocabulary/terms/fatigueLimit");
    String words = reader.in(".bilingual").innerText();
    assertTrue(words.contains("bears any number of cycles"), words);
    assertFalse(words.contains("ten million cycles"), words);
    takeBack(path, "The first was right.");
    reader.open("/vocabulary/terms/fatigueLimit");
    assertTrue(reader.in(".bilingual").innerText().contains("ten million cycles"));
  }

  private static int publishing(Sitting curator) {
    return curator.window.button(curator.editing.say("publish")).count();
  }

  private static String definition(Sitting author, String text) {
    author.open("/vocabulary/proposals/new?change=change-definition&term=kt:fatigueLimit");
    author.press("input[name=language]", "Space");
    author.type("#text", text);
    author.type("#noteEn", "Clearer.");
    author.type("#noteJa", "明確にします。");
    author.does(author.button(author.editing.say("edit.take")), "*");
    String path = author.window.path();
    author.does(author.button(author.editing.say("submit")), "submitted");
    return path;
  }

  private void agree(String path, Look look, String... reviewers) {
    for (String reviewer : reviewers) {
      Sitting one = sittings.of(reviewer, look);
      one.open(path);
      one.does(one.button(one.editing.say("vote.approve")), "voted");
    }
  }

  private void publish(String path, String curator, Look look) {
    Sitting publisher = sittings.of(curator, look);
    publisher.open(path);
    publisher.does(publisher.button(publisher.editing.say("publish")), "published");
  }

  private void takeBack(String path, String reason) {
    Sitting operator = sittings.of("demo-operator", Look.DESK);
    operator.open(path);
    operator.unfold("details:has(#undo)");
    operator.type("#undo", reason);
    operator.does(operator.button(operator.editing.say("undo.do")), "taken-back");
  }
}
