package org.kumiki.node.experiment;

import java.util.Optional;
import org.kumiki.learning.descriptor.Element;
import org.kumiki.ontology.mapping.Basis;

/**
 * One value of a search space.
 *
 * @param term it sets; empty for an element of a mixture
 * @param unit it is written in; empty for the unit of its term
 * @param element in a mixture of elements
 * @param basis of that mixture
 * @param total of its mixture; NaN outside of one
 * @param lower and {@code upper}: what the space lets it be
 */
record SpaceValue(
    String name,
    Optional<String> term,
    Optional<String> unit,
    Optional<Element> element,
    Optional<Basis> basis,
    double total,
    double lower,
    double upper) {
  /** Whether it is part of a mixture, where 0 means absent. */
  boolean mixed() {
    return !Double.isNaN(total);
  }
}
