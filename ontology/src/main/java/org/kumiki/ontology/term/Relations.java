package org.kumiki.ontology.term;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a term stands among the others; all IRIs, sorted. Immutable.
 *
 * @param schemes the schemes that it belongs to
 * @param broader the terms directly above it
 * @param related terms to look at too, named from either side
 * @param keptApart terms that look alike and are different, named from either side
 */
public record Relations(
    Set<String> schemes, Set<String> broader, Set<String> related, Set<String> keptApart) {

  public Relations {
    schemes = sorted(schemes);
    broader = sorted(broader);
    related = sorted(related);
    keptApart = sorted(keptApart);
  }

  private static Set<String> sorted(Set<String> iris) {
    return Collections.unmodifiableSet(new TreeSet<>(iris));
  }
}
