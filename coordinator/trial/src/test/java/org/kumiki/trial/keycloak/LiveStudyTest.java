package org.kumiki.trial.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.trial.federation.LocalFederation;
import org.kumiki.trial.keycloak.Chromium.Look;

/**
 * A study of many rounds as people watch it: pages that follow it by themselves, through a node
 * that is killed in the middle and comes back, to the model's card.
 */
@ExtendWith(PeopleTrial.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveStudyTest {
  private static final String STUDY =
      """
      title: "Boosted strength of steels / 鋼の強さの勾配ブースティング"
      purpose: "See the error fall round by round / ラウンドごとの誤差の変化を見る"
      computation: gbdt
      settings: {trees: 30, depth: 4, minRows: 3}
      target: kt:tensileStrength
      features: [kt:vickersHardness, kt:testTemperature]
      maxRowsPerMember: 10000
      expires: P7D
      """;
  private static final List<Look> LOOKS =
      List.of(Look.DESK, Look.PHONE, Look.DESK.in("ja"), Look.PHONE.in("ja"));

  private PeopleTrial.Running trial;
  private Chromium chromium;
  private final List<Window> opened = new ArrayList<>();

  @BeforeAll
  void start(PeopleTrial.Running running, @TempDir Path files) throws Exception {
    trial = running;
    chromium = Chromium.launch();
    ObjectNode rule = new ObjectMapper().createObjectNode();
    rule.put("minimumOrganisations", 3).put("by", "trial").putArray("computations").add("gbdt");
    for (String organisation : trial.federation().organisations()) {
      MemberRows.load(trial, organisation, files);
      trial.federation().nodeApi(organisation).postJson("/api/v1/rules", rule);
    }
  }

  @AfterAll
  void stop() {
    opened.forEach(Window::close);
    if (chromium != null) {
      chromium.close();
    }
  }

  private Window watching(Window account, Look look, URI address) {
    Window window = chromium.open(look).as(account);
    opened.add(window);
    assertEquals(200, window.open(address));
    mark(window);
    return window;
  }

  /** A mark that goes with the document: it shows that nothing was loaded again. */
  private static void mark(Window window) {
    window.page().evaluate("() => { window.same = true; }");
  }

  private static Locator standing(Window window, String organisation) {
    return window
        .page()
        .locator("#live tr")
        .filter(new Locator.FilterOptions().setHasText(organisation))
        .locator(".chip");
  }

  private static void reaches(Window window, int round) {
    try {
      window
          .page()
          .waitForFunction(
              "round => document.getElementById('rounds-done').value >= round",
              round,
              new Page.WaitForFunctionOptions().setTimeout(180_000));
    } catch (TimeoutError e) {
      throw new AssertionError("round " + round + " is not reached: " + window.text(), e);
    }
  }

  @Test
  void aPageFollowsAStudyThroughServicesThatDieAndComeBack() throws Exception {
    LocalFederation federation = trial.federation();
    URI service = trial.coordinator();
    Window account = chromium.open(Look.DESK);
    opened.add(account);
    account.signIn(service, "acme-scientist", trial.people().password());
    String hash =
        federation
            .coordinatorApi()
            .post("/api/v1/studies", STUDY, "application/yaml")
            .path("hash")
            .asText();
    URI address = service.resolve("/studies/" + hash);
    List<Window> windows = new ArrayList<>();
    for (Look look : LOOKS) {
      windows.add(watching(account, look, address));
    }
    Window desk = windows.get(0);
    reaches(desk, 20);
    federation.node("birch").kill();
    standing(desk, "birch")
        .filter(new Locator.FilterOptions().setHasText("not heard of"))
        .waitFor();
    int stopped =
        ((Number) desk.page().evaluate("() => document.getElementById('rounds-done').value"))
            .intValue();
    for (Window window : windows) {
      window.page().locator("#live .chip.warn").nth(1).waitFor();
      window.examine();
      window.shoot("coordinator-study-live");
    }
    federation.restart(federation.node("birch"));
    reaches(desk, stopped + 20);
    assertEquals(
        0,
        standing(desk, "birch")
            .filter(new Locator.FilterOptions().setHasText("not heard of"))
            .count());
    assertTrue(desk.page().locator("svg.plot .line").count() > 0, "the error by round");
    theCoordinatorGoesAndComesBack(windows, address);
    for (Window window : windows) {
      window
          .page()
          .locator("#live a[href='/models/" + hash + "']")
          .waitFor(new Locator.WaitForOptions().setTimeout(180_000));
      assertEquals(
          true, window.page().evaluate("() => window.same"), "nobody loaded the page again");
      assertFalse(window.page().locator("#live-refused").isVisible());
      window.examine();
      window.shoot("coordinator-study-done");
      window.press(window.page().locator("#live a[href='/models/" + hash + "']"));
      window.examine();
      window.shoot("coordinator-model");
    }
    assertTrue(desk.says("R²"));
    windows.get(2).press(windows.get(2).link("モデル").first());
    windows.get(2).examine();
    windows.get(2).shoot("coordinator-models");
    downloads(desk, service, hash);
  }

  /** Its sessions end with it, so that pages cannot go on by themselves, and say so. */
  private void theCoordinatorGoesAndComesBack(List<Window> windows, URI address) throws Exception {
    trial.federation().coordinator().kill();
    for (Window window : windows) {
      window.page().locator("#live-lost").waitFor();
      window.examine();
    }
    trial.federation().restart(trial.federation().coordinator());
    for (Window window : windows) {
      window.page().locator("#live-refused").waitFor();
      assertFalse(window.page().locator("#live-lost").isVisible());
      window.examine();
      window.shoot("coordinator-study-refused");
      window.press(window.page().locator("#live-refused a"));
      // The issuer knows the person still, and asks for no password.
      window.page().locator("a.btn.primary").click();
      window.page().waitForURL(address.toString());
      mark(window);
    }
  }

  /** Plots for a slide, as files that stand on their own. */
  private static void downloads(Window window, URI service, String hash) {
    for (String plot :
        List.of("/studies/" + hash + "/errors.svg", "/models/" + hash + "/effects.svg")) {
      String file = window.page().request().get(service.resolve(plot).toString()).text();
      assertTrue(file.startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""), file);
      assertTrue(file.contains("MPa"), file);
    }
  }
}
