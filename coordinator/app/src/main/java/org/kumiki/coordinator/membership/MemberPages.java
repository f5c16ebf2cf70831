package org.kumiki.coordinator.membership;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Members as people see them, and what an operator does about a copied node. */
@Hidden
@Controller("/members")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class MemberPages {
  private static final int RUNS = 20;

  private final MemberRows rows;
  private final NodeInstances instances;
  private final MemberController api;
  private final RoomPages pages;

  MemberPages(MemberRows rows, NodeInstances instances, MemberController api, Pages pages) {
    this.rows = rows;
    this.instances = instances;
    this.api = api;
    this.pages = pages.of(MemberPages.class);
  }

  /** A member and its node's runs. */
  public record View(MemberRow member, List<NodeInstances.Run> runs) {}

  /** All members. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  @Menu(
      place = 30,
      words = "menu.members",
      covers = {"/enrolments", "/invitations", "/invitation-files"})
  HttpResponse<String> list(HttpRequest<?> request) {
    return pages.show(request, "members", pages.words(request).say("members.title"), rows.all());
  }

  /** One member; to a member's auditor, the own organisation. */
  @Get(uri = "/{organisation}", produces = MediaType.TEXT_HTML)
  @OpenTo({Role.OPERATOR, Role.AUDITOR})
  HttpResponse<String> member(HttpRequest<?> request, String organisation) {
    if (!Person.of(request).sees(List.of(organisation))) {
      throw unknown();
    }
    return pages.show(request, "member", organisation, view(organisation));
  }

  /** What a reset means, before it is done. */
  @Get(uri = "/{organisation}/reset", produces = MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<String> confirmReset(HttpRequest<?> request, String organisation) {
    String title = pages.words(request).say("reset.title", organisation);
    return pages.show(request, "reset", title, view(organisation));
  }

  /** Lets a member's node go on after two copies of it were noticed. */
  @Post("/{organisation}/reset")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<?> reset(String organisation) {
    api.reset(organisation);
    return RoomPages.after("/members/" + organisation, "reset");
  }

  private View view(String organisation) {
    MemberRow row =
        rows.all().stream()
            .filter(member -> member.organisation().equals(organisation))
            .findFirst()
            .orElseThrow(MemberPages::unknown);
    return new View(row, instances.runs(organisation, RUNS));
  }

  private static ProblemException unknown() {
    return new ProblemException(CommonProblem.NOT_FOUND, "There is no such member");
  }
}
