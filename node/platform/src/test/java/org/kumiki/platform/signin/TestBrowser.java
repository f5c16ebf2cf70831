package org.kumiki.platform.signin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kumiki.platform.people.TestIssuer;
import org.kumiki.platform.people.TestIssuer.Account;

/** As much of a browser as the flow needs: cookies, and the headers that browsers add. */
final class TestBrowser {
  private static final Pattern FORM_TOKEN =
      Pattern.compile("name=\"formToken\" value=\"([^\"]+)\"");

  private final HttpClient http;
  private final URI address;
  private final Map<String, String> cookies = new HashMap<>();
  private List<String> lastSet = List.of();

  TestBrowser(HttpClient http, URI address) {
    this.http = http;
    this.address = address;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address.resolve(path)).header("Accept", "text/html,*/*;q=0.8"));
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Accept", "text/html,*/*;q=0.8")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    String sent =
        cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    if (!sent.isEmpty()) {
      request.setHeader("Cookie", sent);
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    lastSet = response.headers().allValues("set-cookie");
    for (String set : lastSet) {
      String pair = set.split(";", 2)[0];
      String name = pair.substring(0, pair.indexOf('='));
      String value = pair.substring(pair.indexOf('=') + 1);
      if (value.isEmpty() || set.toLowerCase(java.util.Locale.ROOT).contains("max-age=0")) {
        cookies.remove(name);
      } else {
        cookies.put(name, value);
      }
    }
    return response;
  }

  /** Signs in as the account and gives the answer to the callback. */
  HttpResponse<String> signIn(TestIssuer issuer, Account account) throws Exception {
    URI question = begin();
    return get("/signed-in?" + issuer.approve(question, account));
  }

  /** Begins a sign-in; where the browser is sent. */
  URI begin() throws IOException, InterruptedException {
    return URI.create(
        get("/sign-in/start?to=%2Fme").headers().firstValue("Location").orElseThrow());
  }

  String formToken() throws IOException, InterruptedException {
    Matcher found = FORM_TOKEN.matcher(get("/me").body());
    if (!found.find()) {
      throw new IllegalStateException("the page has no form");
    }
    return found.group(1);
  }

  String origin() {
    return address.toString();
  }

  Map<String, String> cookies() {
    return cookies;
  }

  List<String> lastSet() {
    return lastSet;
  }
}
