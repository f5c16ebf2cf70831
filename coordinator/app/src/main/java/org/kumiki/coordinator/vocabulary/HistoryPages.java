package org.kumiki.coordinator.vocabulary;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Optional;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.change.TermDiff;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** What became of the vocabulary: its changes and its releases. */
@Hidden
@Controller("/vocabulary")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class HistoryPages {
  private static final int MOST_CHANGES = 50;

  /** More terms than somebody reads at once; the API has all. */
  private static final int MOST_TERMS = 100;

  private final VocabularyStore store;
  private final ReleaseStore releases;
  private final RoomPages pages;

  HistoryPages(VocabularyStore store, ReleaseStore releases, Pages pages) {
    this.store = store;
    this.releases = releases;
    this.pages = pages.of(HistoryPages.class);
  }

  /**
   * Changes, the newest first.
   *
   * @param older where those before are
   */
  public record Changes(List<EntryHead> heads, Optional<String> older) {}

  /** What a change or a release did, term by term. */
  public record Differences(List<TermChange> terms, int total) {
    /** How many terms are not shown. */
    public int hidden() {
      return total - terms.size();
    }
  }

  /** One change. */
  public record Change(EntryHead head, Differences differences) {}

  /**
   * One release.
   *
   * @param against the release that it is compared with; empty if there is no other
   * @param others the other releases, the newest first
   */
  public record Released(
      ReleaseStore.Published release,
      Optional<Integer> against,
      List<Integer> others,
      Differences differences) {}

  /** The newest changes of the whole vocabulary. */
  @Get(uri = "/changes", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> changes(HttpRequest<?> request, @QueryValue @Nullable Long before) {
    List<EntryHead> heads =
        store.changes(before == null ? Long.MAX_VALUE : before, MOST_CHANGES + 1);
    boolean more = heads.size() > MOST_CHANGES;
    List<EntryHead> shown = more ? heads.subList(0, MOST_CHANGES) : heads;
    Optional<String> older =
        more
            ? Optional.of("/vocabulary/changes?before=" + shown.get(MOST_CHANGES - 1).sequence())
            : Optional.empty();
    return pages.show(
        request, "changes", pages.words(request).say("changes.title"), new Changes(shown, older));
  }

  /** One change with what it did. */
  @Get(uri = "/changes/{sequence}", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> change(HttpRequest<?> request, long sequence) {
    EntryHead head =
        store
            .head(sequence)
            .orElseThrow(
                () -> new ProblemException(CommonProblem.NOT_FOUND, "There is no such change"));
    Patch patch = store.entry(sequence).orElseThrow().change().patch();
    return pages.show(
        request,
        "change",
        pages.words(request).say("change.title", sequence),
        new Change(head, differences(request, patch)));
  }

  /** All releases. */
  @Get(uri = "/releases", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> releases(HttpRequest<?> request) {
    return pages.show(
        request, "releases", pages.words(request).say("releases.title"), releases.all());
  }

  /** One release, compared with the one before or another. */
  @Get(uri = "/releases/{version}", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> release(
      HttpRequest<?> request, int version, @QueryValue @Nullable Integer against) {
    ReleaseStore.Published release = releases.find(version).orElseThrow(HistoryPages::noRelease);
    List<Integer> others =
        releases.all().stream()
            .map(ReleaseStore.Published::version)
            .filter(other -> other != version)
            .toList();
    Optional<Integer> other =
        Optional.ofNullable(against).or(() -> Optional.of(version - 1).filter(others::contains));
    Differences differences =
        other
            .map(base -> releases.between(base, version).orElseThrow(HistoryPages::noRelease))
            .map(patch -> differences(request, patch))
            .orElseGet(() -> new Differences(List.of(), 0));
    return pages.show(
        request,
        "release",
        pages.words(request).say("release.title", version),
        new Released(release, other, others, differences));
  }

  private Differences differences(HttpRequest<?> request, Patch patch) {
    String language = pages.words(request).language().tag();
    List<TermDiff> diffs = TermDiff.of(patch);
    List<TermDiff> shown = diffs.subList(0, Math.min(diffs.size(), MOST_TERMS));
    return new Differences(store.read(now -> TermChange.of(now, shown, language)), diffs.size());
  }

  private static ProblemException noRelease() {
    return new ProblemException(CommonProblem.NOT_FOUND, "There is no such release");
  }
}
