package org.kumiki.coordinator.vocabulary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.browse.TermTree;

/**
 * Levels of the tree, sorted. A level of a hundred thousand terms takes a while to sort, so the
 * last long ones, and the uppermost terms of schemes, are kept as long as the vocabulary stays as
 * it is. Thread-safe.
 */
public final class TermBrowser {
  private static final int LONG_LEVEL = 200;
  private static final int MOST_KEPT = 64;

  private record Key(String iri, String language) {}

  private final Map<Key, List<String>> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long sequence = -1;

  /** The terms below a term or scheme, as {@link TermTree#below}. */
  List<String> below(Snapshot now, String iri, String language) {
    Key key = new Key(iri, language);
    List<String> known = known(now.sequence(), key);
    if (known != null) {
      return known;
    }
    List<String> level = new TermTree(now.graph()).below(iri, language);
    if (level.size() >= LONG_LEVEL || isScheme(now, iri)) {
      keep(now.sequence(), key, level);
    }
    return level;
  }

  /** To find its uppermost terms, all of a scheme have to be looked at. */
  static boolean isScheme(Snapshot now, String iri) {
    return now.graph()
        .contains(NodeFactory.createURI(iri), RDF.type.asNode(), SKOS.ConceptScheme.asNode());
  }

  private synchronized List<String> known(long now, Key key) {
    if (now != sequence) {
      kept.clear();
      sequence = now;
    }
    return kept.get(key);
  }

  private synchronized void keep(long now, Key key, List<String> level) {
    if (now == sequence) {
      kept.put(key, level);
      if (kept.size() > MOST_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
  }
}
