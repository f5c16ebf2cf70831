package org.kumiki.platform.signin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Who the person is here, as a page and for programs. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class MeController {
  private final Pages pages;

  MeController(Pages pages) {
    this.pages = pages;
  }

  /** Who asks, with the roles that count here. */
  @Serdeable
  record PersonView(String username, String name, List<String> organisations, List<String> roles) {}

  @Get(uri = "/me", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.SIGNED_IN)
  HttpResponse<String> page(HttpRequest<?> request) {
    String title = pages.words(request, Pages.class).say("me");
    return pages.own(request, HttpStatus.OK, title, "me.jte", Person.of(request));
  }

  @Get(uri = "/api/v1/me", produces = MediaType.APPLICATION_JSON)
  @OpenTo(audience = Audience.SIGNED_IN)
  PersonView me(HttpRequest<?> request) {
    Person person = Person.of(request);
    return new PersonView(
        person.username(),
        person.name(),
        person.organisations().stream().sorted().toList(),
        person.roles().stream().sorted().map(Role::claim).toList());
  }
}
