package org.kumiki.ontology.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.rdf.model.Literal;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;

/** S13, S14, missing translations, and labels that two concepts have. */
final class LabelRules {
  private static final List<Property> LABELS =
      List.of(SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel);

  private LabelRules() {}

  static List<Defect> defects(Model stated, Model known) {
    List<Defect> defects = new ArrayList<>();
    Set<Resource> labelled = new HashSet<>();
    LABELS.forEach(label -> labelled.addAll(stated.listSubjectsWithProperty(label).toSet()));
    for (Resource subject : labelled) {
      if (subject.isURIResource()) {
        twoFunctions(subject, defects);
        twoPreferred(subject, defects);
      }
    }
    for (Resource concept : stated.listSubjectsWithProperty(RDF.type, SKOS.Concept).toList()) {
      if (concept.isURIResource()) {
        missing(concept, defects);
      }
    }
    duplicates(stated, known, defects);
    borrowed(stated, known, defects);
    return defects;
  }

  private static void twoFunctions(Resource subject, List<Defect> defects) {
    Map<String, Integer> functions = new TreeMap<>();
    for (Property label : LABELS) {
      Set<String> texts = new TreeSet<>();
      literals(subject, label).forEach(literal -> texts.add(shown(literal)));
      texts.forEach(text -> functions.merge(text, 1, Integer::sum));
    }
    functions.forEach(
        (text, count) -> {
          if (count > 1) {
            defects.add(Rule.S13.of(subject.getURI(), text));
          }
        });
  }

  private static void twoPreferred(Resource subject, List<Defect> defects) {
    Map<String, TreeSet<String>> byLanguage = new TreeMap<>();
    for (Literal label : literals(subject, SKOS.prefLabel)) {
      String tag = label.getLanguage().toLowerCase(Locale.ROOT);
      byLanguage.computeIfAbsent(tag, any -> new TreeSet<>()).add(shown(label));
    }
    for (TreeSet<String> labels : byLanguage.values()) {
      if (labels.size() > 1) {
        defects.add(Rule.S14.of(subject.getURI(), String.join(", ", labels)));
      }
    }
  }

  /** A label in each language, always; a definition in each language once there is one in any. */
  private static void missing(Resource concept, List<Defect> defects) {
    boolean ours = concept.getURI().startsWith(Names.TERM);
    for (Property property : List.of(SKOS.prefLabel, SKOS.definition)) {
      boolean needed =
          property.equals(SKOS.prefLabel) || ours || !literals(concept, property).isEmpty();
      for (Language language : Language.values()) {
        if (needed && !speaks(concept, property, language)) {
          String detail = "skos:" + property.getLocalName() + " @" + language.tag();
          defects.add(Rule.MISSING_TRANSLATION.of(concept.getURI(), detail));
        }
      }
    }
  }

  private static boolean speaks(Resource concept, Property property, Language language) {
    return literals(concept, property).stream()
        .filter(literal -> !literal.getString().isBlank())
        .map(literal -> literal.getLanguage().toLowerCase(Locale.ROOT))
        .anyMatch(tag -> tag.equals(language.tag()) || tag.startsWith(language.tag() + "-"));
  }

  /**
   * Other names that are preferred labels of concepts beside: whoever searches by one finds two
   * things of that name. Told of the concept that borrows, or, if that is not looked at, of the
   * other.
   */
  private static void borrowed(Model stated, Model known, List<Defect> defects) {
    for (Statement name : known.listStatements(null, SKOS.altLabel, (RDFNode) null).toList()) {
      Resource borrower = name.getSubject();
      if (!borrower.isURIResource() || !name.getObject().isLiteral()) {
        continue;
      }
      for (Resource owner :
          known.listSubjectsWithProperty(SKOS.prefLabel, name.getObject()).toList()) {
        boolean borrows = stated.contains(stated.createResource(borrower.getURI()), SKOS.altLabel);
        Resource subject = borrows ? borrower : owner;
        boolean looked =
            borrows || stated.contains(stated.createResource(owner.getURI()), SKOS.prefLabel);
        if (looked && !owner.equals(borrower) && areBeside(owner, borrower)) {
          Resource other = borrows ? owner : borrower;
          String detail = shown(name.getLiteral()) + ", " + Names.shorten(other.getURI());
          defects.add(Rule.LABEL_OF_ANOTHER.of(subject.getURI(), detail));
        }
      }
    }
  }

  /** In one scheme and both in use: a term that was merged has left its names to the other. */
  private static boolean areBeside(Resource one, Resource other) {
    return isInUse(one)
        && isInUse(other)
        && one.listProperties(SKOS.inScheme).toList().stream()
            .anyMatch(scheme -> other.hasProperty(SKOS.inScheme, scheme.getObject()));
  }

  private static boolean isInUse(Resource concept) {
    return concept.isURIResource()
        && concept.hasProperty(RDF.type, SKOS.Concept)
        && literals(concept, OWL2.deprecated).stream()
            .noneMatch(retired -> retired.getLexicalForm().equals("true"));
  }

  private static void duplicates(Model stated, Model known, List<Defect> defects) {
    Map<String, TreeSet<String>> sharing = new HashMap<>();
    for (Statement label : known.listStatements(null, SKOS.prefLabel, (RDFNode) null).toList()) {
      Resource subject = label.getSubject();
      if (!subject.isURIResource() || !subject.hasProperty(RDF.type, SKOS.Concept)) {
        continue;
      }
      for (Statement scheme : subject.listProperties(SKOS.inScheme).toList()) {
        String key = scheme.getObject() + "\n" + shown(label.getLiteral());
        sharing.computeIfAbsent(key, any -> new TreeSet<>()).add(subject.getURI());
      }
    }
    for (Map.Entry<String, TreeSet<String>> entry : sharing.entrySet()) {
      duplicate(stated, entry.getKey(), entry.getValue(), defects);
    }
  }

  private static void duplicate(
      Model stated, String key, TreeSet<String> sharing, List<Defect> defects) {
    List<String> inFiles =
        sharing.stream()
            .filter(iri -> stated.contains(stated.createResource(iri), SKOS.prefLabel))
            .toList();
    if (sharing.size() < 2 || inFiles.isEmpty()) {
      return;
    }
    String subject = inFiles.get(inFiles.size() - 1);
    List<String> others =
        sharing.stream().filter(iri -> !iri.equals(subject)).map(Names::shorten).toList();
    String label = key.substring(key.indexOf('\n') + 1);
    defects.add(Rule.DUPLICATE_LABEL.of(subject, label + ", " + String.join(", ", others)));
  }

  private static List<Literal> literals(Resource subject, Property property) {
    List<Literal> literals = new ArrayList<>();
    for (Statement statement : subject.listProperties(property).toList()) {
      if (statement.getObject().isLiteral()) {
        literals.add(statement.getLiteral());
      }
    }
    return literals;
  }

  private static String shown(Literal literal) {
    String tag = literal.getLanguage().toLowerCase(Locale.ROOT);
    return "\"" + literal.getString() + "\"" + (tag.isEmpty() ? "" : "@" + tag);
  }
}
