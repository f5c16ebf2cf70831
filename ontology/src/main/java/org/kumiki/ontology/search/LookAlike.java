package org.kumiki.ontology.search;

import java.util.Comparator;
import java.util.List;

/**
 * Two concepts that may be one.
 *
 * @param one the IRI of the one that sorts first
 * @param other the IRI of the other one
 * @param score 0 to 1; 1 is the same preferred label, kind and unit
 * @param reasons what speaks for it and against it, for the curator who decides
 */
public record LookAlike(String one, String other, double score, List<Reason> reasons)
    implements Comparable<LookAlike> {
  private static final Comparator<LookAlike> ORDER =
      Comparator.comparingDouble((LookAlike pair) -> -pair.score())
          .thenComparing(LookAlike::one)
          .thenComparing(LookAlike::other);

  public LookAlike {
    reasons = List.copyOf(reasons);
  }

  @Override
  public int compareTo(LookAlike pair) {
    return ORDER.compare(this, pair);
  }
}
