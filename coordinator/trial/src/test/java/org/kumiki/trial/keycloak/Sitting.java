package org.kumiki.trial.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.net.URI;
import org.kumiki.coordinator.editorial.ProposalPages;
import org.kumiki.coordinator.vocabulary.ReleasePages;
import org.kumiki.platform.page.Language;
import org.kumiki.platform.page.Wording;

/** A keyboard before a screen, in front of which one person sits who has signed in. */
final class Sitting {
  final Window window;
  final Wording editing;
  final Wording browsing;
  private final URI service;

  /**
   * @param window where the person has signed in
   * @param service whose pages are read
   */
  Sitting(Window window, URI service, Language language) {
    this.window = window;
    this.service = service;
    editing = Wording.of(ProposalPages.class, language);
    browsing = Wording.of(ReleasePages.class, language);
  }

  void open(String path) {
    assertEquals(200, window.open(service.resolve(path)), path);
  }

  Locator in(String selector) {
    return window.page().locator("main " + selector).first();
  }

  Locator button(String words) {
    return window.button(words).first();
  }

  /** Presses what leads to another page, or shows this one again. */
  void enter(Locator what) {
    window.tabTo(what);
    // A mark that goes with the document.
    window.page().evaluate("() => { window.before = true; }");
    window.page().keyboard().press("Enter");
    window.page().waitForFunction("() => !window.before && document.readyState === 'complete'");
  }

  /** Goes down a list until an entry with these words is chosen. */
  void choose(String list, String words) {
    window.tabTo(in(list));
    int entries = (int) in(list).evaluate("e => e.options.length");
    for (int i = 0; i < entries; i++) {
      String chosen = (String) in(list).evaluate("e => e.options[e.selectedIndex].text");
      if (chosen.strip().equals(words)) {
        return;
      }
      window.page().keyboard().press("ArrowDown");
    }
    throw new AssertionError(words + " is not in " + list + ": " + in(list).innerText());
  }

  void unfold(String details) {
    window.tabTo(in(details + " summary"));
    window.page().keyboard().press("Enter");
  }

  void type(String field, String text) {
    window.tabTo(in(field));
    window.page().keyboard().press("Control+A");
    window.page().keyboard().insertText(text);
    assertEquals(text, in(field).inputValue());
  }

  void press(String field, String key) {
    window.tabTo(in(field));
    window.page().keyboard().press(key);
  }

  /** Presses a button that leads to the same page with a word about what was done. */
  void does(Locator button, String done) {
    window.tabTo(button);
    window.page().keyboard().press("Enter");
    window.page().waitForURL("**?done=" + done);
    window.page().waitForLoadState();
  }

  void sees(String text) {
    assertTrue(window.text().contains(text), text + " is not in: " + window.text());
  }

  void seesNot(String text) {
    assertFalse(window.text().contains(text), text + " is in: " + window.text());
  }

  void examine(String picture) {
    window.examine();
    window.shoot(picture);
  }
}
