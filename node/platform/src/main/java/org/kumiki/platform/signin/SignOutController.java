package org.kumiki.platform.signin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.FormText;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Cookies;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.People;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.SignInUnreachable;
import org.kumiki.platform.people.TokenRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way out: by the person here, or by the issuer for a person who left elsewhere. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignOutController {
  private static final Logger LOG = LoggerFactory.getLogger(SignOutController.class);

  private final People people;

  SignOutController(People people) {
    this.people = people;
  }

  /** Ends the session here and sends the browser to the issuer to end it there. */
  @Post("/sign-out")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.SIGNED_IN)
  HttpResponse<?> signOut(HttpRequest<?> request) {
    MutableHttpResponse<?> response = HttpResponse.seeOther(end(request));
    LOG.info("{} has signed out", Person.of(request).subject());
    Cookies.clear(response, people, Cookies.Name.SESSION);
    return response;
  }

  private URI end(HttpRequest<?> request) {
    try {
      return Cookies.read(request, people, Cookies.Name.SESSION)
          .flatMap(people::end)
          .orElse(URI.create(SignInController.GOODBYE));
    } catch (SignInUnreachable e) {
      // Ours has ended; the issuer's ends by itself when nobody uses it.
      return URI.create(SignInController.GOODBYE_HERE_ONLY);
    }
  }

  /** The issuer ends sessions of a person who left elsewhere: a signed token, and no browser. */
  @Post("/sign-out/channel")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.ALL)
  @OpenTo(audience = Audience.ANYONE)
  HttpResponse<?> channel(@Body String form) {
    try {
      people.endAsTold(FormText.parse(form).getOrDefault("logout_token", ""));
      return HttpResponse.ok();
    } catch (TokenRefused e) {
      LOG.warn("a logout token was refused: {}", e.getMessage());
      throw new ProblemException(
          CommonProblem.BAD_REQUEST, "The logout token is refused: " + e.getMessage());
    } catch (SignInUnreachable e) {
      throw new ProblemException(CommonProblem.SIGN_IN_UNREACHABLE, "Try again later");
    }
  }
}
