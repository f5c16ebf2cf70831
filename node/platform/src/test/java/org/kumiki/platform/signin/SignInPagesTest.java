package org.kumiki.platform.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.http.ApiToken;
import org.kumiki.platform.page.Place;
import org.kumiki.platform.people.Admission;
import org.kumiki.platform.people.HandClock;
import org.kumiki.platform.people.People;
import org.kumiki.platform.people.PeopleSettings;
import org.kumiki.platform.people.TestIssuer;
import org.kumiki.platform.people.TestIssuer.Account;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.service.ListenAddress;
import org.kumiki.platform.service.ServiceRuntime;
import org.kumiki.platform.service.ServiceSettings;

class SignInPagesTest {
  private static final Account HANA = new Account("hana", List.of("acme"), List.of("steward"));
  private static final Account FOREIGN = new Account("eve", List.of("birch"), List.of("steward"));
  private static final Account IDLE = new Account("ivo", List.of("acme"), List.of());

  @TempDir Path temp;
  private final HandClock clock = new HandClock();
  private final HttpClient http = HttpClient.newHttpClient();
  private TestIssuer issuer;
  private ServiceRuntime service;
  private ApiToken token;
  private TestBrowser browser;

  @BeforeEach
  void start() throws Exception {
    issuer = new TestIssuer(clock);
    DataFolder folder = DataFolder.open(temp.resolve("data"));
    PrivateFile.write(folder.resolve("secret"), "the client's secret");
    token = ApiToken.readOrCreate(folder, new SecureRandom());
    PeopleSettings settings =
        new PeopleSettings(
            issuer.issuer(), TestIssuer.CLIENT, Path.of("secret"), null, null, null, null);
    People people =
        People.of(
            Optional.of(settings),
            Admission.ownPeople("acme"),
            folder.path(),
            WayOut.direct(),
            clock);
    service =
        ServiceRuntime.start(
            ServiceSettings.of("kumiki-probe", ListenAddress.loopback(0), Optional.empty()),
            token,
            people,
            new Place("probe", "acme"),
            List.of());
    browser = newBrowser();
  }

  @AfterEach
  void stop() {
    service.close();
    issuer.close();
  }

  private TestBrowser newBrowser() {
    return new TestBrowser(http, URI.create("http://127.0.0.1:" + service.peoplePort()));
  }

