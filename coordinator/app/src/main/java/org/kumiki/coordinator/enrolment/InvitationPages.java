package org.kumiki.coordinator.enrolment;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.FormText;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.http.Troubles;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Invitations: made on a page, downloaded once, taken back. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
public final class InvitationPages {
  private final Invitations invitations;
  private final InvitationController api;
  private final InvitationFiles files;
  private final Clock clock;
  private final RoomPages pages;

  InvitationPages(
      Invitations invitations,
      InvitationController api,
      InvitationFiles files,
      Clock clock,
      Pages pages) {
    this.invitations = invitations;
    this.api = api;
    this.files = files;
    this.clock = clock;
    this.pages = pages.of(InvitationPages.class);
  }

  /**
   * The page with the form.
   *
   * @param typed fields that were typed and not accepted
   */
  public record View(List<Row> given, Map<String, String> typed) {}

  /**
   * An invitation that counts.
   *
   * @param state {@code open}, {@code used}, {@code expired} or {@code locked}
   */
  public record Row(
      String organisation, String name, Instant madeAt, Instant expiresAt, String state) {
    /** The chip's class in the style sheet. */
    public String colour() {
      return switch (state) {
        case "open" -> "info";
        case "used" -> "ok";
        default -> "stop";
      };
    }
  }

  /** A file on its way; {@code invitation} is empty when it was taken, or came too late. */
  public record FileView(String id, Optional<Invitation> invitation) {}

  /** Who is invited, and the form that invites. */
  @Get(uri = "/invitations", produces = MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<String> list(HttpRequest<?> request) {
    String title = pages.words(request).say("invitations.title");
    return pages.show(request, "invitations", title, view(Map.of()));
  }

  /** Makes an invitation; an earlier one of the organisation is taken back. */
  @Post("/invitations")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<?> invite(HttpRequest<?> request, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    try {
      InvitationController.InvitationView made =
          api.invite(
              new InvitationController.InvitationRequest(
                  fields.getOrDefault("organisation", "").strip(),
                  fields.getOrDefault("name", ""),
                  days(fields.getOrDefault("days", ""))));
      String id = files.keep(made.invitation(), Person.of(request));
      return HttpResponse.seeOther(URI.create("/invitation-files/" + id));
    } catch (ProblemException e) {
      return pages.again(
          request,
          "invitations",
          pages.words(request).say("invitations.title"),
          view(fields),
          Troubles.of(e, pages.words(request).language()));
    }
  }

  /** The way to hand the file over, and the button that downloads it. */
  @Get(uri = "/invitation-files/{id}", produces = MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<String> file(HttpRequest<?> request, String id) {
    FileView view = new FileView(id, files.waiting(id, Person.of(request)));
    return pages.show(request, "invitation", pages.words(request).say("file.title"), view);
  }

  /** The file itself, once. */
  @Post("/invitation-files/{id}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  @OpenTo(Role.OPERATOR)
  HttpResponse<?> download(HttpRequest<?> request, String id) {
    Invitation invitation =
        files
            .take(id, Person.of(request))
            .orElseThrow(
                () ->
                    new ProblemException(
                        EnrolmentProblem.FILE_TAKEN, "The file was downloaded; invite again"));
    return HttpResponse.ok(invitation.text())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"" + invitation.organisation() + ".invite.json\"");
  }

  /** Takes an organisation's invitation back, with its request if that waits. */
  @Post("/invitations/{organisation}/withdrawal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<?> takeBack(String organisation) {
    if (!api.revoke(organisation).takenBack()) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such invitation");
    }
    return RoomPages.after("/invitations", "taken-back");
  }

  private View view(Map<String, String> typed) {
    Instant now = clock.instant();
    return new View(invitations.given().stream().map(g -> row(g, now)).toList(), typed);
  }

  private static Row row(Invitations.Given given, Instant now) {
    String state =
        given.used()
            ? "used"
            : given.locked() ? "locked" : now.isBefore(given.expiresAt()) ? "open" : "expired";
    return new Row(
        given.organisation(), given.displayName(), given.madeAt(), given.expiresAt(), state);
  }

  private static int days(String typed) {
    return typed.strip().matches("[0-9]{1,3}") ? Integer.parseInt(typed.strip()) : 0;
  }
}
