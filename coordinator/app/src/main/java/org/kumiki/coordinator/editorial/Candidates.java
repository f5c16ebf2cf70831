package org.kumiki.coordinator.editorial;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.coordinator.vocabulary.Snapshot;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.exchange.vocabulary.HeaderProposal;
import org.kumiki.ontology.search.Candidate;
import org.kumiki.ontology.search.ColumnSketch;
import org.kumiki.ontology.search.LabelIndex;
import org.kumiki.ontology.search.LookAlike;
import org.kumiki.ontology.search.LookAlikes;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;

/**
 * Pairs of terms that may be one, and terms that a header may mean, of the consortium's own terms
 * in use. Each is made when it is first asked for after a change, by one thread for all.
 * Thread-safe.
 */
final class Candidates {
  private final VocabularyStore vocabulary;
  private final Kept<List<LookAlike>> pairs = new Kept<>(terms -> LookAlikes.in(terms.concepts()));
  private final Kept<LabelIndex> labels = new Kept<>(LabelIndex::of);

  Candidates(VocabularyStore vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** What was made of one state of the vocabulary. */
  private final class Kept<T> {
    private final Function<Vocabulary, T> make;
    private long sequence = -1;
    private T value;

    Kept(Function<Vocabulary, T> make) {
      this.make = make;
    }

    /** The terms are copied, so that what takes long does not hold the state that it is made of. */
    synchronized T now() {
      if (vocabulary.read(Snapshot::sequence) != sequence) {
        AtomicLong made = new AtomicLong();
        Vocabulary terms =
            vocabulary.read(
                now -> {
                  made.set(now.sequence());
                  return inUse(now);
                });
        value = make.apply(terms);
        sequence = made.get();
      }
      return value;
    }
  }

  /** The pairs that a curator should look at, the likeliest first. */
  List<LookAlike> pairs() {
    return pairs.now();
  }

  /** Terms that a header may mean, the best first. */
  List<Candidate> suggest(ReleasedHeaders.Waiting header) {
    ColumnSketch.Values values =
        header.cells() == HeaderProposal.Cells.WORDS
            ? ColumnSketch.Values.WORDS
            : ColumnSketch.Values.UNKNOWN;
    String unit = header.unit().strip();
    return labels
        .now()
        .suggest(
            new ColumnSketch(
                header.header(), unit.isEmpty() ? Optional.empty() : Optional.of(unit), values));
  }

  private static Vocabulary inUse(Snapshot now) {
    Graph shared = now.dataset().getGraph(NodeFactory.createURI(Names.SHARED));
    Node deprecated = NodeFactory.createURI(OWL.NS + "deprecated");
    Model model = ModelFactory.createDefaultModel();
    shared
        .find()
        .filterDrop(
            statement ->
                statement.getPredicate().equals(RDF.type.asNode())
                    && statement.getObject().equals(SKOS.Concept.asNode())
                    && shared.contains(statement.getSubject(), deprecated, Node.ANY))
        .forEachRemaining(model.getGraph()::add);
    return Vocabulary.of(model, "the consortium's vocabulary");
  }
}
