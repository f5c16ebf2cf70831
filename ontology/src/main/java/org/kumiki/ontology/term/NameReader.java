package org.kumiki.ontology.term;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.SKOSXL;

/** Reads the names of a term besides its labels. */
final class NameReader {
  private static final Property READING = ResourceFactory.createProperty(Names.TERM, "reading");
  private static final Property SCOPE = ResourceFactory.createProperty(Names.TERM, "scope");

  private NameReader() {}

  static OtherNames otherNames(Resource term) {
    return new OtherNames(
        ConceptReader.labels(term, SKOS.hiddenLabel), reading(term), scoped(term));
  }

  private static Optional<String> reading(Resource term) {
    List<Statement> readings = term.listProperties(READING).toList();
    if (readings.size() > 1) {
      throw new IllegalArgumentException("it has more than one reading");
    }
    return readings.stream().map(Statement::getString).findFirst();
  }

  private static List<ScopedLabel> scoped(Resource term) {
    List<ScopedLabel> labels = new ArrayList<>();
    for (Property property : List.of(SKOSXL.prefLabel, SKOSXL.altLabel)) {
      for (Statement statement : term.listProperties(property).toList()) {
        if (statement.getObject().isResource()) {
          scopedLabel(statement.getResource()).ifPresent(labels::add);
        }
      }
    }
    return labels;
  }

  private static Optional<ScopedLabel> scopedLabel(Resource label) {
    Statement form = label.getProperty(SKOSXL.literalForm);
    Statement scope = label.getProperty(SCOPE);
    if (form == null || scope == null || !scope.getObject().isResource()) {
      return Optional.empty();
    }
    Statement name = scope.getResource().getProperty(RDFS.label, Language.EN.tag());
    for (Language language : Language.values()) {
      if (form.getLanguage().equals(language.tag()) && name != null) {
        return kind(scope.getResource())
            .map(kind -> new ScopedLabel(form.getString(), language, kind, name.getString()));
      }
    }
    return Optional.empty();
  }

  private static Optional<ScopedLabel.Kind> kind(Resource scope) {
    for (ScopedLabel.Kind kind : ScopedLabel.Kind.values()) {
      if (scope.hasProperty(RDF.type, scope.getModel().createResource(kind.iri()))) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
