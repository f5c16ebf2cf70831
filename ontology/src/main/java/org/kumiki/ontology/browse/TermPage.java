package org.kumiki.ontology.browse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.browse.Reference.Text;
import org.kumiki.ontology.term.Names;

/**
 * A term with all that is said about it.
 *
 * @param term its name and preferred labels
 * @param texts other labels, definitions, notes, readings, codes and numbers: by property, short
 *     where it has a short form, each value with its language
 * @param links what it refers to, likewise
 * @param linked what refers to it, likewise; of each property at most 200
 */
public record TermPage(
    Reference term,
    Map<String, List<Text>> texts,
    Map<String, List<Reference>> links,
    Map<String, List<Reference>> linked) {
  /** More than a page lists; the tree has all that is below a term. */
  public static final int MOST_LINKED = 200;

  private static final Map<String, String> SHORT =
      Map.of(
          Names.SKOS,
          "skos:",
          Names.QUDT,
          "qudt:",
          Names.TERM,
          "kt:",
          "http://purl.org/dc/terms/",
          "dcterms:",
          "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
          "rdf:",
          "http://www.w3.org/2000/01/rdf-schema#",
          "rdfs:",
          "http://www.w3.org/2002/07/owl#",
          "owl:",
          "http://www.w3.org/2008/05/skos-xl#",
          "skosxl:");

  /** The page of a term; empty if nothing is said about it. */
  public static Optional<TermPage> of(Graph graph, String iri) {
    Node subject = NodeFactory.createURI(iri);
    List<Triple> statements = graph.find(subject, Node.ANY, Node.ANY).toList();
    if (statements.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<Text>> texts = new TreeMap<>();
    Map<String, List<Reference>> links = new TreeMap<>();
    for (Triple statement : statements) {
      String property = property(statement.getPredicate().getURI());
      Node object = statement.getObject();
      if (object.isURI()) {
        links.computeIfAbsent(property, any -> new ArrayList<>()).add(Reference.of(graph, object));
      } else if (object.isLiteral() && !statement.getPredicate().equals(SKOS.prefLabel.asNode())) {
        texts
            .computeIfAbsent(property, any -> new ArrayList<>())
            .add(new Text(object.getLiteralLexicalForm(), object.getLiteralLanguage()));
      }
    }
    texts
        .values()
        .forEach(some -> some.sort(Comparator.comparing(Text::language).thenComparing(Text::text)));
    links.values().forEach(some -> some.sort(Comparator.comparing(Reference::iri)));
    return Optional.of(
        new TermPage(Reference.of(graph, subject), texts, links, linked(graph, subject)));
  }

  private static Map<String, List<Reference>> linked(Graph graph, Node term) {
    Map<String, TreeSet<String>> iris = new TreeMap<>();
    var statements = graph.find(Node.ANY, Node.ANY, term);
    try {
      int seen = 0;
      while (statements.hasNext() && seen < MOST_LINKED * 10) {
        seen++;
        Triple statement = statements.next();
        TreeSet<String> some =
            iris.computeIfAbsent(
                property(statement.getPredicate().getURI()), any -> new TreeSet<>());
        if (statement.getSubject().isURI() && some.size() < MOST_LINKED) {
          some.add(statement.getSubject().getURI());
        }
      }
    } finally {
      statements.close();
    }
    Map<String, List<Reference>> linked = new LinkedHashMap<>();
    iris.forEach(
        (property, some) ->
            linked.put(
                property,
                some.stream()
                    .map(iri -> Reference.of(graph, NodeFactory.createURI(iri)))
                    .toList()));
    return linked;
  }

  /** The property with the prefix that people know, or in full. */
  public static String property(String iri) {
    for (Map.Entry<String, String> form : SHORT.entrySet()) {
      if (iri.startsWith(form.getKey())) {
        return form.getValue() + iri.substring(form.getKey().length());
      }
    }
    return iri;
  }
}
