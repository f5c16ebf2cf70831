package org.kumiki.ontology.editorial;

import static org.kumiki.ontology.editorial.Terminology.LITERAL_FORM;
import static org.kumiki.ontology.editorial.Terminology.SCOPE;
import static org.kumiki.ontology.editorial.Terminology.TYPE;
import static org.kumiki.ontology.editorial.Terminology.iri;
import static org.kumiki.ontology.editorial.Terminology.text;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOSXL;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;

/**
 * Labels that belong to a standard, a vendor or a field: SKOS-XL resources beside the plain label,
 * as in {@code variants.ttl}.
 */
final class ScopedLabels {
  private static final Node NAME = RDFS.label.asNode();
  private static final int LONGEST_SLUG = 60;

  private ScopedLabels() {}

  static void add(String term, Node label, Edit.Scope scope, WorkingCopy copy) {
    String resource = free(Terminology.LABEL_SPACE + localName(term), copy);
    copy.add(term, Terminology.XL_ALTERNATIVE, iri(resource));
    copy.add(resource, TYPE, SKOSXL.Label.asNode());
    copy.add(resource, LITERAL_FORM, label);
    copy.add(resource, SCOPE, iri(scope(scope, copy)));
  }

  /** The resources of a term's label, whatever they are scoped to. */
  static List<String> of(String term, Node label, WorkingCopy copy) {
    return Terminology.XL_LABELS.stream()
        .flatMap(property -> copy.iris(term, property).stream())
        .filter(resource -> copy.has(resource, LITERAL_FORM, label))
        .distinct()
        .toList();
  }

  static void remove(String term, Node label, WorkingCopy copy) {
    for (String resource : of(term, label, copy)) {
      Terminology.XL_LABELS.forEach(property -> copy.remove(term, property, iri(resource)));
      copy.clear(resource, TYPE);
      copy.clear(resource, LITERAL_FORM);
      copy.clear(resource, SCOPE);
    }
  }

  /** Gives the resource of a label to another term; it is no preferred one there. */
  static void move(String term, String resource, String into, WorkingCopy copy) {
    Terminology.XL_LABELS.forEach(property -> copy.remove(term, property, iri(resource)));
    copy.add(into, Terminology.XL_ALTERNATIVE, iri(resource));
  }

  /** The scope of this kind and name, made if there is none. */
  private static String scope(Edit.Scope scope, WorkingCopy copy) {
    String name = Texts.tidy(scope.name());
    Node kind = iri(scope.kind().iri());
    for (String known : copy.referrers(TYPE, scope.kind().iri())) {
      if (copy.has(known, NAME, text(name, Language.EN.tag()))) {
        return known;
      }
    }
    String made = free(Terminology.SCOPE_SPACE + slug(name), copy);
    copy.add(made, TYPE, kind);
    copy.add(made, NAME, text(name, Language.EN.tag()));
    return made;
  }

  private static String free(String stem, WorkingCopy copy) {
    int number = 1;
    while (!copy.isFree(stem + "-" + number)) {
      number++;
    }
    return stem + "-" + number;
  }

  private static String localName(String term) {
    return term.startsWith(Names.TERM)
        ? slug(term.substring(Names.TERM.length()))
        : slug(term.substring(Math.max(term.lastIndexOf('/'), term.lastIndexOf('#')) + 1));
  }

  private static String slug(String name) {
    String slug = name.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    String bounded = slug.length() > LONGEST_SLUG ? slug.substring(0, LONGEST_SLUG) : slug;
    return bounded.isEmpty() ? "name" : bounded;
  }
}
