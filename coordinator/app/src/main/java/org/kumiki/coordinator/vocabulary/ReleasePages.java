package org.kumiki.coordinator.vocabulary;

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
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.FormText;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.page.Trouble;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Releases: what nodes use, each compared with another, and the form that makes the next. */
@Hidden
@Controller("/vocabulary/releases")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class ReleasePages {
  /** Of each language; both together stay below what {@link ReleaseController} takes. */
  private static final int LONGEST_NOTE = 900;

  private final VocabularyStore store;
  private final ReleaseStore releases;
  private final RoomPages pages;

  ReleasePages(VocabularyStore store, ReleaseStore releases, Pages pages) {
    this.store = store;
    this.releases = releases;
    this.pages = pages.of(ReleasePages.class);
  }

  /**
   * All releases, the newest first.
   *
   * @param ahead how many changes the newest one lacks
   */
  public record All(List<ReleaseStore.Published> releases, long ahead, Map<String, String> typed) {
    /** What was typed into a field. */
    public String value(String field) {
      return typed.getOrDefault(field, "");
    }
  }

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

  /** All releases. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> releases(HttpRequest<?> request) {
    return pages.show(request, "releases", title(request), all(Map.of()));
  }

  private String title(HttpRequest<?> request) {
    return pages.words(request).say("releases.title");
  }

  private All all(Map<String, String> typed) {
    List<ReleaseStore.Published> all = releases.all();
    long last = all.isEmpty() ? 0 : all.get(0).signed().release().sequence();
    return new All(all, store.read(Snapshot::sequence) - last, typed);
  }

  /** Freezes and signs the vocabulary as it is. */
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.CURATOR)
  HttpResponse<?> release(HttpRequest<?> request, @Body String form) {
    Map<String, String> typed = FormText.parse(form);
    String en = typed.getOrDefault("noteEn", "").strip();
    String ja = typed.getOrDefault("noteJa", "").strip();
    Wording words = pages.words(request);
    if (en.isEmpty() || ja.isEmpty() || Math.max(en.length(), ja.length()) > LONGEST_NOTE) {
      return again(
          request, typed, 400, words.say("release.no-note", LONGEST_NOTE), "release.no-note.next");
    }
    Person person = Person.of(request);
    ReleaseStore.Outcome outcome =
        releases.release(en + "\n" + ja, person.signature(person.name()));
    if (outcome instanceof ReleaseStore.Outcome.NothingNew same) {
      return again(
          request,
          typed,
          409,
          words.say("release.nothing-new", same.version()),
          "release.nothing-new.next");
    }
    if (outcome instanceof ReleaseStore.Outcome.Incomplete incomplete) {
      return again(
          request,
          typed,
          409,
          words.say("release.incomplete") + " " + incomplete.sentence(),
          "release.incomplete.next");
    }
    int version = ((ReleaseStore.Outcome.Released) outcome).release().version();
    return RoomPages.after("/vocabulary/releases/" + version, "released");
  }

  private HttpResponse<?> again(
      HttpRequest<?> request, Map<String, String> typed, int status, String text, String next) {
    Wording words = pages.words(request);
    Trouble trouble = new Trouble(status, words.say("release.not"), text, words.say(next), "");
    return pages.again(request, "releases", title(request), all(typed), trouble);
  }

  /** One release, compared with the one before or another. */
  @Get(uri = "/{version}", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> release(
      HttpRequest<?> request, int version, @QueryValue @Nullable Integer against) {
    ReleaseStore.Published release = releases.find(version).orElseThrow(ReleasePages::unknown);
    List<Integer> others =
        releases.all().stream()
            .map(ReleaseStore.Published::version)
            .filter(other -> other != version)
            .toList();
    Optional<Integer> other =
        Optional.ofNullable(against).or(() -> Optional.of(version - 1).filter(others::contains));
    String language = pages.words(request).language().tag();
    Differences differences =
        other
            .map(base -> releases.between(base, version).orElseThrow(ReleasePages::unknown))
            .map(comparison -> Differences.of(store, comparison.patch(), language))
            .orElse(Differences.NONE);
    return pages.show(
        request,
        "release",
        pages.words(request).say("release.title", version),
        new Released(release, other, others, differences));
  }

  private static ProblemException unknown() {
    return new ProblemException(CommonProblem.NOT_FOUND, "There is no such release");
  }
}
