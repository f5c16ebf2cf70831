package org.kumiki.coordinator.editorial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.OWL;
import org.kumiki.coordinator.rounds.RoundStore;
import org.kumiki.coordinator.usage.UsageBands;
import org.kumiki.coordinator.usage.UsageBands.Band;
import org.kumiki.coordinator.vocabulary.VocabularyPins;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.people.Person;

/**
 * What a change would touch: studies and models that name its terms, and how many members use them.
 * To people of a member, the studies of their organisation alone; of members' columns nobody sees
 * more than bands. Thread-safe.
 */
public final class Impact {
  private final VocabularyStore vocabulary;
  private final RoundStore studies;
  private final VocabularyPins pins;
  private final UsageBands usage;

  public Impact(
      VocabularyStore vocabulary, RoundStore studies, VocabularyPins pins, UsageBands usage) {
    this.vocabulary = vocabulary;
    this.studies = studies;
    this.pins = pins;
    this.usage = usage;
  }

  /**
   * A study that names a term.
   *
   * @param running whether it is still computed
   * @param model whether a model or a statistic came of it
   * @param pin the state of the vocabulary that gave it its terms; it stays with that one
   */
  public record Touched(
      String hash, String title, boolean running, boolean model, Optional<Long> pin) {}

  /**
   * What a change does to a term that is there now.
   *
   * @param retires whether it is not to be used any more
   * @param unit whether its quantity kind, unit or domain changes: nodes then load its columns anew
   * @param studies those that name it and that the person may see, the newest first
   * @param usage how many members use it, as far as that may be said
   */
  public record OfTerm(
      String iri,
      String labelEn,
      String labelJa,
      boolean retires,
      boolean unit,
      List<Touched> studies,
      Optional<Band> usage) {
    public OfTerm {
      studies = List.copyOf(studies);
    }
  }

  /** What a patch would touch, term by term; terms that it adds touch nothing. */
  public List<OfTerm> of(Person person, Patch patch) {
    Set<String> terms = new TreeSet<>();
    vocabulary.read(
        now -> {
          patch.subjects().stream().filter(iri -> now.concept(iri).isPresent()).forEach(terms::add);
          return null;
        });
    Map<String, List<Touched>> touched = touched(person, terms);
    Map<String, Band> bands = usage.of(terms);
    return terms.stream().map(iri -> of(iri, patch, touched, bands)).toList();
  }

  private OfTerm of(
      String iri, Patch patch, Map<String, List<Touched>> touched, Map<String, Band> bands) {
    var concept = vocabulary.read(now -> now.concept(iri));
    return new OfTerm(
        iri,
        concept.map(term -> term.label(Language.EN)).orElse(iri),
        concept.map(term -> term.label(Language.JA)).orElse(iri),
        says(patch.added(), iri, Set.of(OWL.NS + "deprecated")),
        says(patch.added(), iri, QUANTITY) || says(patch.removed(), iri, QUANTITY),
        touched.getOrDefault(iri, List.of()),
        Optional.ofNullable(bands.get(iri)));
  }

  private static final Set<String> QUANTITY =
      Set.of(
          Names.QUDT + "hasQuantityKind",
          Names.QUDT + "hasUnit",
          Names.TERM + "domainLower",
          Names.TERM + "domainUpper");

  private static boolean says(Collection<Quad> quads, String term, Set<String> properties) {
    Node subject = NodeFactory.createURI(term);
    return quads.stream()
        .anyMatch(
            quad ->
                quad.getSubject().equals(subject)
                    && properties.contains(quad.getPredicate().getURI()));
  }

  private Map<String, List<Touched>> touched(Person person, Set<String> terms) {
    Map<String, List<Touched>> touched = new TreeMap<>();
    for (RoundStore.Summary summary : studies.summaries()) {
      Study study = Study.decode(summary.bytes());
      Set<String> named = terms(study);
      named.retainAll(terms);
      if (!named.isEmpty() && person.sees(study.cohort())) {
        Touched one = touched(summary, study);
        named.forEach(term -> touched.computeIfAbsent(term, t -> new ArrayList<>()).add(one));
      }
    }
    return touched;
  }

  private Touched touched(RoundStore.Summary summary, Study study) {
    return new Touched(
        summary.hash(),
        study.title(),
        summary.endedAt() == null,
        Reason.COMPLETED.name().equals(summary.reason()),
        pins.of(summary.hash()).map(VocabularyPins.Pin::sequence));
  }

  private static Set<String> terms(Study study) {
    Set<String> terms = new TreeSet<>();
    Stream.concat(study.features().stream(), study.target().stream())
        .map(Feature::term)
        .forEach(terms::add);
    study.conditions().forEach(condition -> terms.add(condition.term().term()));
    return terms;
  }
}
