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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kumiki.coordinator.usage.UsageBands;
import org.kumiki.ontology.browse.Reference;
import org.kumiki.ontology.browse.TermTree;
import org.kumiki.ontology.search.Hit;
import org.kumiki.ontology.search.SearchRequest;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.page.Trouble;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** The way into the vocabulary: one box that finds terms, and the tree. */
@Hidden
@Controller("/vocabulary")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class BrowsePages {
  private static final int LEVEL = 200;
  private static final int MOST_HITS = 50;

  private final VocabularyStore store;
  private final TermBrowser browser;
  private final UsageBands usage;
  private final RankedSearch ranked;
  private final RoomPages pages;

  BrowsePages(
      VocabularyStore store,
      TermBrowser browser,
      UsageBands usage,
      RankedSearch ranked,
      Pages pages) {
    this.store = store;
    this.browser = browser;
    this.usage = usage;
    this.ranked = ranked;
    this.pages = pages.of(BrowsePages.class);
  }

  /**
   * The page: what was found, or a level of the tree, or the schemes.
   *
   * @param query what was typed; empty for nothing
   * @param tree all schemes, the one at hand opened
   */
  public record View(
      String query,
      List<Found> found,
      List<TreeNode> tree,
      List<Part> parts,
      Optional<Level> level) {}

  /**
   * A term that was found.
   *
   * @param above the way down to it, without it; empty at the top
   * @param band how many members use it, as far as that may be said
   */
  public record Found(
      Hit hit,
      Reference term,
      List<Reference> above,
      boolean deprecated,
      Optional<UsageBands.Band> band) {}

  /** A scheme with what it is for. */
  public record Part(Reference scheme, List<Reference.Text> definitions) {
    /** The definition in a language, or in another that there is. */
    public Optional<String> definition(String language) {
      return definitions.stream()
          .filter(text -> text.language().equals(language))
          .findFirst()
          .or(() -> definitions.stream().findFirst())
          .map(Reference.Text::text);
    }
  }

  /**
   * A part of a level of the tree.
   *
   * @param scheme whether {@code parent} is a scheme
   * @param way from the uppermost term to {@code parent}; empty for a scheme
   * @param from how many terms of the level come before
   */
  public record Level(
      Reference parent,
      boolean scheme,
      List<Reference> way,
      int from,
      int total,
      List<TermTree.Branch> terms,
      Map<String, UsageBands.Band> bands) {
    /** Where the terms after these are. */
    public Optional<String> next() {
      return from + terms.size() < total
          ? Optional.of(VocabularyLinks.below(parent.iri(), from + terms.size()))
          : Optional.empty();
    }

    /** Where the terms before these are. */
    public Optional<String> previous() {
      return from > 0
          ? Optional.of(VocabularyLinks.below(parent.iri(), Math.max(0, from - LEVEL)))
          : Optional.empty();
    }
  }

  /** Search and tree. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  @Menu(place = 15)
  HttpResponse<String> browse(
      HttpRequest<?> request,
      @QueryValue @Nullable String q,
      @QueryValue @Nullable String under,
      @QueryValue @Nullable Integer from) {
    String language = pages.words(request).language().tag();
    String query = q == null ? "" : q.strip();
    View view;
    if (query.length() > SearchRequest.LONGEST_TEXT) {
      return tooLong(request, query);
    }
    if (!query.isEmpty()) {
      view = new View(query, found(query), schemes(language, ""), List.of(), Optional.empty());
    } else if (under != null) {
      String iri = TermController.name(under);
      Level level = level(iri, language, from == null ? 0 : Math.max(0, from));
      String opened = level.scheme() ? iri : "";
      view = new View("", List.of(), schemes(language, opened), List.of(), Optional.of(level));
    } else {
      view = new View("", List.of(), schemes(language, ""), parts(), Optional.empty());
    }
    return pages.show(request, "browse", pages.words(request).say("browse.title"), view);
  }

  private HttpResponse<String> tooLong(HttpRequest<?> request, String query) {
    Wording words = pages.words(request);
    Trouble trouble =
        new Trouble(
            400,
            words.say("search.too-long.title"),
            words.say("search.too-long", query.length(), SearchRequest.LONGEST_TEXT),
            words.say("search.too-long.next"),
            "");
    View view =
        new View("", List.of(), schemes(words.language().tag(), ""), List.of(), Optional.empty());
    return pages.again(request, "browse", words.say("browse.title"), view, trouble);
  }

  private List<TreeNode> schemes(String language, String opened) {
    return store.read(now -> new TreeBuilder(now, browser, language).schemes(opened));
  }

  private List<Part> parts() {
    return store.read(
        now -> {
          TermTree tree = new TermTree(now.graph());
          return TreeBuilder.parts(now).stream()
              .map(scheme -> new Part(scheme, tree.definitions(scheme.iri())))
              .toList();
        });
  }

  private List<Found> found(String query) {
    Map<String, UsageBands.Band> bands = ranked.bands();
    SearchRequest request = ranked.of(query, Optional.empty(), MOST_HITS, bands);
    return store.read(
        now -> {
          TermTree tree = new TermTree(now.graph());
          List<Found> found = new ArrayList<>();
          for (Hit hit : now.search(request)) {
            TermTree.Branch branch = tree.branches(List.of(hit.iri())).get(0);
            found.add(
                new Found(
                    hit,
                    branch.term(),
                    tree.way(hit.iri()),
                    branch.deprecated(),
                    Optional.ofNullable(bands.get(hit.iri()))));
          }
          return List.copyOf(found);
        });
  }

  private Level level(String iri, String language, int from) {
    record Read(
        Reference parent,
        boolean scheme,
        List<Reference> way,
        int total,
        List<TermTree.Branch> terms) {}
    Read read =
        store.read(
            now -> {
              TermTree tree = new TermTree(now.graph());
              if (now.statements(iri).isEmpty()) {
                throw TermController.unknown();
              }
              List<String> all = browser.below(now, iri, language);
              List<String> some =
                  all.subList(Math.min(from, all.size()), Math.min(all.size(), from + LEVEL));
              boolean scheme = TermBrowser.isScheme(now, iri);
              List<Reference> way = new ArrayList<>();
              if (!scheme) {
                way.addAll(tree.way(iri));
              }
              return new Read(tree.reference(iri), scheme, way, all.size(), tree.branches(some));
            });
    Set<String> iris =
        read.terms().stream().map(branch -> branch.term().iri()).collect(Collectors.toSet());
    return new Level(
        read.parent(),
        read.scheme(),
        read.way(),
        Math.min(from, read.total()),
        read.total(),
        read.terms(),
        usage.of(iris));
  }
}
