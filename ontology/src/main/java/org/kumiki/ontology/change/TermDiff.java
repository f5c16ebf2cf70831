package org.kumiki.ontology.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;

/**
 * What a patch does to one term, as people tell it.
 *
 * @param iri the term, or whatever else the statements are about
 * @param fate whether it came, went or stayed
 * @param differences one for each property and language, sorted by aspect
 */
public record TermDiff(String iri, Fate fate, List<Difference> differences) {

  /** Whether a term came, went or stayed. */
  public enum Fate {
    ADDED,
    REMOVED,
    CHANGED
  }

  /**
   * What changed in one property and language.
   *
   * @param aspect what the property tells
   * @param property its IRI
   * @param language the language of the texts; empty for IRIs, numbers and untagged texts
   * @param removed values that are no longer there, sorted: texts as written, IRIs in full
   * @param added values that are new, sorted
   */
  public record Difference(
      Aspect aspect, String property, String language, List<String> removed, List<String> added) {
    public Difference {
      removed = List.copyOf(removed);
      added = List.copyOf(added);
    }
  }

  public TermDiff {
    differences = List.copyOf(differences);
  }

  /** All terms that a patch changes, by IRI. */
  public static List<TermDiff> of(Patch patch) {
    List<TermDiff> diffs = new ArrayList<>();
    patch
        .bySubject()
        .forEach((subject, part) -> diffs.add(of(subject, part.removed(), part.added())));
    return diffs;
  }

  private record Key(Aspect aspect, String property, String language) {
    static Key of(Quad quad) {
      String property = quad.getPredicate().getURI();
      Node object = quad.getObject();
      return new Key(
          Aspect.of(property), property, object.isLiteral() ? object.getLiteralLanguage() : "");
    }
  }

  private static TermDiff of(String iri, List<Quad> gone, List<Quad> come) {
    Comparator<Key> order =
        Comparator.comparing(Key::aspect).thenComparing(Key::property).thenComparing(Key::language);
    TreeSet<Key> keys = new TreeSet<>(order);
    gone.forEach(quad -> keys.add(Key.of(quad)));
    come.forEach(quad -> keys.add(Key.of(quad)));
    List<Difference> differences = new ArrayList<>();
    for (Key key : keys) {
      differences.add(
          new Difference(
              key.aspect(), key.property(), key.language(), values(gone, key), values(come, key)));
    }
    return new TermDiff(iri, fate(gone, come), differences);
  }

  private static List<String> values(List<Quad> quads, Key key) {
    return quads.stream()
        .filter(quad -> Key.of(quad).equals(key))
        .map(Quad::getObject)
        .map(node -> node.isLiteral() ? node.getLiteralLexicalForm() : node.getURI())
        .sorted()
        .toList();
  }

  /** Whatever is described has a type; what gets its first one is new. */
  private static Fate fate(List<Quad> gone, List<Quad> come) {
    Predicate<Quad> type = quad -> quad.getPredicate().equals(RDF.type.asNode());
    boolean typesGone = gone.stream().anyMatch(type);
    boolean typesCome = come.stream().anyMatch(type);
    if (typesCome && gone.isEmpty()) {
      return Fate.ADDED;
    }
    return typesGone && come.isEmpty() ? Fate.REMOVED : Fate.CHANGED;
  }
}
