package org.kumiki.coordinator.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.people.Person;

class InvitationFilesTest {
  private static final Invitation INVITATION =
      new Invitation(
          "kinzoku",
          "https://localhost:8443",
          "acme",
          "Acme",
          "t".repeat(43),
          "ab".repeat(32),
          "2030-01-01T00:00:00Z");

  private final EstServer.MovableClock clock = new EstServer.MovableClock();
  private final InvitationFiles files = new InvitationFiles(clock);

  private static Person person(String subject) {
    return new Person(subject, "u", "U", Set.of(), Set.of(), Person.Standing.HOME);
  }

  @Test
  void aFileIsTakenOnceAndByItsMakerAlone() {
    String id = files.keep(INVITATION, person("ann"));
    assertEquals(Optional.empty(), files.waiting(id, person("bob")));
    assertEquals(Optional.empty(), files.take(id, person("bob")));
    assertEquals(Optional.of(INVITATION), files.waiting(id, person("ann")));
    assertEquals(Optional.of(INVITATION), files.take(id, person("ann")));
    assertEquals(Optional.empty(), files.take(id, person("ann")));
    assertEquals(Optional.empty(), files.take("0", person("ann")));
  }

  @Test
  void aFileThatNobodyFetchesIsForgotten() {
    String id = files.keep(INVITATION, person("ann"));
    clock.set(InvitationFiles.KEPT.minus(Duration.ofMinutes(1)));
    assertTrue(files.waiting(id, person("ann")).isPresent());
    clock.set(InvitationFiles.KEPT);
    assertEquals(Optional.empty(), files.take(id, person("ann")));
  }
}
