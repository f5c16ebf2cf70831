package org.kumiki.ontology.shape;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.compose.Union;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.TurtleText;

/**
 * The shipped SHACL shapes. Immutable and safe to share between threads.
 *
 * <p>Source: W3C Shapes Constraint Language, and the integrity conditions S13 and S46 of the SKOS
 * Reference.
 */
public final class ShapesCatalogue {
  private static final Node MESSAGE = NodeFactory.createURI("http://www.w3.org/ns/shacl#message");
  private static final Node JAPANESE =
      NodeFactory.createURI("https://w3id.org/kumiki/shape/japanese");
  private static final Node RULE = NodeFactory.createURI("https://w3id.org/kumiki/shape/rule");

  private final Graph statements;
  private final Shapes shapes;
  private final Graph background;

  private ShapesCatalogue(String file) {
    this.statements = TurtleText.shipped(file).getGraph();
    this.shapes = Shapes.parse(statements);
    this.background = TurtleText.shipped("units.ttl").getGraph();
  }

  /** What a valid term looks like; for {@link org.kumiki.ontology.term.Vocabulary#model()}. */
  public static ShapesCatalogue vocabulary() {
    return ForVocabulary.SHAPES;
  }

  /** What a valid dataset description looks like, together with the terms that it uses. */
  public static ShapesCatalogue dataset() {
    return ForDataset.SHAPES;
  }

  /** Checks statements; the units and quantity kinds are known and need not be among them. */
  public ConformanceReport validate(Model statements) {
    Graph data = new Union(statements.getGraph(), background);
    Set<Violation> violations = new LinkedHashSet<>();
    for (ReportEntry entry : ShaclValidator.get().validate(shapes, data).getEntries()) {
      violations.add(violation(entry));
    }
    List<Violation> found = new ArrayList<>(violations);
    return new ConformanceReport(found);
  }

  private Violation violation(ReportEntry entry) {
    String path = entry.resultPath() == null ? "" : entry.resultPath().toString();
    String bare = path.startsWith("<") ? path.substring(1, path.length() - 1) : path;
    return new Violation(
        text(entry.focusNode()),
        shorten(bare),
        message(entry, "en").orElse(entry.message()),
        message(entry, "ja").orElse(entry.message()),
        rule(entry));
  }

  /** A shape's own rule stands at the constraint or at the property shape. */
  private String rule(ReportEntry entry) {
    return Stream.of(entry.sourceConstraint(), entry.source())
        .filter(Objects::nonNull)
        .flatMap(node -> objects(node, RULE))
        .findFirst()
        .map(Node::getLiteralLexicalForm)
        .orElse("shape");
  }

  private Optional<String> message(ReportEntry entry, String language) {
    return Stream.of(entry.sourceConstraint(), entry.source())
        .filter(Objects::nonNull)
        .flatMap(node -> Stream.concat(objects(node, MESSAGE), objects(node, JAPANESE)))
        .filter(text -> text.isLiteral() && text.getLiteralLanguage().equals(language))
        .map(Node::getLiteralLexicalForm)
        .findFirst();
  }

  private Stream<Node> objects(Node subject, Node predicate) {
    return statements.find(subject, predicate, Node.ANY).toList().stream().map(Triple::getObject);
  }

  private static String shorten(String iri) {
    return iri.startsWith(Names.SKOS)
        ? "skos:" + iri.substring(Names.SKOS.length())
        : iri.startsWith(Names.QUDT)
            ? "qudt:" + iri.substring(Names.QUDT.length())
            : Names.shorten(iri);
  }

  private static String text(Node node) {
    return node.isURI() ? node.getURI() : node.toString();
  }

  /** Parsed at first use. */
  private static final class ForVocabulary {
    static final ShapesCatalogue SHAPES = new ShapesCatalogue("shapes-vocabulary.ttl");
  }

  /** Parsed at first use. */
  private static final class ForDataset {
    static final ShapesCatalogue SHAPES = new ShapesCatalogue("shapes-dataset.ttl");
  }
}
