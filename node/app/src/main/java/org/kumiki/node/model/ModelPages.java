package org.kumiki.node.model;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.participation.QuestionStore;
import org.kumiki.node.participation.StudyStore;
import org.kumiki.node.participation.StudyStore.Entry;
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
import org.kumiki.platform.plot.Drawn;

/** Pages on which a scientist uses a model and sees what it is worth; nothing of it leaves. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelPages {
  private final StudyStore studies;
  private final HeldModels models;
  private final DatasetStore datasets;
  private final VocabularyReleases releases;
  private final QuestionStore questions;
  private final RoomPages pages;

  ModelPages(
      StudyStore studies,
      HeldModels models,
      DatasetStore datasets,
      VocabularyReleases releases,
      QuestionStore questions,
      Pages pages) {
    this.studies = studies;
    this.models = models;
    this.datasets = datasets;
    this.releases = releases;
    this.questions = questions;
    this.pages = pages.of(ModelPages.class);
  }

  /** All models that this node has computed with others or fetched. */
  @Get(uri = "/models", produces = MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  @Menu(place = 35, covers = "/personal-models")
  HttpResponse<String> list(HttpRequest<?> request) {
    Wording words = pages.words(request);
    ModelPresenter presenter = presenter(request);
    List<ModelLine> lines =
        studies.all().stream()
            .filter(Comparison::hasModel)
            .map(entry -> presenter.line(entry, Comparison.model(entry)))
            .toList();
    return pages.show(request, "models", words.say("title"), lines);
  }

  /** One model; with a dataset, what was gained by it on the rows of that. */
  @Get(uri = "/models/{hash}", produces = MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<String> show(
      HttpRequest<?> request, String hash, @Nullable @QueryValue String dataset) {
    Entry entry = find(hash);
    String title = entry.study().title();
    ModelPresenter presenter = presenter(request);
    try {
      Optional<GainReport.Gain> gain = gain(entry, dataset);
      ModelView view =
          presenter.view(
              entry, datasets, dataset == null ? "" : dataset, gain, Map.of(), Optional.empty());
      return pages.show(request, "model", title, view);
    } catch (IllegalArgumentException e) {
      ModelView view =
          presenter.view(entry, datasets, "", Optional.empty(), Map.of(), Optional.empty());
      return pages.again(request, "model", title, view, trouble(request, e.getMessage()));
    }
  }

  /** A figure as a file, for a slide. */
  @Get(uri = "/models/{hash}/figures/{figure}", produces = "image/svg+xml")
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<String> figure(
      HttpRequest<?> request, String hash, String figure, @Nullable @QueryValue String dataset) {
    Entry entry = find(hash);
    ModelPresenter presenter = presenter(request);
    try {
      Stream<Drawn> gained =
          gain(entry, dataset).stream().flatMap(gain -> presenter.drawings(entry, gain).stream());
      Stream<Drawn> tested = presenter.tested(entry).stream().flatMap(of -> of.drawings().stream());
      return Stream.concat(tested, gained)
          .filter(drawn -> drawn.file().equals(figure))
          .findFirst()
          .map(ModelPages::file)
          .orElseThrow(
              () -> new ProblemException(CommonProblem.NOT_FOUND, "There is no such figure"));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(CommonProblem.CONFLICT, e.getMessage());
    }
  }

  private static HttpResponse<String> file(Drawn drawn) {
    return HttpResponse.ok(drawn.figure().file())
        .header("Content-Disposition", "attachment; filename=\"" + drawn.file() + "\"");
  }

  /** Predicts one material, whose description stays out of addresses and logs. */
  @Post("/models/{hash}/prediction")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<String> predict(HttpRequest<?> request, String hash, @Body String form) {
    Entry entry = find(hash);
    String title = entry.study().title();
    Map<String, String> typed = FormText.parse(form);
    ModelPresenter presenter = presenter(request);
    try {
      Optional<ModelView.Predicted> predicted =
          Optional.of(OnePrediction.of(entry, models.toUse(entry), typed));
      return pages.show(
          request,
          "model",
          title,
          presenter.view(entry, datasets, "", Optional.empty(), typed, predicted));
    } catch (IllegalArgumentException e) {
      ModelView view =
          presenter.view(entry, datasets, "", Optional.empty(), typed, Optional.empty());
      return pages.again(request, "model", title, view, trouble(request, e.getMessage()));
    }
  }

  private ModelPresenter presenter(HttpRequest<?> request) {
    return new ModelPresenter(pages.words(request), releases.current(), studies, models);
  }

  private Optional<GainReport.Gain> gain(Entry entry, @Nullable String dataset) {
    if (dataset == null || dataset.isEmpty()) {
      return Optional.empty();
    }
    models.toUse(entry);
    DatasetVersion holdout =
        datasets
            .newest(dataset)
            .filter(version -> ModelPresenter.canTell(entry, version, datasets))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "this dataset has not all terms of the study: choose another"));
    return Optional.of(GainReport.of(entry, holdout, datasets, questions.digestKey()));
  }

  private Trouble trouble(HttpRequest<?> request, String sentence) {
    Wording words = pages.words(request);
    return new Trouble(
        CommonProblem.CONFLICT.status(),
        words.say("refused.title"),
        words.say("refused.text"),
        words.say("refused.next"),
        sentence);
  }

  private Entry find(String hash) {
    return studies
        .find(hash)
        .filter(Comparison::hasModel)
        .orElseThrow(
            () ->
                new ProblemException(
                    CommonProblem.NOT_FOUND, "No study with this hash has made a model here"));
  }
}
