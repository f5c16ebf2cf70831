package org.kumiki.trial.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.node.identity.InvitedNode;
import org.kumiki.node.participation.Enrolling;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.trial.keycloak.Chromium.Look;

/** What people do on the pages, in a real browser against a real Keycloak. */
@ExtendWith(PeopleTrial.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
  private static final String STATISTICS =
      """
      title: "%s"
      purpose: "How hard and how strong are the steels that we make together? / 会員全体の硬さと強さを知る"
      computation: statistics
      features: [kt:vickersHardness, kt:tensileStrength]
      conditions: [{term: kt:testTemperature, from: 250, to: 400}]
      maxRowsPerMember: 10000
      expires: P7D
      """;
  private static final String MODEL =
      """
      title: "Tensile strength from hardness / 硬さからの引張強さの推定"
      purpose: "One model from everybody's measurements / 全社の測定値から一つのモデルを作る"
      computation: ridge
      settings: {lambda: 1.0, clip: 4}
      target: kt:tensileStrength
      features: [kt:vickersHardness, kt:testTemperature]
      maxRowsPerMember: 10000
      expires: P7D
      """;
  private final Map<String, Window> signedIn = new TreeMap<>();
  private PeopleTrial.Running trial;
  private Chromium chromium;
  private Path files;
  private String waiting;

  @BeforeAll
  void start(PeopleTrial.Running running, @TempDir Path folder) throws Exception {
    trial = running;
    files = folder;
    chromium = Chromium.launch();
    for (String organisation : trial.federation().organisations()) {
      MemberRows.load(trial, organisation, files);
    }
    waiting = propose(MODEL);
  }

  @AfterAll
  void stop() {
    signedIn.values().forEach(Window::close);
    if (chromium != null) {
      trial.federation().coordinatorApi().delete("/api/v1/studies/" + waiting);
      chromium.close();
    }
  }

  /** Submits a study and waits until every node has it. */
  private String propose(String yaml) throws Exception {
    String hash =
        trial
            .federation()
            .coordinatorApi()
            .post("/api/v1/studies", yaml, "application/yaml")
            .path("hash")
            .asText();
    for (String organisation : trial.federation().organisations()) {
      await(
          () ->
              trial
                  .federation()
                  .nodeApi(organisation)
                  .get("/api/v1/studies")
                  .findValuesAsText("hash")
                  .contains(hash));
    }
    return hash;
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "not within three minutes");
      assertFalse(never.await(100, TimeUnit.MILLISECONDS));
    }
  }

  /** A window in which this account has signed in at the service; once for all tests. */
  private Window person(URI service, String username) {
    return signedIn.computeIfAbsent(
        username + " at " + service.getPort(),
        key -> chromium.open(Look.DESK).signIn(service, username, trial.people().password()));
  }

  private Window operator() {
    return person(trial.coordinator(), "demo-operator");
  }

  private Window steward(String organisation) {
    return person(trial.node(organisation), organisation + "-steward");
  }

  @Test
  void anOperatorAdmitsAMemberByTheWordsThatItReadsOutAndSeesThemNowhere() throws Exception {
    Window operator = operator();
    URI service = trial.coordinator();
    operator.open(service.resolve("/invitations"));
    operator.page().getByLabel("Identifier").fill("delta");
    operator.page().getByLabel("Name for people").fill("Delta Works & 楓金属");
    operator.press(operator.button("Make the invitation"));
    assertTrue(operator.path().startsWith("/invitation-files/"), operator.path());
    operator.examine();
    operator.shoot("coordinator-invitation");
    Download download =
        operator
            .page()
            .waitForDownload(() -> operator.button("Download delta.invite.json").click());
    assertEquals("delta.invite.json", download.suggestedFilename());
    Path file = files.resolve("delta.invite.json");
    download.saveAs(file);
    assertEquals(200, operator.open(URI.create(operator.page().url())));
    assertTrue(operator.says("was downloaded"), "only once");

    NodeFolder folder = NodeFolder.open(files.resolve("node-delta"));
    String words =
        new InvitedNode(folder, Clock.systemUTC(), new SecureRandom())
            .make(
                Invitation.read(file),
                new InvitedNode.Choices(
                    "node-1",
                    0,
                    null,
                    null,
                    Optional.empty(),
                    SigningKind.ED25519,
                    Optional.empty()))
            .words();
    assertWaits(folder);
    operator.open(service.resolve("/"));
    operator.press(operator.link("1 request for a certificate waits for its words"));
    operator.examine();
    operator.shoot("coordinator-requests");
    String source = operator.page().content();
    for (String word : words.split(" ")) {
      assertFalse(source.contains(word), "the words stand on no page");
    }
    assertTrue(source.contains("Delta Works &amp; 楓金属"), "a name is text");

    Locator field = operator.page().getByLabel("The six words");
    field.fill("babab babab babab babab babab babab");
    operator.press(operator.button("Approve"));
    assertTrue(operator.says("These are not the words"), operator.text());
    assertEquals("babab babab babab babab babab babab", field.inputValue());
    operator.examine();
    operator.shoot("coordinator-words-differ");
    assertWaits(folder);
    field.fill(words.toUpperCase(Locale.ROOT).replace(' ', '-'));
    operator.press(operator.button("Approve"));
    assertTrue(operator.says("Approved. The node fetches"), operator.text());
    new Enrolling(folder, Clock.systemUTC(), rest -> {}).run(true);
    operator.open(service.resolve("/members"));
    assertTrue(operator.says("delta"), operator.text());

    operator.press(operator.link("delta"));
    operator.press(operator.link("Revoke…"));
    operator.examine();
    operator.press(operator.button("Revoke delta"));
    assertTrue(operator.says("The member is revoked"), operator.text());
    assertTrue(operator.says("revoked"), operator.text());
  }

  private static void assertWaits(NodeFolder folder) throws InterruptedException {
    try {
      new Enrolling(folder, Clock.systemUTC(), rest -> {}).run(false);
      throw new AssertionError("nobody has approved");
    } catch (CommandFailure failure) {
      assertEquals(ExitCode.TRY_LATER, failure.exitCode(), failure.line());
    }
  }

  @Test
  void stewardsReadWhatLeavesApproveExactlyThatAndSeeItInTheLedger() throws Exception {
    String hash = propose(STATISTICS.formatted("Hardness and strength / 硬さと強さ"));
    for (String organisation : trial.federation().organisations()) {
      Window steward = steward(organisation);
      steward.open(trial.node(organisation).resolve("/decisions"));
      steward.press(steward.link("Hardness and strength / 硬さと強さ"));
      assertEquals("/studies/" + hash, steward.path());
      assertTrue(steward.says("3 masked vectors with 10 numbers in all"), steward.text());
      assertTrue(steward.says("added to those of 2 other organisations"), steward.text());
      assertTrue(steward.says("Any two of them"), steward.text());
      // One of 40 rows is too hot.
      assertTrue(steward.says("39\\s+of your rows take part"), steward.text());
      assertTrue(steward.says(hash), "the exact hash");
      steward.press(steward.button("Approve this study"));
      assertTrue(steward.says("Approved. The study may run"), steward.text());
    }
    LocalApi coordinator = trial.federation().coordinatorApi();
    await(() -> coordinator.get("/api/v1/studies/" + hash).hasNonNull("reason"));
    Window steward = steward("acme");
    await(
        () -> {
          steward.open(trial.node("acme").resolve("/studies/" + hash));
          return steward.says("The study is complete");
        });
    assertTrue(steward.says("steward of acme \\(acme-steward\\)"), "by name: " + steward.text());
    steward.shoot("node-study-completed");
    steward.open(trial.node("acme").resolve("/ledger"));
    assertTrue(steward.says("sums of squared deviations of 2 quantities"), steward.text());
    steward.shoot("node-ledger-entries");
    steward.press(steward.link("Verify"));
    assertTrue(steward.says("in order"), steward.text());
    steward.examine();
    steward.shoot("node-verification");

    Window operator = operator();
    operator.open(trial.coordinator().resolve("/studies/" + hash));
    assertTrue(operator.says("3 of 3"), operator.text());
    assertTrue(operator.says("Rests on\\s+roster [1-9]"), operator.text());
    assertTrue(operator.says("The study is complete"), operator.text());
    operator.examine();
    operator.shoot("coordinator-study");
  }

  @Test
  void withoutScriptsAStewardDeclinesAndItsReasonReachesTheOthers() throws Exception {
    String hash = propose(STATISTICS.formatted("Declined <i>without</i> scripts"));
    try (Window plain = chromium.open(Look.DESK.withoutScripts()).as(steward("birch"))) {
      plain.open(trial.node("birch").resolve("/studies/" + hash));
      plain.page().locator("summary").first().click();
      plain.page().locator("#reason").fill("Our measurements of 2026 are being checked.");
      plain.press(plain.button("Decline"));
      assertTrue(plain.says("Declined. The other organisations learn"), plain.text());
      assertTrue(plain.says("Our measurements of 2026"), plain.text());
    }
    Window operator = operator();
    await(
        () -> {
          operator.open(trial.coordinator().resolve("/studies/" + hash));
          return operator.says("birch: Our measurements of 2026 are being checked.");
        });
    assertTrue(operator.says("A member declined it: its steward"), operator.text());
    assertTrue(operator.says("Declined <i>without</i> scripts"), "a title is text");
  }

  @Test
  void theKeyboardAloneLeadsToADecision() throws Exception {
    String hash = propose(STATISTICS.formatted("By keyboard"));
    Window steward = steward("cedar");
    steward.open(trial.node("cedar").resolve("/"));
    steward.tabTo(steward.link("Skip to the content"));
    steward.page().keyboard().press("Enter");
    assertTrue(steward.page().url().endsWith("#content"), steward.page().url());
    steward.open(trial.node("cedar").resolve("/"));
    steward.tabTo(steward.link("Decisions"));
    steward.page().keyboard().press("Enter");
    steward.page().waitForURL("**/decisions");
    steward.tabTo(steward.link("By keyboard"));
    steward.page().keyboard().press("Enter");
    steward.page().waitForURL("**/studies/" + hash);
    steward.tabTo(steward.button("Approve this study"));
    steward.page().keyboard().press("Enter");
    steward.page().waitForURL("**/studies/" + hash + "?done=approved");
    assertTrue(steward.says("Approved. The study may run"), steward.text());
    trial.federation().coordinatorApi().delete("/api/v1/studies/" + hash);
  }

  @Test
  void whoMayNotDecideSeesTheSameAndNoButtonAndIsRefusedInWords() {
    URI node = trial.node("acme");
    for (String role : List.of("scientist", "auditor")) {
      Window reader = person(node, "acme-" + role);
      reader.open(node.resolve("/studies/" + waiting));
      assertTrue(reader.says("masked vectors with"), reader.text());
      assertTrue(reader.says("A steward of your organisation decides"), reader.text());
      assertEquals(0, reader.page().locator("main form").count());
    }
    Window scientist = person(node, "acme-scientist");
    assertEquals(0, scientist.link("Ledger").count(), "not in the navigation");
    assertEquals(403, scientist.open(node.resolve("/ledger")));
    assertTrue(scientist.says("No access"), scientist.text());
    assertTrue(scientist.says("roles here: scientist"), scientist.text());
    scientist.examine();
    scientist.shoot("node-no-access");
    Window stranger = person(node, "birch-steward");
    assertEquals(403, stranger.open(node.resolve("/studies/" + waiting)));
    Window guest = person(trial.coordinator(), "acme-operator");
    assertEquals(403, guest.open(trial.coordinator().resolve("/invitations")));
  }

  @Test
  void aRosterIsProposedOnAPageAndShownToStewardsWithTheCommandThatSigns() throws Exception {
    Window operator = operator();
    URI service = trial.coordinator();
    operator.open(service.resolve("/roster"));
    operator.press(operator.link("Propose the next roster…"));
    operator.press(operator.button("Show what it means"));
    assertTrue(operator.says("This cannot be the next roster"), operator.text());
    operator.page().getByLabel("Rows from which a member contributes").fill("5");
    operator.press(operator.button("Show what it means"));
    assertTrue(operator.says("protects less"), operator.text());
    operator.examine();
    operator.shoot("coordinator-draft");
    operator.press(operator.button("Offer it for signature"));
    assertTrue(operator.says("The roster is offered to all"), operator.text());
    assertTrue(operator.says("operator of demo \\(demo-operator\\)"), "by name");
    operator.examine();
    operator.shoot("coordinator-roster");
    String words = operator.page().locator(".spoken").first().innerText();
    Window steward = steward("acme");
    await(
        () -> {
          steward.open(trial.node("acme").resolve("/roster"));
          return steward.says("is offered for signature");
        });
    assertTrue(steward.says("protects less"), steward.text());
    assertTrue(steward.says("10 becomes 5"), steward.text());
    assertEquals(words, steward.page().locator(".spoken").first().innerText());
    assertTrue(steward.says("kumiki node roster sign"), steward.text());
    steward.examine();
    steward.shoot("node-roster");
    operator.open(service.resolve("/roster"));
    operator.press(operator.button("Take the proposal back"));
    assertTrue(operator.says("The proposal is taken back"), operator.text());
  }

  @Test
  void aRuleApprovesInAdvanceAndEndsAgain() {
    Window steward = steward("birch");
    URI rules = trial.node("birch").resolve("/rules");
    steward.open(rules);
    steward.press(steward.button("Add this rule"));
    assertTrue(steward.says("Something in the form is not right"), steward.text());
    steward.page().getByLabel("Rehearsal").check();
    steward.press(steward.button("Add this rule"));
    assertTrue(steward.says("The rule holds from now on"), steward.text());
    steward.examine();
    steward.shoot("node-rules");
    // Beside rules that other tests have left.
    Locator own =
        steward
            .page()
            .getByRole(AriaRole.ROW)
            .filter(new Locator.FilterOptions().setHasText("Rehearsal"));
    steward.press(
        own.getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("End").setExact(true)));
    assertTrue(steward.says("The rule has ended"), steward.text());
  }

  @Test
  void signingOutOnAPageEndsTheSession() {
    URI node = trial.node("cedar");
    try (Window auditor = chromium.open(Look.DESK)) {
      auditor.signIn(node, "cedar-auditor", trial.people().password());
      assertEquals("/", auditor.path());
      auditor.press(auditor.button("Sign out"));
      auditor.page().waitForURL("**/signed-out");
      auditor.examine();
      auditor.open(node.resolve("/decisions"));
      assertEquals("/sign-in", auditor.path());
      auditor.shoot("node-sign-in");
    }
  }

  @Test
  void onPaperThereIsTheRecordWithoutButtonsAndNavigation() {
    Window steward = steward("birch");
    steward.open(trial.node("birch").resolve("/studies/" + waiting));
    assertTrue(steward.page().locator("nav.main").isVisible());
    steward.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    for (String machinery : List.of("nav.main", ".languages", "header form", "main form")) {
      assertFalse(steward.page().locator(machinery).first().isVisible(), machinery);
    }
    assertTrue(steward.says("What leaves:"), steward.text());
    assertTrue(steward.says(waiting), "the hash");
    steward.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
  }

  private static final List<String> OF_COORDINATOR =
      List.of(
          "/",
          "/studies",
          "/members",
          "/members/acme",
          "/members/acme/revocation",
          "/members/acme/reset",
          "/enrolments",
          "/invitations",
          "/roster",
          "/roster/draft",
          "/vocabulary",
          "/vocabulary?q=strength",
          "/vocabulary?under=ks:properties",
          "/vocabulary/terms/tensileStrength",
          "/vocabulary/changes",
          "/vocabulary/checks",
          "/vocabulary/releases",
          "/vocabulary/proposals",
          "/vocabulary/proposals/new",
          "/vocabulary/queue",
          "/vocabulary/same",
          "/vocabulary/sheet",
          "/me",
          "/nothing");

  private static final List<String> OF_NODE =
      List.of(
          "/",
          "/decisions",
          "/studies",
          "/rules",
          "/questions",
          "/roster",
          "/ledger",
          "/vocabulary?q=hardness",
          "/vocabulary/terms?iri=kt:tensileStrength",
          "/me",
          "/nothing");

  @Test
  void everyPageReadsWellInBothLanguagesOnDesksAndPhonesByDayAndByNight() {
    walk(operator(), trial.coordinator(), "coordinator", OF_COORDINATOR);
    walk(
        operator(),
        trial.coordinator(),
        "coordinator",
        List.of(
            "/studies/" + waiting,
            "/roster/draft?preview=1&minimumRows=20",
            "/vocabulary/proposals/new?change=new-term"));
    walk(steward("acme"), trial.node("acme"), "node", OF_NODE);
    walk(steward("acme"), trial.node("acme"), "node", List.of("/studies/" + waiting));
  }

  /**
   * Each page once in each language; screens and lights change about it. Markup and colours are the
   * same in both.
   */
  private void walk(Window person, URI service, String name, List<String> paths) {
    for (String language : List.of("en", "ja")) {
      Look desk = Look.DESK.in(language);
      try (Window window = chromium.open(desk).as(person)) {
        for (String path : paths) {
          window.become(desk);
          window.open(service.resolve(path));
          window.fits();
          window.shoot(name + file(path));
          window.become(desk.darkened());
          if (language.equals("en")) {
            window.examine();
            window.become(desk);
            window.examineColours();
          } else {
            window.shoot(name + file(path));
          }
          window.become(Look.PHONE.in(language));
          window.fits();
          window.shoot(name + file(path));
        }
      }
    }
  }

  private String file(String path) {
    String plain = path.replace(waiting, "waiting").replaceAll("\\?(\\w+)=.*", "-$1");
    return plain.equals("/") ? "-overview" : plain.replace('/', '-');
  }

  @Test
  void theScriptCopiesTheHashAndShowsTheReadersOwnTime() {
    Window steward = steward("acme");
    steward.open(trial.node("acme").resolve("/studies/" + waiting));
    assertTrue(steward.page().locator("time").first().innerText().contains("GMT+9"));
    steward.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    steward.button("Copy").first().click();
    steward.button("Copied").first().waitFor();
    assertEquals(waiting, steward.page().evaluate("() => navigator.clipboard.readText()"));
    assertEquals(64, waiting.getBytes(StandardCharsets.US_ASCII).length, "a whole hash was copied");
  }
}
