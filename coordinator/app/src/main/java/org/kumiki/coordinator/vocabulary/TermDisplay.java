package org.kumiki.coordinator.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.coordinator.usage.UsageBands;
import org.kumiki.ontology.browse.Reference;
import org.kumiki.ontology.browse.Reference.Text;
import org.kumiki.ontology.browse.TermPage;
import org.kumiki.ontology.browse.TermTree;

/**
 * A term's page.
 *
 * @param page what is said about the term
 * @param paths every way down to it, itself last in each; for a scheme one with itself alone
 * @param scheme where it belongs, if anywhere
 * @param tree opened at the term
 * @param siblings whether the tree shows what stands beside it
 * @param scopes who says so, by label: standards, trades, countries
 * @param deprecated whether it is not to be used any more
 * @param band how many members use it, as far as that may be said
 * @param history its changes, the newest first
 * @param older where the rest of them is
 */
public record TermDisplay(
    TermPage page,
    List<List<Reference>> paths,
    Optional<Reference> scheme,
    TreeNode tree,
    boolean siblings,
    Map<Text, List<Reference>> scopes,
    boolean deprecated,
    Optional<Measure> measure,
    Optional<Neighbours> neighbours,
    Optional<UsageBands.Band> band,
    List<Told> history,
    Optional<String> older) {
  private static final List<String> MAPPINGS =
      List.of(
          "skos:exactMatch",
          "skos:closeMatch",
          "skos:broadMatch",
          "skos:narrowMatch",
          "skos:relatedMatch");

  /**
   * A change of the term.
   *
   * @param terms what it did to the term and its labels; empty if that is shown on demand
   */
  public record Told(EntryHead head, Optional<List<TermChange>> terms) {}

  public String iri() {
    return page.term().iri();
  }

  /** The preferred label in exactly this language. */
  public Optional<String> label(String language) {
    return page.term().labels().stream()
        .filter(label -> label.language().equals(language))
        .map(Text::text)
        .findFirst();
  }

  /** Texts of a property in a language, variants such as {@code en-GB} included. */
  public List<Text> texts(String property, String language) {
    return page.texts().getOrDefault(property, List.of()).stream()
        .filter(text -> speaks(text.language(), language))
        .toList();
  }

  /** The texts that people read as such, in the order of the page. */
  public List<String> worded() {
    List<String> order =
        List.of(
            "skos:definition",
            "skos:altLabel",
            "skos:scopeNote",
            "skos:example",
            "skos:note",
            "skos:editorialNote",
            "skos:historyNote",
            "skos:hiddenLabel");
    return order.stream()
        .filter(property -> !texts(property, "en").isEmpty() || !texts(property, "ja").isEmpty())
        .toList();
  }

  /** Preferred and other labels in languages besides the two. */
  public List<Text> foreign() {
    List<Text> foreign = new ArrayList<>(page.term().labels());
    foreign.addAll(page.texts().getOrDefault("skos:altLabel", List.of()));
    foreign.removeIf(
        text ->
            text.language().isEmpty()
                || speaks(text.language(), "en")
                || speaks(text.language(), "ja"));
    return foreign;
  }

  /** Codes by which others know the term. */
  public List<Text> notations() {
    return page.texts().getOrDefault("skos:notation", List.of());
  }

  private static boolean speaks(String tag, String language) {
    return tag.equals(language) || tag.startsWith(language + "-");
  }

  /** What the term refers to by a property. */
  public List<Reference> links(String property) {
    return page.links().getOrDefault(property, List.of());
  }

  /** Terms by a property that holds both ways. */
  public List<Reference> both(String property) {
    return both(page, property);
  }

  static List<Reference> both(TermPage page, String property) {
    List<Reference> both = new ArrayList<>(page.links().getOrDefault(property, List.of()));
    for (Reference other : page.linked().getOrDefault(property, List.of())) {
      if (!both.contains(other)) {
        both.add(other);
      }
    }
    return both;
  }

  /** The kinds of mapping that the term has. */
  public List<String> mappings() {
    return MAPPINGS.stream().filter(kind -> !links(kind).isEmpty()).toList();
  }

  /** Who says a label, in a language. */
  public List<String> scopes(Text text, String language) {
    return scopes.getOrDefault(text, List.of()).stream()
        .map(scope -> scope.label(language).orElse(scope.iri()))
        .toList();
  }

  static boolean isDeprecated(TermPage page, TermTree tree) {
    return tree.branches(List.of(page.term().iri())).get(0).deprecated();
  }
}
