package org.kumiki.ontology.change;

import java.util.HashMap;
import java.util.Map;

/**
 * The version of each term: the place in the log of the last change to it. Follows from the log
 * alone. Not safe to share between threads.
 */
public final class TermVersions {
  private final Map<String, Long> versions = new HashMap<>();

  /** The version of a term; 0 if nothing was ever said about it. */
  public long of(String iri) {
    return versions.getOrDefault(iri, 0L);
  }

  /** Takes note of an entry; entries come in their order. */
  public void apply(long sequence, Patch patch) {
    patch.removed().forEach(quad -> versions.put(quad.getSubject().getURI(), sequence));
    patch.added().forEach(quad -> versions.put(quad.getSubject().getURI(), sequence));
  }
}
