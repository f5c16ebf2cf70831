package org.kumiki.node.participation;

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
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.round.RoundPlan;
import org.kumiki.exchange.study.Study;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.identity.RosterPins;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.node.participation.StudyStore.RowCounts;
import org.kumiki.node.vocabulary.VocabularyReleases;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.FormText;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.http.Troubles;
import org.kumiki.platform.page.Language;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.page.Trouble;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** Pages on which a steward decides on studies; scientists and auditors see them. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
public final class StudyPages {
  private final Studies studies;
  private final DatasetStore datasets;
  private final RosterPins rosters;
  private final VocabularyReleases releases;
  private final RoomPages pages;

  StudyPages(
      Studies studies,
      DatasetStore datasets,
      RosterPins rosters,
      VocabularyReleases releases,
      Pages pages) {
    this.studies = studies;
    this.datasets = datasets;
    this.rosters = rosters;
    this.releases = releases;
    this.pages = pages.of(StudyPages.class);
  }

  /** What waits for a steward. */
  @Get(uri = "/decisions", produces = MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD, Role.AUDITOR})
  @Menu(
      place = 20,
      words = "menu.decisions",
      covers = {"/rules", "/questions"})
  HttpResponse<String> decisions(HttpRequest<?> request) {
    List<StudyRow> waiting =
        studies.store().all().stream().filter(Entry::waits).map(StudyRow::of).toList();
    String title = pages.words(request).say("decisions.title");
    return pages.show(request, "decisions", title, waiting);
  }

  /** All studies that were proposed here. */
  @Get(uri = "/studies", produces = MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD, Role.AUDITOR})
  @Menu(place = 30, words = "menu.studies")
  HttpResponse<String> list(HttpRequest<?> request) {
    List<StudyRow> all = studies.store().all().stream().map(StudyRow::of).toList();
    return pages.show(request, "studies", pages.words(request).say("studies.title"), all);
  }

  /** One study, with what it would take and give. */
  @Get(uri = "/studies/{hash}", produces = MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD, Role.AUDITOR})
  HttpResponse<String> study(
      HttpRequest<?> request, String hash, @Nullable @QueryValue String count) {
    Entry entry = find(hash);
    return pages.show(
        request, "study", entry.study().title(), view(request, entry, count != null, ""));
  }

  /** Approves exactly this hash. */
  @Post("/studies/{hash}/approval")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.STEWARD)
  HttpResponse<?> approve(HttpRequest<?> request, String hash, @Body String form) {
    Entry entry = find(hash);
    Optional<String> dataset =
        Optional.ofNullable(FormText.parse(form).get("dataset")).filter(name -> !name.isEmpty());
    Consents.Answer answer =
        studies.consents().approve(hash, StudyController.name(request, null), dataset);
    return answer instanceof Consents.Answer.NotApproved no
        ? again(request, entry, no.notes(), "")
        : RoomPages.after("/studies/" + hash, "approved");
  }

  /** Declines exactly this hash, or takes an approval back. */
  @Post("/studies/{hash}/refusal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.STEWARD)
  HttpResponse<?> decline(HttpRequest<?> request, String hash, @Body String form) {
    Entry entry = find(hash);
    Map<String, String> fields = FormText.parse(form);
    String typed = fields.getOrDefault("reason", "");
    String by = StudyController.name(request, null);
    Optional<Note> why;
    try {
      why = studies.consents().decline(hash, by, ReleasedReason.of(typed));
    } catch (ProblemException e) {
      return again(request, entry, Troubles.of(e, language(request)), typed);
    }
    return why.isPresent()
        ? again(request, entry, List.of(why.get()), typed)
        : RoomPages.after("/studies/" + hash, "declined");
  }

  private HttpResponse<String> again(
      HttpRequest<?> request, Entry entry, List<Note> notes, String typed) {
    String text =
        notes.stream().map(note -> words(request, note)).reduce((a, b) -> a + " " + b).orElse("");
    Trouble trouble =
        new Trouble(
            CommonProblem.CONFLICT.status(),
            pages.words(request).say("not-taken.title"),
            text,
            pages.words(request).say("not-taken.next"),
            "");
    return again(request, entry, trouble, typed);
  }

  private HttpResponse<String> again(
      HttpRequest<?> request, Entry entry, Trouble trouble, String typed) {
    Entry now = find(entry.hash());
    return pages.again(
        request, "study", now.study().title(), view(request, now, false, typed), trouble);
  }

  private String words(HttpRequest<?> request, Note note) {
    return pages.words(request).say("note." + note.topic().name(), note.values().toArray());
  }

  private ConsentView view(HttpRequest<?> request, Entry entry, boolean counted, String typed) {
    Study study = entry.study();
    Language language = language(request);
    Vocabulary vocabulary = releases.current();
    Consents.Prospect prospect = studies.consents().prospect(entry);
    Optional<DatasetVersion> version =
        entry.datasetVersion().flatMap(datasets::find).or(prospect::rows);
    return new ConsentView(
        entry,
        StudyRow.of(entry),
        RoundPlan.of(study),
        prospect,
        version,
        counts(entry, version, counted),
        study.features().stream().map(f -> TermView.of(f, vocabulary, language)).toList(),
        study.target().map(f -> TermView.of(f, vocabulary, language)),
        study.conditions().stream().map(c -> TermView.of(c, vocabulary, language)).toList(),
        rosters.find(study.rosterHash()).map(StudyPages::colluding).orElse(0),
        studies.store().released(entry.hash()),
        typed);
  }

  /** As the last local step counted them; before the first, as it would. */
  private Optional<RowCounts> counts(
      Entry entry, Optional<DatasetVersion> version, boolean counted) {
    if (entry.rows().used() > 0 || !entry.study().readsRows() || entry.ended()) {
      return Optional.of(entry.rows()).filter(rows -> entry.study().readsRows());
    }
    return version.flatMap(v -> studies.previews().of(entry.study(), v, counted));
  }

  private static int colluding(RosterSnapshot roster) {
    return roster.parameters().colluding();
  }

  private Language language(HttpRequest<?> request) {
    return pages.words(request).language();
  }

  private Entry find(String hash) {
    return studies
        .store()
        .find(hash)
        .orElseThrow(
            () ->
                new ProblemException(
                    CommonProblem.NOT_FOUND, "No study with this hash was proposed here"));
  }
}
