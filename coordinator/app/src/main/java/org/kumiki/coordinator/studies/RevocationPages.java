package org.kumiki.coordinator.studies;

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
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.rounds.RoundStore;
import org.kumiki.exchange.study.Study;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** Revocation by the operator, after a page that says what ends with it. */
@Hidden
@Controller("/members/{organisation}/revocation")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class RevocationPages {
  private final MembershipStore members;
  private final RoundStore studies;
  private final RevocationController api;
  private final RoomPages pages;

  RevocationPages(
      MembershipStore members, RoundStore studies, RevocationController api, Pages pages) {
    this.members = members;
    this.studies = studies;
    this.api = api;
    this.pages = pages.of(RevocationPages.class);
  }

  /** Whose access would end, and the studies that would end with it. */
  public record View(String organisation, List<StudyRow> studies) {}

  /** What would end. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<String> confirm(HttpRequest<?> request, String organisation) {
    boolean known = members.all().stream().anyMatch(m -> m.organisation().equals(organisation));
    if (!known) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such member");
    }
    List<StudyRow> ending =
        studies.summaries().stream()
            .map(summary -> StudyRow.of(summary, Study.decode(summary.bytes())))
            .filter(row -> row.runs() && row.cohort().contains(organisation))
            .toList();
    String title = pages.words(request).say("revoke.title", organisation);
    return pages.show(request, "revocation", title, new View(organisation, ending));
  }

  /** Ends it. */
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<?> revoke(String organisation) {
    api.revoke(organisation);
    return RoomPages.after("/members/" + organisation, "revoked");
  }
}
