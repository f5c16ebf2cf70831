package org.kumiki.ontology.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;

/**
 * Checks a set of vocabulary files: the integrity conditions S9, S13, S14, S27, S37 and S46 of the
 * SKOS Reference, loops, missing translations, duplicate labels, dangling references, and, for our
 * own terms, the shapes. The files count together; what they do not describe may be in the shipped
 * vocabulary. One defect gives one finding. Pure.
 *
 * <p>A concept of somebody else's vocabulary needs no role, unit or definition: the shapes are for
 * concepts in our namespace or of our classes.
 */
public final class IntegrityCheck {
  private IntegrityCheck() {}

  /** What is wrong in the files, sorted by file; empty if all is well. */
  public static List<Finding> of(List<VocabularyFile> files) {
    Model stated = ModelFactory.createDefaultModel();
    files.forEach(file -> stated.add(file.statements()));
    return of(files, stated, shippedBesides(stated));
  }

  /**
   * As {@link #of(List)}, for one part of a larger vocabulary.
   *
   * @param part what is checked
   * @param besides what else the vocabulary says about whatever the part refers to; none of it is
   *     checked itself
   */
  public static List<Finding> of(VocabularyFile part, Model besides) {
    return of(List.of(part), part.statements(), besides);
  }

  private static List<Finding> of(List<VocabularyFile> files, Model stated, Model besides) {
    Model known = ModelFactory.createDefaultModel().add(stated).add(besides);
    List<Defect> defects = new ArrayList<>();
    defects.addAll(TypeRules.defects(stated));
    defects.addAll(LabelRules.defects(stated, known));
    defects.addAll(RelationRules.defects(stated, known));
    defects.addAll(ReferenceRules.defects(stated, known));
    defects.addAll(shapes(stated, known));
    TreeSet<Finding> findings = new TreeSet<>();
    defects.forEach(defect -> findings.add(defect.in(fileOf(defect, files))));
    return List.copyOf(findings);
  }

  /** What is checked of a vocabulary besides the shapes, in the order of the SKOS Reference. */
  public static List<Check> checks() {
    return Rule.ofVocabularies();
  }

  /** A file that is no Turtle is a finding like any other, so that the rest is checked too. */
  public static Finding unreadable(String file, String cause) {
    return Rule.UNREADABLE.of("", cause).in(file);
  }

  /** The shipped statements about all that the files do not describe themselves. */
  private static Model shippedBesides(Model stated) {
    Model besides = ModelFactory.createDefaultModel();
    for (Statement statement : Vocabulary.shipped().model().listStatements().toList()) {
      if (!stated.contains(statement.getSubject(), null)) {
        besides.add(statement);
      }
    }
    return besides;
  }

  private static String fileOf(Defect defect, List<VocabularyFile> files) {
    String fallback = files.get(0).name();
    for (VocabularyFile file : files) {
      Resource subject = file.statements().createResource(defect.subject());
      if (file.statements().contains(subject, RDF.type)) {
        return file.name();
      }
      fallback = file.statements().contains(subject, null) ? file.name() : fallback;
    }
    return fallback;
  }

  private static List<Defect> shapes(Model stated, Model known) {
    Model ours = ModelFactory.createDefaultModel().add(known);
    List<Resource> terms =
        stated
            .listSubjectsWithProperty(RDF.type, SKOS.Concept)
            .filterKeep(concept -> concept.isURIResource() && ours(concept))
            .toList();
    ShapesCatalogue shapes = ShapesCatalogue.vocabulary();
    List<Defect> defects = new ArrayList<>();
    for (Violation violation : shapes.validate(ours).violations()) {
      if (!Rule.covers(violation.rule()) && contains(terms, violation.focus())) {
        defects.add(defect(violation));
      }
    }
    return defects;
  }

  private static boolean contains(List<Resource> terms, String iri) {
    return terms.stream().anyMatch(term -> term.getURI().equals(iri));
  }

  private static boolean ours(Resource concept) {
    return concept.getURI().startsWith(Names.TERM)
        || concept
            .listProperties(RDF.type)
            .filterKeep(type -> type.getObject().isURIResource())
            .toList()
            .stream()
            .anyMatch(type -> type.getResource().getURI().startsWith(Names.TERM));
  }

  /**
   * A message of a shape is the cause and the next step, two sentences or parted by a semicolon.
   */
  private static Defect defect(Violation violation) {
    String english = violation.message();
    String japanese = violation.japanese();
    int step = english.lastIndexOf("; ");
    int sentence = japanese.indexOf('。');
    return new Defect(
        violation.focus(),
        violation.rule(),
        Map.of(
            Language.EN, step < 0 ? english : english.substring(0, step) + ".",
            Language.JA, sentence < 0 ? japanese : japanese.substring(0, sentence + 1)),
        Map.of(
            Language.EN, step < 0 ? english : capital(english.substring(step + 2)),
            Language.JA, sentence < 0 ? japanese : japanese.substring(sentence + 1)));
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
