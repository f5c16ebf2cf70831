package org.kumiki.learning.descriptor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns a composition into a fixed number of features.
 *
 * <p>Names, order and bounds depend on the released element table alone and never on data: every
 * member has the same, and they may be part of a study's terms. {@link #describe} keeps within the
 * bounds to the last bit, so that a bounded fixed-point encoding cannot overflow. Implementations
 * are pure, immutable and safe for use by several threads.
 */
public sealed interface CompositionDescriptor permits MagpieDescriptor, ElementFractionDescriptor {

  /** The name by which a study chooses this descriptor, stable between releases. */
  String id();

  /** Names of the features, in their order. */
  List<String> names();

  /** Smallest value that each feature can take, in the order of {@link #names()}. */
  double[] lower();

  /** Largest value that each feature can take, in the order of {@link #names()}. */
  double[] upper();

  /** The features of one composition. */
  Description describe(Composition composition);

  /** The descriptor of this id, or empty where this release knows none. */
  static Optional<CompositionDescriptor> byId(String id) {
    return Stream.<CompositionDescriptor>of(
            MagpieDescriptor.withMeans(),
            MagpieDescriptor.withGaps(),
            new ElementFractionDescriptor())
        .filter(descriptor -> descriptor.id().equals(id))
        .findFirst();
  }
}
