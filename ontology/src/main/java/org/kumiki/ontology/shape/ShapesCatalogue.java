package org.kumiki.ontology.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

  private final Shapes shapes;
  private final Map<String, Text> texts;
  private final Graph background;

  /** The Japanese of a message, and the rule that its shape stands for. */
  private record Text(String japanese, String rule) {}

  private ShapesCatalogue(String file) {
    Graph statements = TurtleText.shipped(file).getGraph();
    this.shapes = Shapes.parse(statements);
    this.texts = texts(statements);
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
    String english = english(entry);
    Text text = texts.getOrDefault(english, new Text(english, "shape"));
    return new Violation(
        text(entry.focusNode()), shorten(bare), english, text.japanese(), text.rule());
  }

  private static String english(ReportEntry entry) {
    return entry.messages().stream()
        .filter(message -> message.isLiteral() && message.getLiteralLanguage().equals("en"))
        .map(Node::getLiteralLexicalForm)
        .findFirst()
        .orElse(entry.message());
  }

  /** What belongs to an English message: Jena tells the message and not which constraint has it. */
  private static Map<String, Text> texts(Graph shapes) {
    Map<String, Text> texts = new HashMap<>();
    for (Triple message : shapes.find(Node.ANY, MESSAGE, Node.ANY).toList()) {
      if (message.getObject().getLiteralLanguage().equals("en")) {
        String english = message.getObject().getLiteralLexicalForm();
        String japanese =
            Stream.concat(
                    objects(shapes, message.getSubject(), MESSAGE),
                    objects(shapes, message.getSubject(), JAPANESE))
                .filter(text -> text.getLiteralLanguage().equals("ja"))
                .map(Node::getLiteralLexicalForm)
                .findFirst()
                .orElse(english);
        String rule =
            objects(shapes, message.getSubject(), RULE)
                .map(Node::getLiteralLexicalForm)
                .findFirst()
                .orElse("shape");
        texts.merge(english, new Text(japanese, rule), (one, other) -> one);
      }
    }
    return texts;
  }

  private static Stream<Node> objects(Graph shapes, Node subject, Node predicate) {
    return shapes.find(subject, predicate, Node.ANY).toList().stream().map(Triple::getObject);
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
