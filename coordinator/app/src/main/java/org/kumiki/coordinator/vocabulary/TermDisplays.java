package org.kumiki.coordinator.vocabulary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.coordinator.usage.UsageBands;
import org.kumiki.ontology.browse.Reference;
import org.kumiki.ontology.browse.Reference.Text;
import org.kumiki.ontology.browse.TermPage;
import org.kumiki.ontology.browse.TermTree;
import org.kumiki.ontology.change.TermDiff;
import org.kumiki.ontology.term.Names;

/** Makes term pages of the vocabulary as it is. Nothing here looks at more than a term's near. */
final class TermDisplays {
  /** A change of so many statements is an import or a shipment, and slow to read. */
  private static final int LARGE = 1_000;

  private static final int MOST_CHANGES = 10;

  private final VocabularyStore store;
  private final TermBrowser browser;
  private final UsageBands usage;

  TermDisplays(VocabularyStore store, TermBrowser browser, UsageBands usage) {
    this.store = store;
    this.browser = browser;
    this.usage = usage;
  }

  /**
   * What a page is asked for.
   *
   * @param known whether the reader is a person whom this service knows; use and history, which
   *     names people, are for those alone
   * @param siblings whether the tree shows what stands beside the term
   * @param difference the large change that is to be shown too; 0 for none
   * @param before only changes before this one
   */
  record Wish(
      String language,
      boolean known,
      boolean siblings,
      long difference,
      long before,
      String value,
      String from,
      String to) {}

  /** The page of a term or scheme; empty if nothing is said about it. */
  Optional<TermDisplay> of(String iri, Wish wish) {
    Optional<UsageBands.Band> band = wish.known() ? usage.of(iri) : Optional.empty();
    List<EntryHead> heads =
        wish.known() ? store.changes(iri, wish.before(), MOST_CHANGES + 1) : List.of();
    Map<Long, List<TermDiff>> diffs = diffs(iri, first(heads), wish.difference());
    return store.read(
        now ->
            TermPage.of(now.graph(), iri)
                .map(page -> display(now, page, wish, band, heads, diffs)));
  }

  private static List<EntryHead> first(List<EntryHead> heads) {
    return heads.subList(0, Math.min(heads.size(), MOST_CHANGES));
  }

  private Map<Long, List<TermDiff>> diffs(String iri, List<EntryHead> heads, long asked) {
    Map<Long, List<TermDiff>> diffs = new HashMap<>();
    for (EntryHead head : heads) {
      if (head.statements() < LARGE || head.sequence() == asked) {
        diffs.put(head.sequence(), TermDiff.of(store.patch(head.sequence(), iri)));
      }
    }
    return diffs;
  }

  private TermDisplay display(
      Snapshot now,
      TermPage page,
      Wish wish,
      Optional<UsageBands.Band> band,
      List<EntryHead> heads,
      Map<Long, List<TermDiff>> diffs) {
    TermTree tree = new TermTree(now.graph());
    List<List<Reference>> paths = tree.paths(page.term().iri());
    Optional<Reference> scheme =
        page.links().getOrDefault("skos:inScheme", List.of()).stream().findFirst();
    List<TermDisplay.Told> history = new ArrayList<>();
    for (EntryHead head : first(heads)) {
      Optional<List<TermChange>> terms =
          Optional.ofNullable(diffs.get(head.sequence()))
              .map(some -> TermChange.of(now, some, wish.language()));
      history.add(new TermDisplay.Told(head, terms));
    }
    return new TermDisplay(
        page,
        paths,
        scheme,
        new TreeBuilder(now, browser, wish.language()).to(paths.get(0), scheme, wish.siblings()),
        wish.siblings(),
        scopes(tree, now, page),
        TermDisplay.isDeprecated(page, tree),
        Measure.of(page, wish),
        Neighbours.of(around(now, page, wish.language()), wish.language()),
        band,
        history,
        heads.size() > MOST_CHANGES
            ? Optional.of(
                VocabularyLinks.term(
                    page.term().iri(), "before=" + heads.get(MOST_CHANGES - 1).sequence()))
            : Optional.empty());
  }

  private Neighbours.Around around(Snapshot now, TermPage page, String language) {
    TermTree tree = new TermTree(now.graph());
    List<String> below = browser.below(now, page.term().iri(), language);
    List<Reference> narrower =
        below.stream().limit(Neighbours.MOST_BELOW).map(tree::reference).toList();
    List<Reference> broader = new ArrayList<>();
    for (List<Reference> path : tree.paths(page.term().iri())) {
      if (path.size() > 1 && !broader.contains(path.get(path.size() - 2))) {
        broader.add(path.get(path.size() - 2));
      }
    }
    return new Neighbours.Around(
        page.term(),
        broader,
        narrower,
        below.size(),
        TermDisplay.both(page, "skos:related"),
        TermDisplay.both(page, "kt:keepApartFrom"));
  }

  /** Labels that are described themselves (SKOS-XL) say whose they are. */
  private static Map<Text, List<Reference>> scopes(TermTree tree, Snapshot now, TermPage page) {
    Map<Text, List<Reference>> scopes = new HashMap<>();
    for (String property : List.of("skosxl:prefLabel", "skosxl:altLabel", "skosxl:hiddenLabel")) {
      for (Reference label : page.links().getOrDefault(property, List.of())) {
        TermPage said = TermPage.of(now.graph(), label.iri()).orElse(null);
        if (said == null) {
          continue;
        }
        for (Text form : said.texts().getOrDefault("skosxl:literalForm", List.of())) {
          said.links()
              .getOrDefault(TermPage.property(Names.TERM + "scope"), List.of())
              .forEach(
                  scope ->
                      scopes
                          .computeIfAbsent(form, any -> new ArrayList<>())
                          .add(tree.reference(scope.iri())));
        }
      }
    }
    return scopes;
  }
}
