package org.kumiki.ontology.browse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/**
 * A term by name and labels, for a list or a link.
 *
 * @param iri its name
 * @param labels its preferred labels, sorted by language; empty for what is not described here
 */
public record Reference(String iri, List<Text> labels) {
  private static final Comparator<Text> ORDER =
      Comparator.comparing(Text::language).thenComparing(Text::text);

  /**
   * A text with its language.
   *
   * @param language its tag; empty for none
   */
  public record Text(String text, String language) {}

  public Reference {
    labels = List.copyOf(labels);
  }

  static Reference of(Graph graph, Node term) {
    List<Text> labels = texts(graph, term, SKOS.prefLabel.asNode());
    return new Reference(
        term.getURI(), labels.isEmpty() ? texts(graph, term, RDFS.label.asNode()) : labels);
  }

  /** The label in a language, or in another that it has. */
  public Optional<String> label(String language) {
    return labels.stream()
        .filter(label -> label.language().equals(language))
        .findFirst()
        .or(() -> labels.stream().findFirst())
        .map(Text::text);
  }

  static List<Text> texts(Graph graph, Node subject, Node property) {
    List<Text> texts = new ArrayList<>();
    graph
        .find(subject, property, Node.ANY)
        .mapWith(Triple::getObject)
        .filterKeep(Node::isLiteral)
        .forEachRemaining(
            text -> texts.add(new Text(text.getLiteralLexicalForm(), text.getLiteralLanguage())));
    texts.sort(ORDER);
    return texts;
  }
}
