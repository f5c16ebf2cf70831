package org.kumiki.coordinator.vocabulary;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import org.kumiki.ontology.browse.TermPage;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** A term's page: so far no more than its labels, under the address that stays. */
@Hidden
@Controller("/vocabulary/terms")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TermPageController {
  private final VocabularyStore store;
  private final RoomPages pages;

  TermPageController(VocabularyStore store, Pages pages) {
    this.store = store;
    this.pages = pages.of(TermPageController.class);
  }

  /** The page of a term of the shared vocabulary. */
  @Get(uri = "/{name}", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> term(HttpRequest<?> request, String name) {
    TermPage page =
        store
            .read(now -> TermPage.of(now.graph(), Names.TERM + name))
            .orElseThrow(TermController::unknown);
    String english = page.term().label("en").orElse(name);
    return pages.show(request, "term", english, page);
  }
}
