package org.kumiki.node.participation;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the coordinator says to a request for a certificate. */
sealed interface EstAnswer {
  /** The chain, the leaf first as far as the message kept the order; not checked yet. */
  record Certificates(List<X509Certificate> found) implements EstAnswer {}

  /** The operator has not decided; ask again after this. */
  record Waiting(Duration rest) implements EstAnswer {}

  /**
   * Not like this.
   *
   * @param status HTTP
   * @param sentence cause and next step, cleaned for a terminal and a log
   * @param again after what the same may be taken; empty if it never is
   */
  record Refused(int status, String sentence, Optional<Duration> again) implements EstAnswer {}

  /** The one analysis by cases; all of them. */
  default <T> T fold(
      Function<Certificates, T> certificates,
      Function<Waiting, T> waiting,
      Function<Refused, T> refused) {
    if (this instanceof Certificates c) {
      return certificates.apply(c);
    } else if (this instanceof Waiting w) {
      return waiting.apply(w);
    }
    return refused.apply((Refused) this);
  }
}
