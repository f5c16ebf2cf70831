package org.kumiki.platform.people;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Sessions of this process, in memory: a restart ends them, and people come back through the
 * issuer's own session without a password. Cookies hold a random name; only its digest is kept.
 * Thread-safe.
 */
final class Sessions {
  static final Duration LONGEST_IDLE = Duration.ofMinutes(30);
  static final Duration LONGEST = Duration.ofHours(10);

  /** Far above a consortium's people; then the ones that were idle longest end. */
  static final int MOST = 5_000;

  private final Map<String, Held> held = new ConcurrentHashMap<>();
  private final Clock clock;
  private final SecureRandom random;

  /** One session; {@code grant} changes when the issuer confirms it. Guarded by itself. */
  static final class Held {
    private final String formToken;
    private final Instant since;
    private volatile Instant lastUsed;
    private Grant grant;

    private Held(String formToken, Instant since, Grant grant) {
      this.formToken = formToken;
      this.since = since;
      this.lastUsed = since;
      this.grant = grant;
    }

    String formToken() {
      return formToken;
    }

    synchronized Grant grant() {
      return grant;
    }
  }

  /** Asks the issuer whether a grant still holds. */
  interface Renewal {
    Grant renew(Grant grant) throws TokenRefused;
  }

  Sessions(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** Opens a session and gives the secret for its cookie. */
  String open(Grant grant) {
    removeSpent();
    String secret = Secrets.draw(random);
    held.put(Secrets.digest(secret), new Held(Secrets.draw(random), clock.instant(), grant));
    return secret;
  }

  /**
   * The session behind a cookie, confirmed by the issuer if that is due.
   *
   * @throws SignInUnreachable if it is due and the issuer does not answer; the session stays
   */
  Optional<Held> find(String secret, Renewal renewal) {
    String key = Secrets.digest(secret);
    Held found = held.get(key);
    if (found == null || isSpent(found)) {
      held.remove(key);
      return Optional.empty();
    }
    // One renewal at a time: the issuer may take a refresh token only once.
    synchronized (found) {
      if (clock.instant().isAfter(found.grant.confirmedUntil())) {
        try {
          found.grant = renewal.renew(found.grant);
        } catch (TokenRefused e) {
          held.remove(key);
          return Optional.empty();
        }
      }
    }
    if (!held.containsKey(key)) {
      return Optional.empty();
    }
    found.lastUsed = clock.instant();
    return Optional.of(found);
  }

  /** Ends the session behind a cookie and says what it was. */
  Optional<Grant> close(String secret) {
    return Optional.ofNullable(held.remove(Secrets.digest(secret))).map(Held::grant);
  }

  /** Ends all sessions of which this holds. */
  void closeAll(Predicate<Grant> which) {
    held.values().removeIf(session -> which.test(session.grant()));
  }

  private boolean isSpent(Held session) {
    Instant now = clock.instant();
    return now.isAfter(session.since.plus(LONGEST))
        || now.isAfter(session.lastUsed.plus(LONGEST_IDLE));
  }

  private void removeSpent() {
    held.values().removeIf(this::isSpent);
    while (held.size() >= MOST) {
      held.entrySet().stream()
          .min(Comparator.comparing(entry -> entry.getValue().lastUsed))
          .ifPresent(oldest -> held.remove(oldest.getKey()));
    }
  }
}
