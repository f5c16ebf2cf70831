package org.kumiki.coordinator.editorial;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.coordinator.vocabulary.Snapshot;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.editorial.Content;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Role;

/** What the form of an edit offers to choose from. Thread-safe. */
@Singleton
final class FormChoices {
  /** A longer list of suggestions slows a browser down; a label typed in full is found anyway. */
  private static final int MOST_SUGGESTED = 1_500;

  private final VocabularyStore vocabulary;
  private final TermChoice terms;
  private volatile Kept kept = new Kept(-1, List.of(), List.of(), List.of());

  FormChoices(VocabularyStore vocabulary) {
    this.vocabulary = vocabulary;
    this.terms = new TermChoice(vocabulary);
  }

  private record Kept(long sequence, List<Named> terms, List<Named> kinds, List<Named> schemes) {}

  TermChoice terms() {
    return terms;
  }

  FormOffer of(Map<String, String> fields) {
    Kept now = kept();
    return new FormOffer(
        now.terms(),
        now.kinds(),
        now.schemes(),
        Arrays.stream(Role.values()).map(Role::word).toList(),
        card(fields.getOrDefault("term", "")),
        card(fields.getOrDefault("other", "")));
  }

  /** A term that is named by its IRI. */
  private Optional<TermCard> card(String iri) {
    return vocabulary.read(
        now -> now.concept(Names.expand(iri)).map(concept -> TermCard.of(now, concept)));
  }

  /** Made of one state of the vocabulary, and kept as long as it stays. */
  private Kept kept() {
    Kept known = kept;
    if (known.sequence() != vocabulary.read(Snapshot::sequence)) {
      known = vocabulary.read(FormChoices::kept);
      kept = known;
    }
    return known;
  }

  private static Kept kept(Snapshot now) {
    List<Named> terms = new ArrayList<>();
    Map<String, Named> kinds = new TreeMap<>();
    List<String> all = shared(now, SKOS.Concept.asNode());
    for (String iri : all) {
      Optional<Concept> concept = now.concept(iri);
      concept
          .flatMap(Concept::quantity)
          .map(Quantity::kind)
          .ifPresent(
              kind ->
                  kinds.put(
                      kind,
                      new Named(
                          kind, BothWords.kind(kind, false), BothWords.kind(kind, true), "")));
      if (concept.isPresent() && all.size() <= MOST_SUGGESTED) {
        terms.add(Named.of(now, iri));
      }
    }
    terms.sort(Comparator.comparing(term -> term.en().toLowerCase(Locale.ROOT)));
    List<Named> schemes =
        shared(now, SKOS.ConceptScheme.asNode()).stream().map(iri -> Named.of(now, iri)).toList();
    return new Kept(now.sequence(), List.copyOf(terms), List.copyOf(kinds.values()), schemes);
  }

  private static List<String> shared(Snapshot now, Node type) {
    return now
        .dataset()
        .getGraph(NodeFactory.createURI(Names.SHARED))
        .find(Node.ANY, RDF.type.asNode(), type)
        .mapWith(Triple::getSubject)
        .filterKeep(Node::isURI)
        .mapWith(Node::getURI)
        .toList()
        .stream()
        .sorted()
        .toList();
  }

  /** A title for a draft of one edit, in both languages, because people of both read it. */
  String title(Edit edit) {
    EditLine line = vocabulary.read(now -> EditLines.of(now, List.of(edit), 1)).get(0);
    String title = title(line, false) + " / " + title(line, true);
    return title.length() > Content.LONGEST_TITLE
        ? title.substring(0, Content.LONGEST_TITLE)
        : title;
  }

  private static String title(EditLine line, boolean japanese) {
    String key = "kind." + line.kind();
    String what = japanese ? BothWords.ja(key) : BothWords.en(key);
    List<String> about = new ArrayList<>();
    line.term().ifPresent(term -> about.add(japanese ? term.ja() : term.en()));
    // What replaces a deprecated term is not deprecated with it.
    line.other()
        .filter(other -> !line.kind().equals("deprecate"))
        .ifPresent(other -> about.add(japanese ? other.ja() : other.en()));
    if (about.isEmpty()) {
      line.rows().stream()
          .limit(1)
          .forEach(row -> about.addAll((japanese ? row.ja() : row.en()).added()));
    }
    return what + (japanese ? "：" : ": ") + String.join(japanese ? "、" : ", ", about);
  }
}
