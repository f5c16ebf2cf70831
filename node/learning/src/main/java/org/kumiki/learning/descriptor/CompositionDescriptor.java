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

  /**
   * Counts definitions of one name: another formula, order, bound or element table is another
   * version, and this one stays as it is. A study of version 1 names the id alone.
   */
  default int version() {
    return 1;
  }

  /** Name and version, as files, cards and pages write them: {@code magpie-v1}. */
  default String definition() {
    return id() + "-v" + version();
  }

  /** Names of the features, in their order. */
  List<String> names();

  /** Unit of each feature, {@code 1} where it has none, in the order of {@link #names()}. */
  List<String> units();

  /** Smallest value that each feature can take, in the order of {@link #names()}. */
  double[] lower();

  /** Largest value that each feature can take, in the order of {@link #names()}. */
  double[] upper();

  /** The features of one composition. */
  Description describe(Composition composition);

  /**
   * Those that a study may name: a missing elemental value makes none of their features missing.
   */
  static List<CompositionDescriptor> ofStudies() {
    return List.of(MagpieDescriptor.withMeans(), new ElementFractionDescriptor());
  }

  /** The descriptor of this id or definition, or empty where this release knows none. */
  static Optional<CompositionDescriptor> byId(String id) {
    return Stream.concat(Stream.of(MagpieDescriptor.withGaps()), ofStudies().stream())
        .filter(descriptor -> descriptor.id().equals(id) || descriptor.definition().equals(id))
        .findFirst();
  }
}
