package org.kumiki.platform.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Cookies;
import org.kumiki.platform.page.Language;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.SignInView;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.People;
import org.kumiki.platform.people.SignInUnreachable;
import org.kumiki.platform.people.TokenRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way in: a page with one button, the issuer's own pages, and back with a session. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
public final class SignInController {
  private static final Logger LOG = LoggerFactory.getLogger(SignInController.class);

  /** Where a person is after signing out. */
  static final String GOODBYE = "/signed-out";

  /** Likewise, when the issuer could not be told. */
  static final String GOODBYE_HERE_ONLY = GOODBYE + "?only=here";

  /** No code or state of an issuer is longer. */
  private static final int LONGEST = 4096;

  private final People people;
  private final Pages pages;

  SignInController(People people, Pages pages) {
    this.people = people;
    this.pages = pages;
  }

  /** The page with the button. */
  @Get(uri = "/sign-in", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.ANYONE)
  HttpResponse<String> landing(HttpRequest<?> request, @Nullable @QueryValue String to) {
    return landing(request, "sign-in", to == null ? "/" : to, "");
  }

  /** The page after signing out; the issuer sends the browser here. */
  @Get(uri = GOODBYE, produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.ANYONE)
  HttpResponse<String> goodbye(HttpRequest<?> request, @Nullable @QueryValue String only) {
    return landing(request, "signed-out", "/", "here".equals(only) ? "here" : "done");
  }

  /** Sends the browser to the issuer. */
  @Get(uri = "/sign-in/start", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.ANYONE)
  HttpResponse<?> start(HttpRequest<?> request, @Nullable @QueryValue String to) {
    if (isUnasked(request)) {
      return HttpResponse.seeOther(URI.create("/sign-in?to=" + encoded(to == null ? "/" : to)));
    }
    try {
      People.Beginning beginning =
          people.begin(to == null ? "/" : to, Language.of(request, people).tag());
      MutableHttpResponse<?> response = HttpResponse.seeOther(beginning.question());
      Cookies.set(response, people, Cookies.Name.SIGN_IN, beginning.kept(), Optional.empty());
      return response;
    } catch (TokenRefused e) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "Sign-in is not set up here");
    } catch (SignInUnreachable e) {
      throw unreachable(e);
    }
  }

  /** Where the issuer sends the browser back to, with a code or with an error. */
  @Get(uri = "/signed-in", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.ANYONE)
  HttpResponse<?> finish(
      HttpRequest<?> request,
      @Nullable @QueryValue String code,
      @Nullable @QueryValue String state,
      @Nullable @QueryValue String iss) {
    Optional<String> kept = Cookies.read(request, people, Cookies.Name.SIGN_IN);
    if (kept.isEmpty() || isUnfit(code) || isUnfit(state)) {
      throw broken();
    }
    try {
      // A session that this browser had before must not live on beside the new one.
      Cookies.read(request, people, Cookies.Name.SESSION).ifPresent(people::end);
      People.Opened opened = people.finish(kept.get(), state, iss == null ? "" : iss, code);
      LOG.info("{} has signed in", opened.subject());
      MutableHttpResponse<?> response = HttpResponse.seeOther(URI.create(opened.returnTo()));
      Cookies.set(response, people, Cookies.Name.SESSION, opened.session(), Optional.empty());
      Cookies.clear(response, people, Cookies.Name.SIGN_IN);
      return response;
    } catch (TokenRefused e) {
      LOG.warn("a sign-in was refused: {}", e.getMessage());
      throw broken();
    } catch (SignInUnreachable e) {
      throw unreachable(e);
    }
  }

  private HttpResponse<String> landing(
      HttpRequest<?> request, String title, String to, String signedOut) {
    String start = "/sign-in/start?to=" + encoded(to);
    SignInView view =
        new SignInView(people.isConnected(), people.issuerOrigin().orElse(""), start, signedOut);
    String words = pages.words(request, Pages.class).say(title);
    return pages.own(request, HttpStatus.OK, words, "sign-in.jte", view);
  }

  /**
   * Whether another site led here: with a session at the issuer, its link alone would open one here
   * too. The person gets the page with the button instead. Old browsers do not say.
   */
  private static boolean isUnasked(HttpRequest<?> request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    return site != null && !site.equals("same-origin") && !site.equals("none");
  }

  private static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8);
  }

  private static boolean isUnfit(String parameter) {
    return parameter == null || parameter.isEmpty() || parameter.length() > LONGEST;
  }

  private static ProblemException broken() {
    return new ProblemException(
        CommonProblem.UNAUTHENTICATED, "The sign-in was broken off or took too long; begin again");
  }

  private static ProblemException unreachable(SignInUnreachable e) {
    LOG.warn("sign-in: {}", e.getMessage());
    return new ProblemException(
        CommonProblem.SIGN_IN_UNREACHABLE, "Sign-in does not answer; try again later");
  }
}
