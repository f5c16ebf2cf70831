package org.kumiki.exchange.disclosure;

import java.util.Optional;

/** What the gate answers: nothing, or a release that may be the member's own numbers or zeros. */
public sealed interface Decision {
  /** The member's own numbers may leave under masks. */
  record Granted(Release release) implements Decision {}

  /** Zeros leave in their place; the reason stays at home. */
  record Withheld(Release zeros, Refusal reason) implements Decision {}

  /** Nothing leaves at all; the reason is static. */
  record Refused(Refusal reason) implements Decision {}

  /** What leaves; empty if nothing does. */
  default Optional<Release> released() {
    if (this instanceof Granted granted) {
      return Optional.of(granted.release());
    }
    return this instanceof Withheld withheld ? Optional.of(withheld.zeros()) : Optional.empty();
  }
}