  private HttpResponse<String> bearer(String path, String presented) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + service.peoplePort() + path);
    return http.send(
        HttpRequest.newBuilder(address).header("Authorization", "Bearer " + presented).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("");
  }

  private static void assertSentToSignIn(HttpResponse<String> response) {
    assertEquals(303, response.statusCode(), response.body());
    assertTrue(location(response).startsWith("/sign-in?to="), location(response));
  }

  @Test
  void whoHasNotSignedInIsLedToThePageWithTheButton() throws Exception {
    assertSentToSignIn(browser.get("/me"));
    assertSentToSignIn(browser.get("/nonsense"));
    HttpResponse<String> page = browser.get("/sign-in?to=%2Fme");
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("href=\"/sign-in/start?to=%2Fme\""), page.body());
  }

  @Test
  void theQuestionToTheIssuerHasPkceStateAndNonce() throws Exception {
    URI question = browser.begin();
    Map<String, String> asked = TestIssuer.fields(question.getRawQuery());
    assertEquals("code", asked.get("response_type"));
    assertEquals("S256", asked.get("code_challenge_method"));
    assertEquals(43, asked.get("code_challenge").length());
    assertEquals(43, asked.get("state").length());
    assertEquals(43, asked.get("nonce").length());
    assertEquals(browser.origin() + "/signed-in", asked.get("redirect_uri"));
    assertTrue(asked.get("scope").contains("openid"));
    String again = newBrowser().begin().getRawQuery();
    assertFalse(again.contains(asked.get("state")));
    assertFalse(again.contains(asked.get("code_challenge")));
  }

  @Test
  void signingInOpensASessionWithACookieThatScriptsAndOtherSitesDoNotGet() throws Exception {
    HttpResponse<String> back = browser.signIn(issuer, HANA);
    assertEquals(303, back.statusCode(), back.body());
    assertEquals("/me", location(back));
    String set =
        browser.lastSet().stream().filter(c -> c.contains("-session=")).findFirst().orElseThrow();
    assertTrue(set.toLowerCase(Locale.ROOT).contains("httponly"), set);
    assertTrue(set.contains("SameSite=Lax"), set);
    assertTrue(set.contains("Path=/"), set);
    HttpResponse<String> page = browser.get("/me");
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("Name of hana"), page.body());
    assertTrue(page.body().contains("steward"), page.body());
    assertFalse(page.body().contains("eyJ"), "no token in a page");
  }

  /** With a session at the issuer, a link on another site would else open one here. */
  @Test
  void anotherSiteLeadsToTheButtonAndNotStraightIn() throws Exception {
    for (String site : List.of("cross-site", "same-site")) {
      HttpResponse<String> led = start(site);
      assertEquals("/sign-in?to=%2Fme", location(led));
      assertEquals(List.of(), browser.lastSet());
    }
    for (String site : List.of("same-origin", "none")) {
      assertTrue(location(start(site)).startsWith(issuer.issuer().toString()), site);
    }
  }

  private HttpResponse<String> start(String site) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(URI.create(browser.origin() + "/sign-in/start?to=%2Fme"))
            .header("Accept", "text/html")
            .header("Sec-Fetch-Site", site));
  }

  @Test
  void aSessionsCookieIsNewAfterEachSignIn() throws Exception {
    browser.signIn(issuer, HANA);
    Map<String, String> first = Map.copyOf(browser.cookies());
    browser.signIn(issuer, HANA);
    assertFalse(browser.cookies().equals(first));
    TestBrowser old = newBrowser();
    old.cookies().putAll(first);
    assertSentToSignIn(old.get("/me"));
  }

  @Test
  void aCodeCountsInTheBrowserThatBeganAndOnlyOnce() throws Exception {
    URI question = browser.begin();
    String query = issuer.approve(question, HANA);
    TestBrowser other = newBrowser();
    other.begin();
    assertEquals(401, other.get("/signed-in?" + query).statusCode());
    assertEquals(401, newBrowser().get("/signed-in?" + query).statusCode());
    Map<String, String> kept = Map.copyOf(browser.cookies());
    assertEquals(303, browser.get("/signed-in?" + query).statusCode());
    TestBrowser again = newBrowser();
    again.cookies().putAll(kept);
    assertEquals(401, again.get("/signed-in?" + query).statusCode());
  }

  @Test
  void aSignInThatTakesTooLongOrBelongsToAnotherIsRefused() throws Exception {
    String late = issuer.approve(browser.begin(), HANA);
    clock.advance(Duration.ofMinutes(16));
    assertEquals(401, browser.get("/signed-in?" + late).statusCode());
    String swapped = issuer.approve(browser.begin(), HANA, "another nonce");
    assertEquals(401, browser.get("/signed-in?" + swapped).statusCode());
    String mixed =
        issuer.approve(browser.begin(), HANA).replaceAll("iss=.*", "iss=https%3A%2F%2Fx");
    assertEquals(401, browser.get("/signed-in?" + mixed).statusCode());
    browser.begin();
    assertEquals(401, browser.get("/signed-in?error=access_denied&state=x").statusCode());
    assertSentToSignIn(browser.get("/me"));
  }

  @Test
  void signingOutEndsTheSessionHereAndLeadsToTheIssuer() throws Exception {
    browser.signIn(issuer, HANA);
    Map<String, String> kept = Map.copyOf(browser.cookies());
    HttpResponse<String> out =
        browser.post("/sign-out", "formToken=" + browser.formToken(), "Origin", browser.origin());
    assertEquals(303, out.statusCode(), out.body());
    Map<String, String> asked = TestIssuer.fields(URI.create(location(out)).getRawQuery());
    assertTrue(location(out).startsWith(issuer.issuer() + "/logout?"), location(out));
    assertTrue(asked.get("id_token_hint").startsWith("eyJ"));
    assertEquals(browser.origin() + "/signed-out", asked.get("post_logout_redirect_uri"));
    TestBrowser thief = newBrowser();
    thief.cookies().putAll(kept);
    assertSentToSignIn(thief.get("/me"));
    assertEquals(200, browser.get("/signed-out").statusCode());
  }

  @Test
  void signingOutWorksHereWithoutTheIssuerAndSaysSo() throws Exception {
    browser.signIn(issuer, HANA);
    String form = "formToken=" + browser.formToken();
    Map<String, String> kept = Map.copyOf(browser.cookies());
    issuer.close();
    HttpResponse<String> out = browser.post("/sign-out", form, "Origin", browser.origin());
    assertEquals("/signed-out?only=here", location(out));
    assertTrue(browser.get(location(out)).body().contains("did not answer"));
    TestBrowser thief = newBrowser();
    thief.cookies().putAll(kept);
    assertSentToSignIn(thief.get("/me"));
  }

  @Test
  void whatAnotherSiteSendsInAPersonsNameIsRefused() throws Exception {
    browser.signIn(issuer, HANA);
    String form = "formToken=" + browser.formToken();
    List<String[]> foreign =
        List.of(
            new String[] {},
            new String[] {"Origin", "https://evil.example"},
            new String[] {"Origin", "null"},
            new String[] {"Origin", "http://127.0.0.1:1"},
            new String[] {"Sec-Fetch-Site", "cross-site"},
            new String[] {"Sec-Fetch-Site", "same-site"},
            new String[] {"Sec-Fetch-Site", "none"},
            new String[] {"Sec-Fetch-Site", "same-origin", "Origin", "https://evil.example"},
            new String[] {"Sec-Fetch-Site", "cross-site", "Origin", browser.origin()});
    for (String[] headers : foreign) {
      HttpResponse<String> refused = browser.post("/sign-out", form, headers);
      assertEquals(403, refused.statusCode(), String.join(" ", headers));
    }
    for (String without : List.of("", "formToken=", "formToken=x", "other=" + form)) {
      HttpResponse<String> refused = browser.post("/sign-out", without, "Origin", browser.origin());
      assertEquals(403, refused.statusCode(), without);
    }
    assertEquals(200, browser.get("/me").statusCode(), "the session lives on");
    assertEquals(
        303, browser.post("/sign-out", form, "Sec-Fetch-Site", "same-origin").statusCode());
  }

  @Test
  void aFormWithAFileIsTakenWithItsTokenAndRefusedWithout() throws Exception {
    browser.signIn(issuer, HANA);
    assertEquals(403, sendFile("x", "a,b\r\n").statusCode());
    // The token stands first, however long the file behind it is.
    for (String file : new String[] {"a,b\r\n", "a,b\r\n".repeat(1_000_000)}) {
      HttpResponse<String> taken = sendFile(browser.formToken(), file);
      assertEquals(200, taken.statusCode(), taken.body());
      assertEquals(file.length() + "", taken.body(), "the controller reads the same body");
    }
  }

  @Test
  void whoeverSendsTooMuchIsToldSoAndNotThatThePageIsOutOfDate() throws Exception {
    browser.signIn(issuer, HANA);
    // More than a service reads into memory at once.
    String file = "a,b\r\n".repeat((int) ServiceSettings.DEFAULT_MAX_BUFFERED_BYTES / 5 + 1);
    isTooMuch(sendFile(browser.formToken(), file));
    isTooMuch(
        browser.post(
            "/sign-out",
            "formToken=" + browser.formToken() + "&x=" + "x".repeat(64 << 10),
            "Origin",
            browser.origin()));
  }

  private static void isTooMuch(HttpResponse<String> refused) {
    assertEquals(413, refused.statusCode(), refused.body());
    assertFalse(refused.body().contains("signed in again"), refused.body());
  }

  private HttpResponse<String> sendFile(String token, String file) throws Exception {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"formToken\"\r\n\r\n"
            + token
            + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n"
            + file
            + "\r\n--b--\r\n";
    return browser.send(
        HttpRequest.newBuilder(URI.create(browser.origin() + "/menu/file"))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .header("Accept", "text/html,*/*;q=0.8")
            .header("Origin", browser.origin())
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void aProgramOfThePageSendsTheFormTokenInAHeaderAndABearerNeedsNone() throws Exception {
    browser.signIn(issuer, HANA);
    String json = "{\"number\":21}";
    HttpRequest.Builder call =
        HttpRequest.newBuilder(URI.create(browser.origin() + "/api/v1/probe"))
            .header("Content-Type", "application/json")
            .header("Origin", browser.origin())
            .POST(HttpRequest.BodyPublishers.ofString(json));
    assertEquals(403, browser.send(call.copy()).statusCode());
    assertEquals(
        200,
        browser.send(call.copy().header("X-Kumiki-Form-Token", browser.formToken())).statusCode());
    HttpRequest.Builder bearer =
        HttpRequest.newBuilder(URI.create(browser.origin() + "/api/v1/probe"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + issuer.sign(issuer.claims(HANA, "Bearer").build()))
            .POST(HttpRequest.BodyPublishers.ofString(json));
    assertEquals(200, newBrowser().send(bearer).statusCode());
  }

  @Test
  void aWrongHeaderIsNotSavedByARightCookie() throws Exception {
    browser.signIn(issuer, HANA);
    HttpRequest.Builder both =
        HttpRequest.newBuilder(URI.create(browser.origin() + "/api/v1/me"))
            .header("Authorization", "Bearer nonsense");
    assertEquals(401, browser.send(both).statusCode());
  }

  @Test
  void peopleOfAnotherOrganisationAndWithoutARoleSeeWhoTheyAreAndNothingElse() throws Exception {
    for (Account account : List.of(FOREIGN, IDLE)) {
      TestBrowser own = newBrowser();
      own.signIn(issuer, account);
      assertEquals(200, own.get("/me").statusCode());
      HttpResponse<String> refused = own.get("/metrics");
      assertEquals(403, refused.statusCode());
      String signed = issuer.sign(issuer.claims(account, "Bearer").build());
      assertEquals(403, bearer("/api/v1/probe/conflict", signed).statusCode());
      assertEquals(
          303,
          own.post("/sign-out", "formToken=" + own.formToken(), "Origin", own.origin())
              .statusCode());
    }
  }

  @Test
  void aRoleThatWasTakenAwayEndsWithTheTokensLife() throws Exception {
    browser.signIn(issuer, HANA);
    issuer.change(new Account("hana", List.of("acme"), List.of()));
    assertTrue(
        browser.get("/me").body().contains("approve and decline")
            || browser.get("/me").body().contains("steward"));
    clock.advance(TestIssuer.TOKEN_LIFE.plusSeconds(1));
    assertFalse(browser.get("/me").body().contains("steward"));
  }

  @Test
  void aSessionEndsWhenTheIssuerDoesNotConfirmIt() throws Exception {
    browser.signIn(issuer, HANA);
    issuer.forgetSessions();
    assertEquals(200, browser.get("/me").statusCode());
    clock.advance(TestIssuer.TOKEN_LIFE.plusSeconds(1));
    assertSentToSignIn(browser.get("/me"));
  }

  @Test
  void aSessionDoesNotBecomeAnotherPersons() throws Exception {
    browser.signIn(issuer, HANA);
    issuer.exchange(HANA, new Account("ren", List.of("acme"), List.of("operator")));
    clock.advance(TestIssuer.TOKEN_LIFE.plusSeconds(1));
    assertSentToSignIn(browser.get("/me"));
  }

  @Test
  void aSessionEndsWhenNobodyUsesItAndAtTheLatestAfterTenHours() throws Exception {
    browser.signIn(issuer, HANA);
    clock.advance(Duration.ofMinutes(29));
    assertEquals(200, browser.get("/me").statusCode());
    clock.advance(Duration.ofMinutes(31));
    assertSentToSignIn(browser.get("/me"));
    browser.signIn(issuer, HANA);
    for (int i = 0; i < 24; i++) {
      clock.advance(Duration.ofMinutes(25));
      assertEquals(200, browser.get("/me").statusCode(), i + " times 25 minutes");
    }
    clock.advance(Duration.ofMinutes(1));
    assertSentToSignIn(browser.get("/me"));
  }

  @Test
  void theIssuerEndsASessionByASignedLogoutTokenAndNobodyElseDoes() throws Exception {
    browser.signIn(issuer, HANA);
    Map<String, Object> event =
        Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());
    JWTClaimsSet right =
        issuer.claims(HANA, "Logout").claim("events", event).claim("azp", null).build();
    List<JWTClaimsSet> wrong =
        List.of(
            new JWTClaimsSet.Builder(right).claim("events", null).build(),
            new JWTClaimsSet.Builder(right).audience("kumiki-other").build(),
            new JWTClaimsSet.Builder(right).claim("nonce", "x").build(),
            new JWTClaimsSet.Builder(right).claim("typ", "Bearer").build(),
            new JWTClaimsSet.Builder(right).claim("sid", null).subject(null).build());
    for (JWTClaimsSet claims : wrong) {
      String body = "logout_token=" + issuer.sign(claims);
      assertEquals(400, newBrowser().post("/sign-out/channel", body).statusCode());
    }
    assertEquals(400, newBrowser().post("/sign-out/channel", "logout_token=x").statusCode());
    String untyped = "logout_token=" + issuer.sign(right, JWSAlgorithm.RS256, "JWT");
    assertEquals(400, newBrowser().post("/sign-out/channel", untyped).statusCode());
    assertEquals(200, browser.get("/me").statusCode());
    String body = "logout_token=" + issuer.sign(right);
    assertEquals(200, newBrowser().post("/sign-out/channel", body).statusCode());
    assertSentToSignIn(browser.get("/me"));
  }

  @Test
  void withoutTheIssuerPeopleSeeAClearPageAndTheMachinesOwnerGoesOn() throws Exception {
    browser.signIn(issuer, HANA);
    issuer.close();
    assertEquals(200, browser.get("/me").statusCode(), "a confirmed session needs no issuer");
    clock.advance(TestIssuer.TOKEN_LIFE.plusSeconds(1));
    HttpResponse<String> page = browser.get("/me");
    assertEquals(503, page.statusCode());
    assertTrue(page.body().contains("Sign-in cannot be reached"), page.body());
    assertTrue(page.body().contains("studies"), page.body());
    assertEquals(503, newBrowser().get("/sign-in/start").statusCode());
    assertEquals(200, newBrowser().get("/sign-in").statusCode());
    assertEquals(200, bearer("/metrics", token.secret()).statusCode());
    assertEquals(200, bearer("/health", "").statusCode());
  }

  @Test
  void everyAnswerSaysWhatABrowserMayDoWithIt() throws Exception {
    browser.signIn(issuer, HANA);
    for (String path :
        List.of(
            "/me",
            "/sign-in",
            "/nonsense",
            "/api/v1/me",
            "/api/v1/nonsense",
            "/health",
            "/style/kumiki.css",
            "/style/mark.svg",
            "/api",
            "/openapi.json",
            "/metrics",
            "/sign-in/start")) {
      for (HttpResponse<String> answer : List.of(browser.get(path), newBrowser().get(path))) {
        var headers = answer.headers();
        String policy = headers.firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.contains("frame-ancestors 'none'"), path + ": " + policy);
        assertTrue(policy.startsWith("default-src 'none'"), path);
        assertTrue(policy.contains("object-src 'none'; "), path);
        assertTrue(policy.contains("base-uri 'none'"), path);
        assertFalse(policy.contains("unsafe-eval"), path);
        String type = headers.firstValue("Content-Type").orElse("");
        assertTrue(!type.matches("text/.*|.*\\+xml.*") || type.contains("charset=utf-8"), type);
        assertFalse(policy.matches(".*script-src[^;]*unsafe.*"), path);
        assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""), path);
        assertEquals("same-origin", headers.firstValue("Referrer-Policy").orElse(""), path);
        assertTrue(headers.firstValue("Cache-Control").isPresent(), path);
        assertTrue(headers.firstValue("Strict-Transport-Security").isEmpty(), "no TLS here");
        assertTrue(headers.firstValue("Server").isEmpty(), path);
      }
    }
    assertEquals("no-store", browser.get("/me").headers().firstValue("Cache-Control").orElse(""));
  }

  @Test
  void pagesHaveNoInlineScriptNoInlineStyleAndNoFileOfAnotherHost() throws Exception {
    browser.signIn(issuer, HANA);
    for (String path : List.of("/me", "/sign-in", "/signed-out", "/nonsense", "/metrics")) {
      String body = browser.get(path).body();
      if (body.startsWith("<!doctype")) {
        assertEquals(List.of(), inlineScripts(body), path);
        assertFalse(body.contains("style="), path);
        assertFalse(body.matches("(?s).*(src|href)=\"(https?:)?//.*"), path);
        assertTrue(body.contains("href=\"#content\""), path);
      }
    }
  }

  private static List<String> inlineScripts(String body) {
    return Pattern.compile("<script(?! src=\"/style/[a-z]+\\.js\" defer></script>)[^>]*>")
        .matcher(body)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void theScriptAndTheSheetAreFilesOfThisService() throws Exception {
    for (String file : List.of("/style/kumiki.js", "/style/kumiki.css", "/style/mark.svg")) {
      HttpResponse<String> answer = newBrowser().get(file);
      assertEquals(200, answer.statusCode(), file);
      assertFalse(
          answer.body().matches("(?s).*(@import|url\\(|https?://(?!www.w3.org/2000)).*"), file);
    }
    assertEquals(404, newBrowser().get("/style/other.js").statusCode());
  }

  private static List<String> navigation(String body) {
    return Pattern.compile("<a href=\"(/menu[a-z/]*)\"( aria-current=\"page\")?>([A-Za-z]+)</a>")
        .matcher(body)
        .results()
        .map(link -> link.group(1) + (link.group(2) == null ? " " : " here ") + link.group(3))
        .toList();
  }

  @Test
  void theNavigationHasThePagesThatAreOpenToThePersonAndMarksWhereThePersonIs() throws Exception {
    browser.signIn(issuer, HANA);
    assertEquals(
        List.of("/menu First", "/menu/probe Probe"), navigation(browser.get("/me").body()));
    assertEquals(
        List.of("/menu First", "/menu/probe here Probe"),
        navigation(browser.get("/menu/probe/nothing").body()));
    assertEquals(
        List.of("/menu First", "/menu/probe here Probe"),
        navigation(browser.get("/elsewhere/nothing").body()));
    TestBrowser auditor = newBrowser();
    auditor.signIn(issuer, new Account("aki", List.of("acme"), List.of("auditor")));
    assertEquals(List.of("/menu First"), navigation(auditor.get("/me").body()));
    TestBrowser stranger = newBrowser();
    stranger.signIn(issuer, FOREIGN);
    assertEquals(List.of(), navigation(stranger.get("/me").body()));
    assertEquals(List.of(), navigation(newBrowser().get("/sign-in").body()));
  }

  @Test
  void aFormOfAnEarlierSessionChangesNothingAndSaysWhy() throws Exception {
    browser.signIn(issuer, HANA);
    HttpResponse<String> refused =
        browser.post("/sign-out", "formToken=x", "Origin", browser.origin());
    assertEquals(403, refused.statusCode());
    assertTrue(refused.body().contains("This page is out of date"), refused.body());
  }

  @Test
  void whoeverSendsAFormAfterTheSessionEndedIsLedBackToItsPage() throws Exception {
    String page = browser.origin() + "/menu/probe?x=1";
    HttpResponse<String> sent = browser.post("/menu/probe/deed", "a=b", "Referer", page);
    assertEquals("/sign-in?to=%2Fmenu%2Fprobe", location(sent));
    assertEquals("/sign-in?to=%2F", location(browser.post("/menu/probe/deed", "a=b")));
  }

  @Test
  void pagesSpeakTheLanguageThatIsAskedForAndRememberIt() throws Exception {
    assertTrue(browser.get("/sign-in").body().contains("<html lang=\"en\">"));
    HttpRequest.Builder japanese =
        HttpRequest.newBuilder(URI.create(browser.origin() + "/sign-in"))
            .header("Accept", "text/html")
            .header("Accept-Language", "fr;q=0.9, ja-JP, en;q=0.5");
    assertTrue(newBrowser().send(japanese).body().contains("<html lang=\"ja\">"));
    assertTrue(browser.get("/sign-in?lang=ja").body().contains("サインイン"));
    assertTrue(browser.get("/sign-in").body().contains("<html lang=\"ja\">"));
    assertTrue(browser.get("/sign-in?lang=en").body().contains("<html lang=\"en\">"));
    assertTrue(browser.get("/sign-in?lang=xx").body().contains("<html lang=\"en\">"));
  }
}
