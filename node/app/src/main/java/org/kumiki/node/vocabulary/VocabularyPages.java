package org.kumiki.node.vocabulary;

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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kumiki.ontology.release.SignedRelease;
import org.kumiki.ontology.release.TermUpgrade;
import org.kumiki.ontology.search.SearchRequest;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/**
 * The vocabulary as this node speaks it: its terms, what own columns are mapped to, and what
 * another release would change. To look at; a steward chooses a release by command.
 */
@Hidden
@Controller("/vocabulary")
@ExecuteOn(TaskExecutors.BLOCKING)
final class VocabularyPages {
  private static final int MOST_FOUND = 50;

  /** Who works with own rows, and so with the names of their columns. */
  private static final Set<Role> READS_COLUMNS = EnumSet.of(Role.SCIENTIST, Role.STEWARD);

  private final VocabularyReleases releases;
  private final OwnColumns columns;
  private final TermFinder finder = new TermFinder();
  private final RoomPages pages;

  VocabularyPages(VocabularyReleases releases, OwnColumns columns, Pages pages) {
    this.releases = releases;
    this.columns = columns;
    this.pages = pages.of(VocabularyPages.class);
  }

  /** A search, the releases, what the newest or another would change, and own columns. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  @Menu(place = 45)
  HttpResponse<String> overview(
      HttpRequest<?> request, @QueryValue @Nullable String q, @QueryValue @Nullable Integer to) {
    Wording words = pages.words(request);
    String typed = q == null ? "" : q.strip();
    String query = typed.substring(0, Math.min(typed.length(), SearchRequest.LONGEST_TEXT));
    Vocabulary current = releases.current();
    TermPresenter presenter = new TermPresenter(words, current);
    VocabularyOverview view =
        new VocabularyOverview(
            query,
            finder.find(current, query, MOST_FOUND).stream().map(presenter::found).toList(),
            standing(current),
            upgrade(presenter, to),
            readsColumns(request) ? presenter.mapped(columns.byTerm()) : List.of(),
            readsColumns(request));
    return pages.show(request, "vocabulary", words.say("title"), view);
  }

  private VocabularyOverview.Standing standing(Vocabulary current) {
    List<SignedRelease> known = releases.known();
    return new VocabularyOverview.Standing(
        releases.inUse(),
        current.concepts().size(),
        known.stream()
            .map(SignedRelease::release)
            .map(
                one ->
                    VocabularyOverview.Known.of(
                        one, releases.hasContent(one.version()), releases.inUse()))
            .sorted((one, other) -> other.version() - one.version())
            .toList());
  }

  private Optional<VocabularyOverview.Upgrade> upgrade(
      TermPresenter presenter, @Nullable Integer to) {
    Optional<Integer> wanted =
        Optional.ofNullable(to)
            .or(() -> releases.newest().map(newest -> newest.release().version()));
    return wanted.map(
        version -> {
          Vocabulary then =
              releases
                  .terms(version)
                  .orElseThrow(
                      () ->
                          new ProblemException(
                              CommonProblem.NOT_FOUND, "Release " + version + " is not here"));
          return new VocabularyOverview.Upgrade(
              version,
              TermUpgrade.of(columns.byTerm().keySet(), releases.current(), then).stream()
                  .map(presenter::changed)
                  .toList());
        });
  }

  /** One term: how it is called, what it means and measures, and which own columns are mapped. */
  @Get(uri = "/terms", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> term(HttpRequest<?> request, @QueryValue @Nullable String iri) {
    Vocabulary current = releases.current();
    Concept concept =
        Optional.ofNullable(iri)
            .map(Names::expand)
            .flatMap(current::concept)
            .orElseThrow(
                () ->
                    new ProblemException(
                        CommonProblem.NOT_FOUND,
                        "There is no such term in the vocabulary that this node uses"));
    TermPresenter presenter = new TermPresenter(pages.words(request), current);
    Map<String, List<OwnColumns.Column>> own = readsColumns(request) ? columns.byTerm() : Map.of();
    List<OwnColumns.Column> mapped = own.getOrDefault(concept.iri(), List.of());
    return pages.show(
        request,
        "term",
        presenter.label(concept),
        presenter.term(concept, mapped, readsColumns(request)));
  }

  private static boolean readsColumns(HttpRequest<?> request) {
    return Person.of(request).roles().stream().anyMatch(READS_COLUMNS::contains);
  }
}
