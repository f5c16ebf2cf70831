package org.kumiki.trial.keycloak;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without scripts: follows redirects, keeps cookies, and fills Keycloak's login form. */
final class LoginForm {
  private static final Pattern ACTION =
      Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");
  private static final Pattern FORM_TOKEN =
      Pattern.compile("name=\"formToken\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .cookieHandler(new CookieManager(null, LoginForm::accept))
          .build();

  /** Loopback counts as secure in browsers: Keycloak relies on it, and the JDK does not know it. */
  private static boolean accept(URI from, HttpCookie cookie) {
    cookie.setSecure(false);
    return from != null;
  }

  HttpResponse<String> open(URI address) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(address).header("Accept", "text/html,*/*;q=0.8").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Signs in at a service and gives the page where that ended. */
  HttpResponse<String> signIn(URI service, String username, String password)
      throws IOException, InterruptedException {
    HttpResponse<String> form = open(service.resolve("/sign-in/start?to=%2Fme"));
    if (!asksForPassword(form)) {
      return form;
    }
    // A realm with organisations asks who it is first, and for the password on the next page.
    boolean both = form.body().contains("name=\"password\"");
    HttpResponse<String> next = submit(form, username, password);
    return both || !asksForPassword(next) ? next : submit(next, username, password);
  }

  static boolean asksForPassword(HttpResponse<String> page) {
    return ACTION.matcher(page.body()).find();
  }

  HttpResponse<String> submit(HttpResponse<String> form, String username, String password)
      throws IOException, InterruptedException {
    Matcher action = ACTION.matcher(form.body());
    if (!action.find()) {
      throw new IllegalStateException("no login form: " + form.body());
    }
    String body = "username=" + encode(username) + "&password=" + encode(password);
    return post(URI.create(action.group(1).replace("&amp;", "&")), body, null);
  }

  /** Presses the page's button that signs out, and gives the page where that ended. */
  HttpResponse<String> signOut(URI service) throws IOException, InterruptedException {
    Matcher token = FORM_TOKEN.matcher(open(service.resolve("/me")).body());
    if (!token.find()) {
      throw new IllegalStateException("the page has no form to sign out");
    }
    return post(
        service.resolve("/sign-out"), "formToken=" + encode(token.group(1)), service.toString());
  }

  private HttpResponse<String> post(URI address, String body, String origin)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Accept", "text/html,*/*;q=0.8")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (origin != null) {
      request.header("Origin", origin);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
