package org.kumiki.ontology.shape;

import java.util.Comparator;

/**
 * One thing that a shape forbids.
 *
 * @param focus the IRI of the term, dataset or column
 * @param path the property at fault, short where it has a short form; empty for the whole
 * @param message the cause and the next step
 * @param japanese the same in Japanese; the English text where a shape has none
 * @param rule the rule that the shape stands for, such as {@code S13}; {@code shape} for others
 */
public record Violation(String focus, String path, String message, String japanese, String rule)
    implements Comparable<Violation> {
  private static final Comparator<Violation> ORDER =
      Comparator.comparing(Violation::focus)
          .thenComparing(Violation::path)
          .thenComparing(Violation::message);

  @Override
  public int compareTo(Violation other) {
    return ORDER.compare(this, other);
  }
}
