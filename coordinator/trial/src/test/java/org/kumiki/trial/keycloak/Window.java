package org.kumiki.trial.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.kumiki.trial.keycloak.Chromium.Look;

/** A browser's window, and what is true of each of our pages in it. Not thread-safe. */
final class Window implements AutoCloseable {
  private static final String AXE = axe();

  /** Elements that stick out on the right, for the message. */
  private static final String STICKING_OUT =
      "() => document.documentElement.scrollWidth <= window.innerWidth ? []"
          + " : [...document.querySelectorAll('body *')]"
          + ".filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)"
          + ".slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.trim()"
          + ".slice(0, 40))";

  private static final String VIOLATIONS =
      "async (options) => (await axe.run(document, options)).violations"
          + ".map(v => v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3)"
          + ".map(n => n.html + ' ' + n.failureSummary).join(' | '))";

  private static final int MOST_TABS = 80;

  /**
   * How many stops lie before an element for certain: a group of choices counts as one, of what can
   * be folded only what is unfolded counts, and two are taken off. 0 if it lies behind.
   */
  private static final String TABS_BEFORE =
      "wanted => { const groups = new Set();"
          + " const stops = [...document.querySelectorAll("
          + "'a[href], button, input, select, textarea, summary')]"
          + ".filter(e => e.tabIndex >= 0 && !e.disabled && e.type !== 'hidden' && e.checkVisibility())"
          + ".filter(e => e.type !== 'radio' || !groups.has(e.name) && groups.add(e.name));"
          + " const at = stops.indexOf(document.activeElement);"
          + " return Math.max(0, stops.indexOf(wanted) - at - 3); }";

  private final BrowserContext context;
  private Look look;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Window(BrowserContext context, Look look) {
    this.context = context;
    this.look = look;
    this.page = context.newPage();
    page.setDefaultTimeout(60_000);
    page.setDefaultNavigationTimeout(60_000);
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            complaints.add(message.text());
          }
        });
    page.onRequest(
        request -> {
          if (!URI.create(request.url()).getHost().equals("127.0.0.1")) {
            complaints.add("a file of another host: " + request.url());
          }
        });
  }

  private static String axe() {
    try (InputStream script = Window.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Page page() {
    return page;
  }

  /** Opens an address; returns the status of the answer. */
  int open(URI address) {
    Response response = page.navigate(address.toString());
    return response.status();
  }

  String path() {
    return URI.create(page.url()).getPath();
  }

  /** Goes through the page with the button and Keycloak's own pages to where it began. */
  Window signIn(URI service, String username, String password) {
    open(service.resolve("/sign-in?to=%2F"));
    page.locator("a.btn.primary").click();
    page.waitForURL(url -> !URI.create(url).getPath().startsWith("/sign-in"));
    if (!page.url().startsWith(service.toString())) {
      page.locator("#username").fill(username);
      if (page.locator("#password").count() == 0 || !page.locator("#password").isVisible()) {
        // A realm with organisations asks who it is first.
        page.locator("#kc-login").click();
        page.locator("#password").waitFor();
      }
      page.locator("#password").fill(password);
      page.locator("#kc-login").click();
      page.waitForURL(url -> url.startsWith(service.toString()));
    }
    return this;
  }

  /** The same person in another window. */
  Window as(Window other) {
    List<Cookie> cookies = other.context.cookies();
    cookies.removeIf(cookie -> cookie.name.endsWith("-language"));
    context.addCookies(cookies);
    return this;
  }

  /** Presses what leads to another page, and waits for that. */
  void press(Locator what) {
    what.click();
    page.waitForLoadState();
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  String text() {
    return page.locator("main").innerText();
  }

  /** The same page on another screen or in another light. */
  void become(Look other) {
    look = other;
    page.setViewportSize(other.width(), other.height());
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(other.dark() ? ColorScheme.DARK : ColorScheme.LIGHT));
  }

  /** What a person with another eye, hand or screen would stumble over. */
  void examine() {
    fits();
    assertNoViolation(Map.of("resultTypes", List.of("violations")));
  }

  /**
   * Whether the colours of now can be told apart; for the rest, {@link #examine} is enough once.
   */
  void examineColours() {
    assertNoViolation(Map.of("runOnly", List.of("color-contrast")));
  }

  private void assertNoViolation(Map<String, Object> options) {
    page.evaluate(AXE);
    assertEquals(List.of(), page.evaluate(VIOLATIONS, options), look + " " + page.url());
  }

  /** The page keeps to the screen, to the language, and to what our policy allows. */
  void fits() {
    String where = look + " " + page.url();
    assertEquals(look.language(), page.locator("html").getAttribute("lang"), where);
    assertEquals(List.of(), page.evaluate(STICKING_OUT), where + " is wider than the screen");
    assertEquals(List.of(), complaints, where);
    assertEquals(1, page.locator("h1").count(), where);
    assertTrue(page.title().endsWith(" · Kumiki"), page.title());
  }

  /** Writes a picture of the whole page where screenshots are asked for. */
  void shoot(String name) {
    String folder = System.getProperty("kumiki.screenshots", "");
    if (!folder.isEmpty()) {
      String file =
          name + "-" + look.width() + "-" + look.language() + (look.dark() ? "-dark" : "");
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(folder, file + ".png")).setFullPage(true));
      assertTrue(Files.exists(Path.of(folder, file + ".png")));
    }
  }

  /**
   * Presses Tab until the element is reached, as somebody without a mouse does. On the way it is
   * asked only near the end whether that is so.
   */
  void tabTo(Locator wanted) {
    int surely = (int) wanted.evaluate(TABS_BEFORE);
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      if (i >= surely && (Boolean) wanted.evaluate("e => e === document.activeElement")) {
        String outline =
            (String) wanted.evaluate("element => getComputedStyle(element).outlineStyle");
        assertEquals("solid", outline, "the focus is visible");
        return;
      }
    }
    throw new AssertionError("the keyboard does not lead to " + wanted);
  }

  boolean says(String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(text()).find();
  }

  @Override
  public void close() {
    context.close();
  }
}
