package org.kumiki.coordinator.vocabulary;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.coordinator.vocabulary.TermViews.BranchView;
import org.kumiki.coordinator.vocabulary.TermViews.ChangeView;
import org.kumiki.coordinator.vocabulary.TermViews.HitView;
import org.kumiki.coordinator.vocabulary.TermViews.LevelView;
import org.kumiki.coordinator.vocabulary.TermViews.ReferenceView;
import org.kumiki.coordinator.vocabulary.TermViews.TermView;
import org.kumiki.ontology.browse.TermPage;
import org.kumiki.ontology.browse.TermTree;
import org.kumiki.ontology.change.TermDiff;
import org.kumiki.ontology.search.SearchRequest;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/**
 * Terms for programs and pages: search, term, tree, history. A term is named by its IRI, in full or
 * short such as {@code kt:density}.
 */
@Controller("/api/v1/vocabulary")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TermController {
  private static final int MOST_HITS = 200;
  private static final int MOST_OF_A_LEVEL = 500;
  private static final int MOST_CHANGES = 200;

  private final VocabularyStore store;
  private final TermBrowser browser;
  private final RankedSearch ranked;

  TermController(VocabularyStore store, TermBrowser browser, RankedSearch ranked) {
    this.store = store;
    this.browser = browser;
    this.ranked = ranked;
  }

  /**
   * Terms for what somebody typed: a label, its beginning, kana, romaji, a unit or an IRI; used
   * ones first.
   *
   * @param q what was typed, up to 300 characters
   */
  @Get("/search")
  @OpenTo(audience = Audience.PEOPLE)
  List<HitView> search(
      @QueryValue String q,
      @QueryValue @Nullable String lang,
      @QueryValue @Nullable Integer limit) {
    if (q.length() > SearchRequest.LONGEST_TEXT) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST,
          "'q' has " + q.length() + " characters and may have " + SearchRequest.LONGEST_TEXT);
    }
    SearchRequest request =
        ranked.of(q, Optional.ofNullable(lang), within(limit, 20, MOST_HITS), ranked.bands());
    return store.read(
        now ->
            now.search(request).stream()
                .map(
                    hit ->
                        HitView.of(
                            hit,
                            new TermTree(now.graph()).branches(List.of(hit.iri())).get(0).term()))
                .toList());
  }

  /** All that is said about a term. */
  @Get("/term")
  @OpenTo(audience = Audience.PEOPLE)
  TermView term(@QueryValue String iri) {
    String name = name(iri);
    return store.read(
        now ->
            TermPage.of(now.graph(), name)
                .map(page -> TermView.of(page, now.version(name), now.sequence()))
                .orElseThrow(TermController::unknown));
  }

  /** The terms below a term, or the uppermost of a scheme. */
  @Get("/children")
  @OpenTo(audience = Audience.PEOPLE)
  LevelView children(
      @QueryValue String iri,
      @QueryValue @Nullable String lang,
      @QueryValue @Nullable Integer offset,
      @QueryValue @Nullable Integer limit) {
    String name = name(iri);
    return store.read(now -> level(now, browser.below(now, name, language(lang)), offset, limit));
  }

  /** The terms beside a term. */
  @Get("/siblings")
  @OpenTo(audience = Audience.PEOPLE)
  LevelView siblings(
      @QueryValue String iri,
      @QueryValue @Nullable String lang,
      @QueryValue @Nullable Integer offset,
      @QueryValue @Nullable Integer limit) {
    String name = name(iri);
    return store.read(
        now -> level(now, new TermTree(now.graph()).beside(name, language(lang)), offset, limit));
  }

  private static LevelView level(
      Snapshot now, List<String> all, @Nullable Integer offset, @Nullable Integer limit) {
    int from = Math.min(within(offset, 0, Integer.MAX_VALUE), all.size());
    int to = Math.min(all.size(), from + within(limit, 100, MOST_OF_A_LEVEL));
    List<BranchView> branches =
        new TermTree(now.graph())
            .branches(all.subList(from, to)).stream().map(BranchView::of).toList();
    return new LevelView(now.sequence(), all.size(), from, branches);
  }

  /** The ways down to a term, from the top; at most 50. */
  @Get("/paths")
  @OpenTo(audience = Audience.PEOPLE)
  List<List<ReferenceView>> paths(@QueryValue String iri) {
    String name = name(iri);
    return store.read(
        now -> {
          requireKnown(now.graph(), name);
          return new TermTree(now.graph())
              .paths(name).stream()
                  .map(path -> path.stream().map(ReferenceView::of).toList())
                  .toList();
        });
  }

  /** The schemes. */
  @Get("/schemes")
  @OpenTo(audience = Audience.PEOPLE)
  List<ReferenceView> schemes() {
    return store.read(
        now -> new TermTree(now.graph()).schemes().stream().map(ReferenceView::of).toList());
  }

  /** Changes, the newest first; of one term with what each did to it. */
  @Get("/changes")
  @OpenTo(audience = Audience.PEOPLE)
  List<ChangeView> changes(
      @QueryValue @Nullable String iri,
      @QueryValue @Nullable Long before,
      @QueryValue @Nullable Integer limit) {
    long upTo = before == null ? Long.MAX_VALUE : before;
    int most = within(limit, 50, MOST_CHANGES);
    if (iri == null) {
      return store.changes(upTo, most).stream().map(head -> ChangeView.of(head, null)).toList();
    }
    String name = name(iri);
    return store.changes(name, upTo, most).stream()
        .map(
            head ->
                ChangeView.of(
                    head,
                    TermDiff.of(store.patch(head.sequence(), name)).stream()
                        .map(TermDiffView::of)
                        .toList()))
        .toList();
  }

  /** One change with all that it did. */
  @Get("/changes/{sequence}")
  @OpenTo(audience = Audience.PEOPLE)
  ChangeView change(long sequence) {
    return store
        .head(sequence)
        .map(
            head ->
                ChangeView.of(
                    head,
                    TermDiff.of(store.patch(head).orElseThrow(TermController::tooMuch)).stream()
                        .map(TermDiffView::of)
                        .toList()))
        .orElseThrow(
            () -> new ProblemException(CommonProblem.NOT_FOUND, "There is no such change"));
  }

  private static ProblemException tooMuch() {
    return new ProblemException(
        VocabularyProblem.TOO_MUCH,
        "The change has more than "
            + NetEffect.MOST_STATEMENTS
            + " statements; ask for a term's part of it with /changes?iri=");
  }

  private static int within(@Nullable Integer asked, int usual, int most) {
    int value = asked == null ? usual : asked;
    if (value < 0 || value > most) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST,
          "'limit' and 'offset' are numbers from 0; limit up to " + most);
    }
    return usual > 0 ? Math.max(1, value) : value;
  }

  private static String language(@Nullable String asked) {
    String language = asked == null ? "en" : asked.toLowerCase(Locale.ROOT);
    if (!language.matches("[a-z]{2,8}(-[a-z0-9]{1,8}){0,3}")) {
      throw new ProblemException(CommonProblem.BAD_REQUEST, "'lang' is a tag such as ja or en");
    }
    return language;
  }

  /** What was asked for, in full; what is no IRI names nothing. */
  static String name(String iri) {
    String name = Names.expand(iri);
    if (name.isEmpty() || name.length() > 2_000 || name.chars().anyMatch(c -> c <= ' ')) {
      throw unknown();
    }
    return name;
  }

  private static void requireKnown(Graph graph, String iri) {
    boolean known =
        graph.contains(NodeFactory.createURI(iri), RDF.type.asNode(), SKOS.Concept.asNode());
    if (!known) {
      throw unknown();
    }
  }

  static ProblemException unknown() {
    return new ProblemException(
        CommonProblem.NOT_FOUND, "There is no such term; /api/v1/vocabulary/search finds terms");
  }
}
