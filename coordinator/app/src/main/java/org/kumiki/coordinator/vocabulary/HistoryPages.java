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
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** What became of the vocabulary: its changes. */
@Hidden
@Controller("/vocabulary")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class HistoryPages {
  private static final int MOST_CHANGES = 50;

  private final VocabularyStore store;
  private final RoomPages pages;

  HistoryPages(VocabularyStore store, Pages pages) {
    this.store = store;
    this.pages = pages.of(HistoryPages.class);
  }

  /**
   * Changes, the newest first.
   *
   * @param older where those before are
   */
  public record Changes(List<EntryHead> heads, Optional<String> older) {}

  /** One change. */
  public record Change(EntryHead head, Differences differences) {
    /** The number of the proposal that was accepted with it, where votes and undo stand. */
    public Optional<String> proposal() {
      return head.origin().proposal().filter(number -> number.matches("[0-9]{1,18}"));
    }
  }

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
    Optional<Patch> patch = store.patch(head);
    return pages.show(
        request,
        "change",
        pages.words(request).say("change.title", sequence),
        new Change(head, Differences.of(store, patch, pages.words(request).language().tag())));
  }
}
