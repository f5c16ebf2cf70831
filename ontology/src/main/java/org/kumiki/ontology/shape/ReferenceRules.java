package org.kumiki.ontology.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.SKOSXL;
import org.kumiki.ontology.term.Names;

/** What a vocabulary names must be described in it; a mapping may lead to another vocabulary. */
final class ReferenceRules {
  private static final Set<String> INSIDE =
      Set.of(
          SKOS.broader.getURI(),
          SKOS.narrower.getURI(),
          SKOS.related.getURI(),
          SKOS.broaderTransitive.getURI(),
          SKOS.narrowerTransitive.getURI(),
          SKOS.inScheme.getURI(),
          SKOS.topConceptOf.getURI(),
          SKOS.hasTopConcept.getURI(),
          SKOS.member.getURI(),
          SKOSXL.prefLabel.getURI(),
          SKOSXL.altLabel.getURI(),
          SKOSXL.hiddenLabel.getURI(),
          Names.TERM + "keepApartFrom",
          Names.TERM + "valuesFrom",
          Names.TERM + "scope");
  private static final String DCTERMS_REPLACED = "http://purl.org/dc/terms/isReplacedBy";

  private ReferenceRules() {}

  static List<Defect> defects(Model stated, Model known) {
    List<Defect> defects = new ArrayList<>();
    for (Statement statement : stated.listStatements().toList()) {
      if (!statement.getSubject().isURIResource() || !statement.getObject().isURIResource()) {
        continue;
      }
      String predicate = statement.getPredicate().getURI();
      String object = statement.getResource().getURI();
      boolean must =
          INSIDE.contains(predicate)
              || predicate.equals(DCTERMS_REPLACED)
              || (predicate.startsWith(Names.SKOS) && object.startsWith(Names.TERM));
      if (must && !known.contains(known.createResource(object), null)) {
        String detail = Names.shorten(predicate) + " → " + Names.shorten(object);
        defects.add(
            Rule.DANGLING_REFERENCE.of(
                statement.getSubject().getURI(), detail.replace(Names.SKOS, "skos:")));
      }
    }
    return defects;
  }
}
