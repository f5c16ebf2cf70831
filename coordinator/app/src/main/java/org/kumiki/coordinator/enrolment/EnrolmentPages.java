package org.kumiki.coordinator.enrolment;

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
import java.util.List;
import java.util.Map;
import org.kumiki.platform.http.FormText;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.http.Troubles;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/**
 * Requests for certificates. The operator types the words that the member reads out; they stand on
 * no page, so that nobody approves without having asked.
 */
@Hidden
@Controller("/enrolments")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EnrolmentPages {
  private final EnrolmentDecisions decisions;
  private final EnrolmentController api;
  private final RoomPages pages;

  EnrolmentPages(EnrolmentDecisions decisions, EnrolmentController api, Pages pages) {
    this.decisions = decisions;
    this.api = api;
    this.pages = pages.of(EnrolmentPages.class);
  }

  /** Requests; to a member's people, those of their organisation. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo({Role.OPERATOR, Role.AUDITOR})
  HttpResponse<String> list(HttpRequest<?> request) {
    String title = pages.words(request).say("requests.title");
    return pages.show(request, "requests", title, view(request, "", ""));
  }

  /** Approves a first request by its words. */
  @Post("/{organisation}/approval")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<?> approve(HttpRequest<?> request, String organisation, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    String words = fields.getOrDefault("words", "");
    return decide(
        request,
        organisation,
        words,
        () ->
            api.approve(
                request,
                organisation,
                new EnrolmentController.ApprovalRequest(words, fields.get("officer"), false)));
  }

  /** Approves a new certificate under the key of an expired one. */
  @Post("/{organisation}/renewal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<?> renew(HttpRequest<?> request, String organisation, @Body String form) {
    String officer = FormText.parse(form).get("officer");
    return decide(
        request,
        organisation,
        "",
        () ->
            api.approve(
                request,
                organisation,
                new EnrolmentController.ApprovalRequest(null, officer, true)));
  }

  /** Refuses what waits of an organisation. */
  @Post("/{organisation}/refusal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<?> refuse(HttpRequest<?> request, String organisation, @Body String form) {
    String reason = FormText.parse(form).getOrDefault("reason", "");
    try {
      api.refuse(organisation, new EnrolmentController.RefusalRequest(reason));
      return RoomPages.after("/enrolments", "refused");
    } catch (ProblemException e) {
      return again(request, e, "", "");
    }
  }

  private interface Step {
    EnrolmentController.Decision take();
  }

  private HttpResponse<?> decide(
      HttpRequest<?> request, String organisation, String words, Step step) {
    try {
      boolean whole = step.take().state().equals("approved");
      return RoomPages.after("/enrolments", whole ? "approved" : "half-approved");
    } catch (ProblemException e) {
      return again(request, e, organisation, words);
    }
  }

  private HttpResponse<String> again(
      HttpRequest<?> request, ProblemException e, String organisation, String words) {
    return pages.again(
        request,
        "requests",
        pages.words(request).say("requests.title"),
        view(request, organisation, words),
        Troubles.of(e, pages.words(request).language()));
  }

  private EnrolmentView view(HttpRequest<?> request, String organisation, String words) {
    Person person = Person.of(request);
    String officer = person.account("");
    List<EnrolmentView.Request> all =
        decisions.list().stream()
            .filter(row -> person.sees(List.of(row.organisation())))
            .map(row -> EnrolmentView.Request.of(row, officer))
            .toList();
    return new EnrolmentView(
        all.stream().filter(r -> r.state().equals("requested")).toList(),
        all.stream().filter(r -> !r.state().equals("requested")).toList(),
        decisions.approvalsNeeded(),
        words,
        organisation);
  }
}
