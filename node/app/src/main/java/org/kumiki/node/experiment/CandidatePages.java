package org.kumiki.node.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.core.annotation.Nullable;
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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.ImportRefused;
import org.kumiki.node.dataset.MappedFile;
import org.kumiki.node.model.HeldModels;
import org.kumiki.node.transfer.PersonalModels;
import org.kumiki.node.vocabulary.VocabularyReleases;
import org.kumiki.platform.http.FileForm;
import org.kumiki.platform.http.FormText;
import org.kumiki.platform.http.StreamedForm;
import org.kumiki.platform.http.UnreadableForm;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.page.Trouble;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/**
 * Pages on which a scientist brings a table of candidates, sees what was read of it, and begins a
 * campaign on it.
 */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class CandidatePages {
  private final CandidateTables tables;
  private final CandidateController api;
  private final Campaigns campaigns;
  private final CandidateModels models;
  private final DatasetStore datasets;
  private final VocabularyReleases releases;
  private final RoomPages pages;

  CandidatePages(
      CandidateTables tables,
      CandidateController api,
      Campaigns campaigns,
      HeldModels held,
      PersonalModels personal,
      DatasetStore datasets,
      VocabularyReleases releases,
      Pages pages) {
    this.tables = tables;
    this.api = api;
    this.campaigns = campaigns;
    this.models = new CandidateModels(held, personal, datasets, releases::inForce);
    this.datasets = datasets;
    this.releases = releases;
    this.pages = pages.of(CandidatePages.class);
  }

  /** All tables, and the form that brings one. */
  @Get(uri = "/candidates", produces = MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<String> list(HttpRequest<?> request) {
    return pages.show(
        request, "candidates", pages.words(request).say("tables"), all(request, Map.of()));
  }

  /** Keeps a table. The file comes last in the form and is written as it comes. */
  @Post("/candidates")
  @Consumes(MediaType.ALL)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<?> upload(HttpRequest<?> request, @Body @Nullable InputStream body)
      throws IOException {
    String type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
    Map<String, String> typed = Map.of();
    try {
      StreamedForm form =
          StreamedForm.open(
              type == null ? "" : type, body == null ? InputStream.nullInputStream() : body);
      typed = Map.of("dataset", form.text("dataset"), "mapping", form.text("mapping"));
      CandidateTables.requireMapping(form.text("mapping"));
      CandidateTable kept = keep(request, form);
      if (kept.mapping().isEmpty() || CandidateTables.mayRemove(kept, Person.of(request))) {
        mapping(form.text("mapping"), form.text("dataset"))
            .ifPresent(mapping -> tables.map(kept, mapping));
      }
      return RoomPages.after("/candidates/" + kept.sha256(), "uploaded");
    } catch (CampaignRefused | UnreadableForm e) {
      return againInList(request, typed, e.getMessage());
    }
  }

  private CandidateTable keep(HttpRequest<?> request, StreamedForm form) throws IOException {
    StreamedForm.File file =
        form.file().orElseThrow(() -> new CampaignRefused("no file was chosen: choose a table"));
    CandidateTables.Upload known = CandidateController.upload(request, file.name(), null);
    return tables.put(
        new CandidateTables.Upload(
            known.name(),
            Math.max(0, known.declaredBytes() - file.otherBytes()),
            known.account(),
            known.madeBy()),
        file.content());
  }

  /** What was typed, or else that of a dataset. */
  private Optional<String> mapping(String typed, String dataset) {
    return typed.isBlank()
        ? datasets.newest(dataset).map(DatasetVersion::id).flatMap(datasets::mapping)
        : Optional.of(typed);
  }

  /** One table: what was read of it and, with a model, which rows are candidates. */
  @Get(uri = "/candidates/{sha256}", produces = MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<String> show(
      HttpRequest<?> request, String sha256, @Nullable @QueryValue String model) {
    CandidateTable table = api.table(sha256);
    Map<String, String> typed = model == null ? Map.of() : Map.of("model", model);
    return pages.show(request, "candidate", table.name(), view(request, table, typed));
  }

  /** Reads the table by another mapping from now on. */
  @Post("/candidates/{sha256}/mapping")
  @Consumes(MediaType.ALL)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<?> map(HttpRequest<?> request, String sha256, @Body @Nullable byte[] body) {
    CandidateTable table = api.table(sha256);
    String type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
    String mapping =
        FileForm.parse(type == null ? "" : type, body == null ? new byte[0] : body).text("mapping");
    return tried(
        request,
        table,
        Map.of(),
        () -> {
          if (mapping.isBlank()) {
            throw new CampaignRefused("the mapping is empty: write which column is which term");
          }
          tables.map(table, mapping);
          return RoomPages.after("/candidates/" + sha256, "mapped");
        });
  }

  /** Removes a table that no campaign reads. */
  @Post("/candidates/{sha256}/removal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<?> remove(HttpRequest<?> request, String sha256) throws IOException {
    CandidateTable table = api.table(sha256);
    try {
      api.remove(table, Person.of(request));
      return RoomPages.after("/candidates", "removed");
    } catch (CampaignRefused e) {
      return againInList(request, Map.of(), e.getMessage());
    }
  }

  /** Begins a campaign on the table. */
  @Post("/candidates/{sha256}/campaign")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<?> begin(HttpRequest<?> request, String sha256, @Body String form) {
    CandidateTable table = api.table(sha256);
    Map<String, String> typed = FormText.parse(form);
    return tried(
        request,
        table,
        typed,
        () -> {
          String mapping = requireMapping(table);
          if (!table.reading().equals(typed.get("reading"))) {
            throw new CampaignRefused(
                "somebody has changed how the table is read: look at the rows again, then begin");
          }
          String file =
              models.file(
                  choice(table, mapping, typed.getOrDefault("model", "")),
                  goal(typed),
                  typed.getOrDefault("acquisition", "ei"));
          CampaignRow row =
              campaigns.begin(
                  typed.getOrDefault("name", "").strip(),
                  file,
                  sha256,
                  mapping,
                  CandidateController.upload(request, "", null).madeBy());
          return RoomPages.after("/experiments/" + row.name(), "begun");
        });
  }

  /** A step of a campaign that is refused in words. */
  private interface Step {
    HttpResponse<?> take();
  }

  private HttpResponse<?> tried(
      HttpRequest<?> request, CandidateTable table, Map<String, String> typed, Step step) {
    try {
      return step.take();
    } catch (CampaignRefused e) {
      return pages.again(
          request,
          "candidate",
          table.name(),
          view(request, table, typed),
          trouble(request, e.getMessage()));
    }
  }

  private HttpResponse<?> againInList(
      HttpRequest<?> request, Map<String, String> typed, String sentence) {
    return pages.again(
        request,
        "candidates",
        pages.words(request).say("tables"),
        all(request, typed),
        trouble(request, sentence));
  }

  private Trouble trouble(HttpRequest<?> request, String sentence) {
    Wording words = pages.words(request);
    return new Trouble(
        ExperimentProblem.CAMPAIGN_REFUSED.status(),
        words.say("refused.title"),
        words.say("refused.text"),
        words.say("refused.next"),
        sentence);
  }

  private static String requireMapping(CandidateTable table) {
    return table
        .mapping()
        .orElseThrow(
            () -> new CampaignRefused("nobody said how the table is read: give a mapping first"));
  }

  private CandidateModels.Choice choice(CandidateTable table, String mapping, String code) {
    return models.of(open(table, mapping).columns()).stream()
        .filter(one -> one.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new CampaignRefused("choose a model from the list"));
  }

  private MappedFile open(CandidateTable table, String mapping) {
    try {
      return tables.open(table.sha256(), mapping, releases.inForce());
    } catch (ImportRefused e) {
      throw new CampaignRefused(e.getMessage());
    } catch (IOException e) {
      throw new CampaignRefused("the table's file cannot be read: upload it again");
    }
  }

  /** Maximise, minimise, or as near as possible to a number. */
  private static JsonNode goal(Map<String, String> typed) {
    String goal = typed.getOrDefault("goal", "maximise");
    return goal.equals("target")
        ? JsonNodeFactory.instance
            .objectNode()
            .put("target", ExperimentPages.number(typed.getOrDefault("target", "")))
        : JsonNodeFactory.instance.textNode(goal);
  }

  private CandidateView.All all(HttpRequest<?> request, Map<String, String> typed) {
    Person person = Person.of(request);
    return new CandidateView.All(
        tables.all().stream()
            .map(
                one ->
                    new CandidateView.Line(
                        one, CandidatePresenter.size(one.bytes()), isRemovable(one, person)))
            .toList(),
        CandidatePresenter.size(tables.usedBytes()),
        CandidatePresenter.size(tables.mostBytes()),
        datasets.versions().stream().map(DatasetVersion::dataset).distinct().toList(),
        typed);
  }

  private static boolean isRemovable(CandidateTable table, Person person) {
    return table.campaigns().isEmpty() && CandidateTables.mayRemove(table, person);
  }

  private CandidateView view(
      HttpRequest<?> request, CandidateTable table, Map<String, String> typed) {
    CandidatePresenter presenter = new CandidatePresenter(pages.words(request), releases.inForce());
    String unreadable = "";
    Optional<CandidateView.Read> read = Optional.empty();
    List<CandidateModels.Choice> choices = List.of();
    if (table.mapping().isPresent()) {
      try {
        MappedFile file = open(table, table.mapping().get());
        file.forEach(row -> {});
        read = Optional.of(presenter.read(file.report()));
        choices = models.of(file.columns());
      } catch (CampaignRefused | ImportRefused e) {
        unreadable = e.getMessage();
      } catch (IOException e) {
        unreadable = "the table's file cannot be read: upload it again";
      }
    }
    String code = typed.getOrDefault("model", "");
    Optional<CandidateModels.Choice> chosen =
        choices.stream().filter(one -> one.code().equals(code)).findFirst();
    Checked checked = checked(presenter, table, chosen);
    return new CandidateView(
        table,
        CandidatePresenter.size(table.bytes()),
        isRemovable(table, Person.of(request)),
        table.mapping().orElse(""),
        unreadable,
        read,
        choices.stream().map(presenter::model).toList(),
        chosen.map(CandidateModels.Choice::code).orElse(""),
        checked.check(),
        checked.impossible(),
        typed);
  }

  /** What a model says to the rows, or why it cannot. */
  private record Checked(Optional<CandidateView.Check> check, String impossible) {}

  private Checked checked(
      CandidatePresenter presenter, CandidateTable table, Optional<CandidateModels.Choice> chosen) {
    if (chosen.isEmpty()) {
      return new Checked(Optional.empty(), "");
    }
    JsonNode any = JsonNodeFactory.instance.textNode("maximise");
    try {
      TableCheck check =
          campaigns.check(
              models.file(chosen.get(), any, "ei"), table, table.mapping().orElseThrow());
      return new Checked(Optional.of(presenter.check(chosen.get(), check)), "");
    } catch (CampaignRefused e) {
      return new Checked(Optional.empty(), e.getMessage());
    }
  }
}
