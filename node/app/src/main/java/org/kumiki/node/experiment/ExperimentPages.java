package org.kumiki.node.experiment;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kumiki.node.vocabulary.VocabularyReleases;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.FormText;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.page.Trouble;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** Pages on which a scientist sees what to make next and records what came of it. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExperimentPages {
  private static final String BETWEEN_SECONDS = "2";

  private final Campaigns campaigns;
  private final CampaignController api;
  private final VocabularyReleases releases;
  private final SuggestionWorker worker;
  private final RoomPages pages;

  ExperimentPages(
      Campaigns campaigns,
      CampaignController api,
      VocabularyReleases releases,
      SuggestionWorker worker,
      Pages pages) {
    this.campaigns = campaigns;
    this.api = api;
    this.releases = releases;
    this.worker = worker;
    this.pages = pages.of(ExperimentPages.class);
  }

  /** All campaigns. */
  @Get(uri = "/experiments", produces = MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  @Menu(place = 40, covers = "/candidates")
  HttpResponse<String> list(HttpRequest<?> request) {
    Wording words = pages.words(request);
    CampaignPresenter presenter = new CampaignPresenter(words, releases.current());
    List<CampaignLine> lines =
        campaigns.store().campaigns().stream().map(row -> presenter.line(row, campaigns)).toList();
    return pages.show(request, "experiments", words.say("title"), lines);
  }

  /** One campaign. */
  @Get(uri = "/experiments/{name}", produces = MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<String> show(HttpRequest<?> request, String name) {
    CampaignView view = view(request, name, CampaignView.Typed.nothing());
    HttpResponse<String> page = pages.show(request, "campaign", name, view);
    if (view.working() && page instanceof MutableHttpResponse<String> mutable) {
      // The page comes again by itself, without any script, until the batch is there.
      mutable.header("Refresh", BETWEEN_SECONDS);
    }
    return page;
  }

  /** A figure as a file, for a slide. */
  @Get(uri = "/experiments/{name}/figures/{figure}", produces = "image/svg+xml")
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<String> figure(HttpRequest<?> request, String name, String figure) {
    CampaignView view = view(request, name, CampaignView.Typed.nothing());
    return Stream.concat(
            view.drawings().stream(), view.agreements().stream().map(CampaignView.Agreement::drawn))
        .filter(drawn -> drawn.file().equals(figure))
        .findFirst()
        .map(drawn -> file(name + "-" + drawn.file(), drawn.figure().file()))
        .orElseThrow(
            () -> new ProblemException(CommonProblem.NOT_FOUND, "There is no such figure"));
  }

  private static HttpResponse<String> file(String name, String content) {
    return HttpResponse.ok(content)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  /** Asks for the next experiments. */
  @Post("/experiments/{name}/batches")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<?> ask(HttpRequest<?> request, String name, @Body String form) {
    String count = FormText.parse(form).getOrDefault("count", "");
    CampaignView.Typed none = CampaignView.Typed.nothing();
    CampaignView.Typed typed =
        new CampaignView.Typed(count, "", none.results(), false, none.note());
    return tried(
        request,
        name,
        typed,
        "asked",
        () -> {
          CampaignRow row = api.row(name);
          String by = CampaignController.name(request, null);
          campaigns.ask(row, (int) number(count), by);
          worker.wake();
        });
  }

  /** Records a result or a failure. */
  @Post("/experiments/{name}/observations")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<?> observe(HttpRequest<?> request, String name, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    CampaignView.Typed typed =
        new CampaignView.Typed(
            "5",
            fields.getOrDefault("suggestion", ""),
            List.of(fields.getOrDefault("result-1", ""), fields.getOrDefault("result-2", "")),
            fields.containsKey("failed"),
            fields.getOrDefault("note", ""));
    return tried(
        request,
        name,
        typed,
        typed.failed() ? "failure" : "result",
        () -> {
          CampaignRow row = api.row(name);
          campaigns.observe(
              row,
              campaigns.suggestion(row, typed.suggestion()),
              results(row, typed),
              typed.note(),
              CampaignController.name(request, null));
        });
  }

  /** Takes a record back. */
  @Post("/experiments/{name}/observations/{id}/withdrawal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<?> withdraw(HttpRequest<?> request, String name, long id) {
    api.withdraw(api.row(name), id, CampaignController.name(request, null));
    return RoomPages.after("/experiments/" + name, "withdrawn");
  }

  private HttpResponse<?> tried(
      HttpRequest<?> request, String name, CampaignView.Typed typed, String done, Runnable step) {
    try {
      step.run();
      return RoomPages.after("/experiments/" + name, done);
    } catch (CampaignRefused e) {
      Wording words = pages.words(request);
      Trouble trouble =
          new Trouble(
              ExperimentProblem.CAMPAIGN_REFUSED.status(),
              words.say("refused.title"),
              words.say("refused.text"),
              words.say("refused.next"),
              e.getMessage());
      return pages.again(request, "campaign", name, view(request, name, typed), trouble);
    }
  }

  private List<Double> results(CampaignRow row, CampaignView.Typed typed) {
    boolean given = typed.results().stream().anyMatch(text -> !text.isBlank());
    if (typed.failed() == given) {
      throw new CampaignRefused("give either results, or that the experiment failed");
    }
    List<Double> results = new ArrayList<>();
    for (int k = 0; k < row.units().size() && !typed.failed(); k++) {
      results.add(number(typed.results().get(k)));
    }
    return results;
  }

  /** As people write it on either side of the world. */
  static double number(String text) {
    try {
      return Double.parseDouble(text.strip().replace(',', '.'));
    } catch (NumberFormatException e) {
      throw new CampaignRefused("a field needs a number: write it with digits and one point");
    }
  }

  private CampaignView view(HttpRequest<?> request, String name, CampaignView.Typed typed) {
    CampaignCourse course = api.course(name);
    return new CampaignPresenter(pages.words(request), releases.current()).view(course, typed);
  }
}
