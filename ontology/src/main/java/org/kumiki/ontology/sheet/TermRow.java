package org.kumiki.ontology.sheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Role;

/**
 * What the vocabulary says about a term today, by column; complete or not.
 *
 * @param values sorted; IRIs short where they have a short form
 */
record TermRow(Map<Column, List<String>> values) {

  TermRow {
    values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  List<String> of(Column column) {
    return values.getOrDefault(column, List.of());
  }

  /** The only value, or an empty text. */
  String only(Column column) {
    return of(column).stream().findFirst().orElse("");
  }

  static TermRow read(Graph graph, String term) {
    Map<Column, List<String>> row = new EnumMap<>(Column.class);
    row.put(Column.SCHEME, iris(graph, term, SKOS.inScheme.asNode()));
    row.put(Column.ROLE, roles(graph, term));
    row.put(Column.BROADER, iris(graph, term, SKOS.broader.asNode()));
    row.put(Column.READING, texts(graph, term, iri(Names.TERM + "reading"), "ja-Hira"));
    for (Language language : Language.values()) {
      String tag = language.tag();
      row.put(Column.label(language), texts(graph, term, SKOS.prefLabel.asNode(), tag));
      row.put(Column.other(language), texts(graph, term, SKOS.altLabel.asNode(), tag));
      row.put(Column.hidden(language), texts(graph, term, SKOS.hiddenLabel.asNode(), tag));
      row.put(Column.definition(language), texts(graph, term, SKOS.definition.asNode(), tag));
      row.put(Column.note(language), texts(graph, term, SKOS.scopeNote.asNode(), tag));
    }
    row.put(Column.KIND, iris(graph, term, iri(Names.QUDT + "hasQuantityKind")));
    row.put(Column.UNIT, iris(graph, term, iri(Names.QUDT + "hasUnit")));
    row.put(Column.LOWER, numbers(graph, term, iri(Names.TERM + "domainLower")));
    row.put(Column.UPPER, numbers(graph, term, iri(Names.TERM + "domainUpper")));
    boolean deprecated =
        objects(graph, term, iri(OWL.NS + "deprecated")).stream()
            .anyMatch(node -> node.isLiteral() && node.getLiteralLexicalForm().equals("true"));
    row.put(Column.DEPRECATED, deprecated ? List.of("yes") : List.of());
    row.put(Column.REPLACED_BY, iris(graph, term, iri(Names.REPLACED_BY)));
    return new TermRow(row);
  }

  private static List<Node> objects(Graph graph, String term, Node property) {
    return graph.find(iri(term), property, Node.ANY).mapWith(Triple::getObject).toList();
  }

  private static List<String> iris(Graph graph, String term, Node property) {
    return objects(graph, term, property).stream()
        .filter(Node::isURI)
        .map(node -> Names.shorten(node.getURI()))
        .sorted()
        .toList();
  }

  private static List<String> texts(Graph graph, String term, Node property, String tag) {
    return objects(graph, term, property).stream()
        .filter(node -> node.isLiteral() && node.getLiteralLanguage().equalsIgnoreCase(tag))
        .map(Node::getLiteralLexicalForm)
        .sorted()
        .toList();
  }

  private static List<String> numbers(Graph graph, String term, Node property) {
    return objects(graph, term, property).stream()
        .filter(node -> node.isLiteral() && node.getLiteralValue() instanceof Number)
        .map(node -> written(((Number) node.getLiteralValue()).doubleValue()))
        .sorted()
        .toList();
  }

  /** As people write it: 5000, not 5000.0. */
  static String written(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static List<String> roles(Graph graph, String term) {
    List<String> roles = new ArrayList<>();
    for (Role role : Role.values()) {
      if (graph.contains(iri(term), RDF.type.asNode(), iri(role.iri()))) {
        roles.add(role.word());
      }
    }
    return roles;
  }

  private static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }
}
