package org.kumiki.node.experiment;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.kumiki.node.model.HeldModels;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** The next experiment, for the scientist: campaigns on private candidates. Nothing leaves. */
@Controller("/api/v1/campaigns")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CampaignController {
  private final Campaigns campaigns;
  private final SuggestionWorker worker;
  private final CandidateTables tables;

  CampaignController(Campaigns campaigns, SuggestionWorker worker, CandidateTables tables) {
    this.tables = tables;
    this.campaigns = campaigns;
    this.worker = worker;
  }

  /**
   * A new campaign.
   *
   * @param file the campaign file (YAML text)
   * @param raw SHA-256 of an uploaded table of candidates, with the {@code mapping} (YAML text)
   * @param by who asks, where the caller is the machine's owner
   */
  @Serdeable
  record BeginRequest(
      String name,
      String file,
      @Nullable String raw,
      @Nullable String mapping,
      @Nullable String by) {}

  /** How many experiments are wanted, 1 to 100. */
  @Serdeable
  record AskRequest(int count, @Nullable String by) {}

  /**
   * What came of an experiment.
   *
   * @param suggestion as 2.1; null for an own idea, which has {@code values} by name
   * @param results one for each objective, in its unit; null for a failure
   * @param failed that nothing could be measured
   */
  @Serdeable
  record ObservationRequest(
      @Nullable String suggestion,
      @Nullable Map<String, Double> values,
      @Nullable List<Double> results,
      @Nullable Boolean failed,
      @Nullable String note,
      @Nullable String by) {}

  /** Who takes a record back. */
  @Serdeable
  record WithdrawalRequest(@Nullable String by) {}

  /** A property, its unit's symbol, and what was best measured in this campaign. */
  @Serdeable
  record ObjectiveView(String property, String term, String unit, @Nullable Double best) {}

  /**
   * A campaign in short; {@code candidates} is null where they are continuous, {@code warnings} say
   * in English which of its models were withdrawn or fetched.
   */
  @Serdeable
  record CampaignView(
      String name,
      List<ObjectiveView> objectives,
      @Nullable Double candidates,
      int batches,
      boolean working,
      @Nullable String refusal,
      List<String> warnings,
      long measured,
      long failed,
      OffsetDateTime madeAt) {}

  /** One thing to set. */
  @Serdeable
  record SettingView(String name, String value, String unit) {}

  /** What is expected of one property; see the campaign's objectives for its unit. */
  @Serdeable
  record PredictionView(
      double mean, double std, @Nullable Double chanceBetter, double known, double trust) {}

  /** An experiment to make, and its results once they are known. */
  @Serdeable
  record SuggestionView(
      String id,
      List<SettingView> settings,
      List<PredictionView> predictions,
      double worth,
      double probabilityFeasible,
      @Nullable Double cost,
      @Nullable String nearest,
      List<String> why,
      @Nullable List<Double> results,
      boolean failed) {}

  /** A record; {@code results} is null for a failure. */
  @Serdeable
  record ObservationView(
      long id,
      @Nullable String suggestion,
      List<SettingView> settings,
      @Nullable List<Double> results,
      String note,
      String madeBy,
      OffsetDateTime madeAt,
      boolean withdrawn) {}

  /** Predictions against measurements of one objective, in its unit; null where undefined. */
  @Serdeable
  record CheckView(
      long count, @Nullable Double mae, @Nullable Double rmse, @Nullable Double within90) {}

  /** A campaign with everything in it. */
  @Serdeable
  record CourseView(
      CampaignView campaign,
      List<SuggestionView> suggestions,
      List<ObservationView> observations,
      List<CheckView> checks) {}

  /** All campaigns, the newest first. */
  @Get
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  List<CampaignView> list() {
    return campaigns.store().campaigns().stream()
        .map(row -> view(refusing(() -> CampaignCourse.of(row, campaigns))))
        .toList();
  }

  /** A table of candidates, kept unchanged under its hash. */
  @Serdeable
  record TableView(String sha256, long bytes) {}

  /**
   * Keeps a table of candidates (CSV) for a campaign that is to begin; at most 256 MiB, and all
   * together no more than the node's setting lets them take.
   *
   * @param by who asks, where the caller is the machine's owner
   */
  @Put("/{name}/table")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  TableView table(
      HttpRequest<?> http,
      String name,
      @Nullable @QueryValue String by,
      @Nullable @Body InputStream bytes)
      throws IOException {
    refusing(
        () -> {
          Campaigns.requireName(name);
          return name;
        });
    if (campaigns.store().find(name).isPresent()) {
      throw new ProblemException(
          ExperimentProblem.CAMPAIGN_REFUSED,
          "this campaign has begun and its candidates are fixed: begin another one");
    }
    try {
      CandidateTable kept =
          tables.put(
              CandidateController.upload(http, name, by),
              bytes == null ? InputStream.nullInputStream() : bytes);
      return new TableView(kept.sha256(), kept.bytes());
    } catch (CampaignRefused e) {
      throw new ProblemException(ExperimentProblem.CAMPAIGN_REFUSED, e.getMessage());
    }
  }

  /** Begins a campaign; everything in its file is tried first. */
  @Post
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<CampaignView> begin(HttpRequest<?> http, @Body BeginRequest request) {
    String by = name(http, request.by());
    CampaignRow row =
        refusing(
            () ->
                campaigns.begin(
                    request.name(), request.file(), request.raw(), request.mapping(), by));
    return HttpResponse.status(HttpStatus.CREATED).body(view(course(row.name())));
  }

  /** A campaign: suggestions, results, and how far predictions agree with experiments. */
  @Get("/{name}")
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  CourseView show(String name) {
    CampaignCourse course = course(name);
    return new CourseView(
        view(course),
        course.suggestions().stream().map(one -> view(course, one)).toList(),
        course.observations().stream().map(one -> view(course, one)).toList(),
        IntStream.range(0, course.question().objectives().size())
            .mapToObj(k -> view(course.check(k)))
            .toList());
  }

  /** Asks for the next experiments; they are worked out beside the request. */
  @Post("/{name}/batches")
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<CampaignView> ask(HttpRequest<?> http, String name, @Body AskRequest request) {
    String by = name(http, request.by());
    CampaignRow row = row(name);
    refusing(() -> campaigns.ask(row, request.count(), by));
    worker.wake();
    return HttpResponse.status(HttpStatus.ACCEPTED).body(view(course(name)));
  }

  /** Records a result or a failure. */
  @Post("/{name}/observations")
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<ObservationView> observe(
      HttpRequest<?> http, String name, @Body ObservationRequest request) {
    String by = name(http, request.by());
    CampaignRow row = row(name);
    Observation kept = refusing(() -> observe(row, request, by));
    return HttpResponse.status(HttpStatus.CREATED).body(view(course(name), kept));
  }

  /** Takes a record back that was a mistake; it stays readable and counts no more. */
  @Post("/{name}/observations/{id}/withdrawal")
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  CampaignView withdraw(
      HttpRequest<?> http, String name, long id, @Body WithdrawalRequest request) {
    withdraw(row(name), id, name(http, request.by()));
    return view(course(name));
  }

  void withdraw(CampaignRow row, long id, String by) {
    if (!campaigns.store().withdraw(row.id(), id, by)) {
      throw new ProblemException(
          CommonProblem.NOT_FOUND, "This campaign has no record of this number");
    }
  }

  private Observation observe(CampaignRow row, ObservationRequest request, String by) {
    boolean failed = Boolean.TRUE.equals(request.failed());
    if (failed == (request.results() != null && !request.results().isEmpty())) {
      throw new CampaignRefused("give either results, or that the experiment failed");
    }
    if ((request.suggestion() == null) == (request.values() == null)) {
      throw new CampaignRefused("name either a suggestion, or the values that were set");
    }
    List<Double> results = failed ? List.of() : request.results();
    String note = request.note() == null ? "" : request.note();
    return request.suggestion() == null
        ? campaigns.observe(row, request.values(), results, note, by)
        : campaigns.observe(
            row, campaigns.suggestion(row, request.suggestion()), results, note, by);
  }

  CampaignCourse course(String name) {
    CampaignRow row = row(name);
    return refusing(() -> CampaignCourse.of(row, campaigns));
  }

  CampaignRow row(String name) {
    return campaigns
        .store()
        .find(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    ExperimentProblem.NO_SUCH_CAMPAIGN,
                    "No campaign of this name is here: 'kumiki node campaigns' lists them"));
  }

  static String name(HttpRequest<?> http, @Nullable String stated) {
    String by = Person.of(http).signature(stated);
    if (by == null || by.isBlank()) {
      throw new ProblemException(CommonProblem.BAD_REQUEST, "Say who asks, in 'by'");
    }
    return by;
  }

  static <T> T refusing(Supplier<T> step) {
    try {
      return step.get();
    } catch (CampaignRefused e) {
      throw new ProblemException(ExperimentProblem.CAMPAIGN_REFUSED, e.getMessage());
    }
  }

  private static CampaignView view(CampaignCourse course) {
    CampaignRow row = course.campaign();
    List<ObjectiveView> objectives =
        IntStream.range(0, course.question().objectives().size())
            .mapToObj(
                k ->
                    new ObjectiveView(
                        course.question().objectives().get(k).name(),
                        course.question().targets().get(k).term(),
                        course.question().objectives().get(k).unit(),
                        course.best(k).orElse(null)))
            .toList();
    int batches = course.rounds().size();
    return new CampaignView(
        row.name(),
        objectives,
        Double.isInfinite(row.candidates()) ? null : row.candidates(),
        batches,
        course.working(),
        batches == 0 ? null : course.rounds().get(batches - 1).refusal(),
        warnings(course),
        course.counting().size() - course.failures(),
        course.failures(),
        row.madeAt());
  }

  private static List<String> warnings(CampaignCourse course) {
    List<String> warnings = new ArrayList<>();
    course
        .withdrawn()
        .forEach(
            why -> warnings.add("a model that it starts from was withdrawn: " + why.english()));
    if (course.fetched()) {
      warnings.add("a model that it starts from is " + HeldModels.FETCHED);
    }
    return warnings;
  }

  private static SuggestionView view(CampaignCourse course, Suggested one) {
    Observation answer = course.answer(one).orElse(null);
    return new SuggestionView(
        one.label(),
        settings(one.settings()),
        one.predictions().stream()
            .map(p -> new PredictionView(p.mean(), p.std(), p.chanceBetter(), p.known(), p.trust()))
            .toList(),
        one.worth(),
        one.feasible(),
        one.cost(),
        one.nearest(),
        one.why(),
        answer == null || answer.failed() ? null : answer.results(),
        answer != null && answer.failed());
  }

  private static ObservationView view(CampaignCourse course, Observation one) {
    return new ObservationView(
        one.id(),
        course.suggestions().stream()
            .filter(s -> one.suggested() != null && s.id() == one.suggested())
            .map(Suggested::label)
            .findFirst()
            .orElse(null),
        settings(one.settings()),
        one.failed() ? null : one.results(),
        one.note(),
        one.madeBy(),
        one.madeAt(),
        !one.counts());
  }

  private static List<SettingView> settings(List<Setting> settings) {
    return settings.stream().map(s -> new SettingView(s.name(), s.value(), s.unit())).toList();
  }

  private static CheckView view(CampaignCourse.Check check) {
    boolean none = check.pairs().isEmpty();
    return new CheckView(
        check.pairs().size(),
        none ? null : check.errors().mae(),
        none ? null : check.errors().rmse(),
        none ? null : check.coverage().share());
  }
}
