package org.kumiki.coordinator.enrolment;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What becomes of a request that is not refused. */
sealed interface Outcome {
  /** A certificate and what leads to the root, the leaf first. */
  record Issued(List<X509Certificate> chain) implements Outcome {
    public Issued {
      chain = List.copyOf(chain);
    }
  }

  /** The operator has not decided. */
  record Waits() implements Outcome {}

  /** The sender has shown nothing that entitles it to ask. */
  record Unknown() implements Outcome {}

  /** The one analysis by cases; all of them. */
  default <T> T fold(
      Function<List<X509Certificate>, T> issued, Supplier<T> waits, Supplier<T> unknown) {
    if (this instanceof Issued i) {
      return issued.apply(i.chain());
    }
    return this instanceof Waits ? waits.get() : unknown.get();
  }
}
