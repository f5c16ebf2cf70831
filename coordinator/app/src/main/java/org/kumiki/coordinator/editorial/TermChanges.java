package org.kumiki.coordinator.editorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.SKOSXL;
import org.kumiki.coordinator.editorial.Row.Side;
import org.kumiki.coordinator.vocabulary.Snapshot;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.change.TermDiff;
import org.kumiki.ontology.change.TermDiff.Difference;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.ScopedLabel;

/**
 * Puts a patch into words, term by term: what is a resource in the graph, such as the scope of a
 * label, is told with the label that it belongs to. Made for one patch and one state.
 */
final class TermChanges {
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry(SKOS.prefLabel.getURI(), "label"),
          Map.entry(SKOS.altLabel.getURI(), "other-label"),
          Map.entry(SKOS.hiddenLabel.getURI(), "hidden-label"),
          Map.entry(SKOSXL.altLabel.getURI(), "scoped-label"),
          Map.entry(SKOSXL.prefLabel.getURI(), "scoped-label"),
          Map.entry(SKOSXL.hiddenLabel.getURI(), "scoped-label"),
          Map.entry(Names.TERM + "reading", "reading"),
          Map.entry(SKOS.definition.getURI(), "definition"),
          Map.entry(SKOS.scopeNote.getURI(), "scope-note"),
          Map.entry(Names.QUDT + "hasQuantityKind", "kind"),
          Map.entry(Names.QUDT + "hasUnit", "unit"),
          Map.entry(Names.TERM + "domainLower", "lower"),
          Map.entry(Names.TERM + "domainUpper", "upper"),
          Map.entry(SKOS.broader.getURI(), "broader"),
          Map.entry(SKOS.narrower.getURI(), "narrower"),
          Map.entry(SKOS.related.getURI(), "related"),
          Map.entry(SKOS.inScheme.getURI(), "scheme"),
          Map.entry(SKOS.topConceptOf.getURI(), "top"),
          Map.entry(Names.TERM + "keepApartFrom", "apart"),
          Map.entry(OWL.NS + "deprecated", "deprecated"),
          Map.entry(Names.REPLACED_BY, "replaced-by"),
          Map.entry(Names.REPLACES, "replaces"),
          Map.entry(RDF.type.getURI(), "role"));

  private final Snapshot now;
  private final Map<String, String> forms = new HashMap<>();
  private final Map<String, String> languages = new HashMap<>();
  private final Map<String, String> scopes = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, String> kinds = new HashMap<>();

  private TermChanges(Snapshot now, Patch patch) {
    this.now = now;
    Stream.concat(patch.removed().stream(), patch.added().stream())
        .map(Quad::asTriple)
        .forEach(this::note);
  }

  /** What the patch says of labels and scopes that are resources, before or after it. */
  private void note(Triple statement) {
    String subject = statement.getSubject().getURI();
    Node property = statement.getPredicate();
    Node object = statement.getObject();
    if (property.equals(SKOSXL.literalForm.asNode())) {
      forms.put(subject, object.getLiteralLexicalForm());
      languages.put(subject, object.getLiteralLanguage());
    } else if (property.getURI().equals(Names.TERM + "scope")) {
      scopes.put(subject, object.getURI());
    } else if (property.equals(RDF.type.asNode())) {
      scopeKind(object).ifPresent(kind -> kinds.put(subject, kind));
    } else if (property.equals(RDFS.label.asNode())) {
      names.put(subject, object.getLiteralLexicalForm());
    } else if (property.equals(SKOS.prefLabel.asNode())) {
      labels.put(subject + " " + object.getLiteralLanguage(), object.getLiteralLexicalForm());
    }
  }

  /** All that a patch changes; what belongs to a term's label is told with the term. */
  static List<TermChange> of(Snapshot now, Patch patch) {
    TermChanges words = new TermChanges(now, patch);
    return TermDiff.of(patch).stream()
        .filter(diff -> !words.isPart(diff.iri()))
        .map(words::change)
        .toList();
  }

  private boolean isPart(String iri) {
    return forms.containsKey(iri) || names.containsKey(iri) || scopes.containsKey(iri);
  }

  private TermChange change(TermDiff diff) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Difference one : diff.differences()) {
      String key = KEYS.getOrDefault(one.property(), "other");
      String property = key.equals("other") ? Names.shorten(one.property()) : "";
      Row row = new Row(key, property, side(key, one, false), side(key, one, true));
      if (!(row.en().equals(Side.NOTHING) && row.ja().equals(Side.NOTHING))) {
        rows.merge(key + property, row, TermChanges::joined);
      }
    }
    return new TermChange(named(diff.iri()), diff.fate(), List.copyOf(rows.values()));
  }

  private static Row joined(Row one, Row next) {
    return new Row(
        one.key(), one.property(), joined(one.en(), next.en()), joined(one.ja(), next.ja()));
  }

  private static Side joined(Side one, Side next) {
    List<String> removed = new ArrayList<>(one.removed());
    removed.addAll(next.removed());
    List<String> added = new ArrayList<>(one.added());
    added.addAll(next.added());
    return new Side(removed, added);
  }

  private Side side(String key, Difference one, boolean japanese) {
    boolean text = !one.language().isEmpty();
    if (text && japanese != one.language().toLowerCase(Locale.ROOT).startsWith("ja")) {
      return Side.NOTHING;
    }
    Function<String, Optional<String>> words = value -> words(key, value, japanese);
    return new Side(
        one.removed().stream().map(words).flatMap(Optional::stream).toList(),
        one.added().stream().map(words).flatMap(Optional::stream).toList());
  }

  /** A value in one language; empty for what need not be said there. */
  private Optional<String> words(String key, String value, boolean japanese) {
    return switch (key) {
      case "kind" -> Optional.of(BothWords.kind(value, japanese));
      case "unit" -> Optional.of(BothWords.unit(value, japanese));
      case "role" -> role(value, japanese);
      case "deprecated" ->
          Optional.of(japanese ? BothWords.ja("deprecated") : BothWords.en("deprecated"));
      case "scoped-label" -> scoped(value, japanese);
      case "broader", "narrower", "related", "scheme", "top", "apart", "replaced-by", "replaces" ->
          Optional.of(japanese ? named(value).ja() : named(value).en());
      default -> Optional.of(value);
    };
  }

  private static Optional<String> role(String type, boolean japanese) {
    return Arrays.stream(Role.values())
        .filter(role -> role.iri().equals(type))
        .findFirst()
        .map(role -> "role." + role.word())
        .map(key -> japanese ? BothWords.ja(key) : BothWords.en(key));
  }

  private Optional<String> scoped(String label, boolean japanese) {
    String language = languages.getOrDefault(label, text(label, SKOSXL.literalForm.asNode(), true));
    if (japanese != language.startsWith("ja")) {
      return Optional.empty();
    }
    String form = forms.getOrDefault(label, text(label, SKOSXL.literalForm.asNode(), false));
    String scope = scopes.getOrDefault(label, link(label, Names.TERM + "scope"));
    String name = names.getOrDefault(scope, text(scope, RDFS.label.asNode(), false));
    String key = "scope.of." + kind(scope);
    return Optional.of(japanese ? BothWords.ja(key, form, name) : BothWords.en(key, form, name));
  }

  private String kind(String scope) {
    Node node = NodeFactory.createURI(scope);
    return Optional.ofNullable(kinds.get(scope))
        .or(
            () ->
                now.graph().find(node, RDF.type.asNode(), Node.ANY).toList().stream()
                    .flatMap(statement -> scopeKind(statement.getObject()).stream())
                    .findFirst())
        .orElse("any");
  }

  private static Optional<String> scopeKind(Node type) {
    return Arrays.stream(ScopedLabel.Kind.values())
        .filter(kind -> type.isURI() && type.getURI().equals(kind.iri()))
        .findFirst()
        .map(kind -> kind.name().toLowerCase(Locale.ROOT));
  }

  private String text(String subject, Node property, boolean tag) {
    return now
        .graph()
        .find(NodeFactory.createURI(subject), property, Node.ANY)
        .mapWith(Triple::getObject)
        .filterKeep(Node::isLiteral)
        .mapWith(node -> tag ? node.getLiteralLanguage() : node.getLiteralLexicalForm())
        .toList()
        .stream()
        .findFirst()
        .orElse("");
  }

  private String link(String subject, String property) {
    return now
        .graph()
        .find(NodeFactory.createURI(subject), NodeFactory.createURI(property), Node.ANY)
        .mapWith(Triple::getObject)
        .filterKeep(Node::isURI)
        .mapWith(Node::getURI)
        .toList()
        .stream()
        .findFirst()
        .orElse("");
  }

  /** A term that is there, or one that the patch brings. */
  private Named named(String iri) {
    Named known = Named.of(now, iri);
    return known.path().isEmpty()
        ? new Named(
            iri,
            labels.getOrDefault(iri + " en", known.en()),
            labels.getOrDefault(iri + " ja", known.ja()),
            "")
        : known;
  }
}
