package org.kumiki.platform.service;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Hidden;
import org.kumiki.platform.http.FileForm;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** Two pages of the tests' little service, for its navigation. */
@Hidden
@Controller("/menu")
public final class ProbePages {
  /** A page for stewards. */
  @Get(uri = "/probe", produces = MediaType.TEXT_HTML)
  @OpenTo(Role.STEWARD)
  @Menu(
      place = 20,
      covers = {"/elsewhere"})
  public String page() {
    return "";
  }

  /** And one for auditors too, before it. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo({Role.AUDITOR, Role.STEWARD})
  @Menu(place = 10, words = "menu.first")
  public String before() {
    return "";
  }

  /** A form with a file; says how long that is. */
  @Post(uri = "/file", produces = MediaType.TEXT_PLAIN)
  @Consumes(MediaType.ALL)
  @OpenTo(Role.STEWARD)
  public String file(@Header("Content-Type") String type, @Body byte[] body) {
    return String.valueOf(FileForm.parse(type, body).file("file").map(f -> f.length).orElse(-1));
  }
}
