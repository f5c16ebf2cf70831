package org.kumiki.trial.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The distribution's own Chromium, driven by Playwright: nothing is downloaded. Not thread-safe.
 */
final class Chromium implements AutoCloseable {
  /** How a person looks: a screen, a language, a lamp. */
  record Look(int width, int height, String language, boolean dark, boolean scripts) {
    static final Look DESK = new Look(1280, 860, "en", false, true);
    static final Look PHONE = new Look(390, 844, "en", false, true);

    Look in(String other) {
      return new Look(width, height, other, dark, scripts);
    }

    Look darkened() {
      return new Look(width, height, language, true, scripts);
    }

    Look withoutScripts() {
      return new Look(width, height, language, dark, false);
    }

    @Override
    public String toString() {
      return width + " " + language + (dark ? " dark" : "") + (scripts ? "" : " without scripts");
    }
  }

  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path program) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  /** {@code kumiki test} has installed it; a bare build may lack it, and says so. */
  static Chromium launch() {
    Optional<Path> program = PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    if (program.isEmpty()) {
      System.out.println("SKIPPED: pages in a browser; the package chromium is absent");
      assertNotEquals("true", System.getenv("CI"), "install the package chromium");
      Assumptions.abort("chromium is absent");
    }
    requireJapaneseFont();
    return new Chromium(program.orElseThrow());
  }

  /** Without one, every Japanese letter is the same box and no width means anything. */
  private static void requireJapaneseFont() {
    boolean present =
        Stream.of("/usr/share/fonts/opentype/noto", "/usr/share/fonts/opentype/ipafont-gothic")
            .map(Path::of)
            .anyMatch(Files::isDirectory);
    assertEquals(true, present, "install the package fonts-noto-cjk or fonts-ipafont");
  }

  /** A window of a person who has not been here yet. */
  Window open(Look look) {
    return new Window(
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(look.width(), look.height())
                .setLocale(look.language().equals("ja") ? "ja-JP" : "en-GB")
                .setTimezoneId("Asia/Tokyo")
                .setColorScheme(
                    look.dark()
                        ? com.microsoft.playwright.options.ColorScheme.DARK
                        : com.microsoft.playwright.options.ColorScheme.LIGHT)
                .setJavaScriptEnabled(look.scripts())),
        look);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
