package org.kumiki.coordinator.enrolment;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.people.Person;

/**
 * Invitation files between the page that made them and their one download: in memory only, for a
 * few minutes, for the person who made them and nobody else. What was taken, or was not taken in
 * time, is gone; then a new invitation is made. Thread-safe.
 */
@Singleton
final class InvitationFiles {
  /** Enough for one click; a token must not lie about. */
  static final Duration KEPT = Duration.ofMinutes(10);

  private static final int ID_BYTES = 16;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  InvitationFiles(Clock clock) {
    this.clock = clock;
  }

  private record Held(Invitation invitation, String subject, Instant until) {}

  /** Keeps a file for its maker; returns what its address ends with. */
  String keep(Invitation invitation, Person maker) {
    dropOld();
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    held.put(id, new Held(invitation, maker.subject(), clock.instant().plus(KEPT)));
    return id;
  }

  /** What waits to be downloaded, without its secret being shown. */
  Optional<Invitation> waiting(String id, Person person) {
    dropOld();
    return Optional.ofNullable(held.get(id))
        .filter(file -> file.subject().equals(person.subject()))
        .map(Held::invitation);
  }

  /** The file, once. */
  Optional<Invitation> take(String id, Person person) {
    return waiting(id, person).filter(file -> held.remove(id) != null);
  }

  private void dropOld() {
    Instant now = clock.instant();
    held.values().removeIf(file -> !now.isBefore(file.until()));
  }
}
