package org.kumiki.platform.people;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sign-in on its way: kept by the browser that began it, sealed, so that no other browser can be
 * made to finish it.
 *
 * @param state comes back from the issuer beside the code
 * @param nonce comes back inside the identity token
 * @param verifier PKCE's secret (RFC 7636)
 * @param returnTo the path that the person wanted
 */
record PendingSignIn(String state, String nonce, String verifier, String returnTo, Instant end) {
  /** Enough to look for a telephone with the second factor. */
  static final Duration LONGEST = Duration.ofMinutes(15);

  static PendingSignIn begin(String returnTo, Instant now, SecureRandom random) {
    return new PendingSignIn(
        Secrets.draw(random),
        Secrets.draw(random),
        Secrets.draw(random),
        isLocal(returnTo) ? returnTo : "/",
        now.plus(LONGEST));
  }

  String encode() {
    return String.join("\n", state, nonce, verifier, returnTo, Long.toString(end.getEpochSecond()));
  }

  static Optional<PendingSignIn> decode(String text) {
    List<String> parts = text.lines().toList();
    return parts.size() == 5
        ? Optional.of(
            new PendingSignIn(
                parts.get(0),
                parts.get(1),
                parts.get(2),
                parts.get(3),
                Instant.ofEpochSecond(Long.parseLong(parts.get(4)))))
        : Optional.empty();
  }

  /** A path of this service: whatever else stands in a link must not send the person elsewhere. */
  static boolean isLocal(String path) {
    return path != null
        && path.length() <= 500
        && path.matches("/([A-Za-z0-9._~:-][A-Za-z0-9._~:/?&=%-]*)?");
  }
}
