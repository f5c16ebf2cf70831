package org.kumiki.coordinator.studies;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Person.Standing;
import org.kumiki.platform.people.Role;

/** Who may submit a study for which organisations. */
class SubmittersTest {
  private static final List<String> COHORT = List.of("birch", "cedar", "dune");

  private static Person scientist(String organisation, Standing standing) {
    return new Person("1", "hana", "Hana", Set.of(organisation), Set.of(Role.SCIENTIST), standing);
  }

  @Test
  void aMembersScientistSubmitsNothingThatIsForOthersAlone() {
    Person foreign = scientist("acme", Standing.GUEST);
    ProblemException refused =
        assertThrows(ProblemException.class, () -> StudyController.requirePart(foreign, COHORT));
    assertTrue(refused.getMessage().contains("own organisation"), refused.getMessage());
    assertDoesNotThrow(
        () -> StudyController.requirePart(scientist("birch", Standing.GUEST), COHORT));
  }

  @Test
  void theConsortiumsOwnScientistAndTheMachinesOwnerSubmitForAll() {
    assertDoesNotThrow(
        () -> StudyController.requirePart(scientist("steel", Standing.HOME), COHORT));
    assertDoesNotThrow(() -> StudyController.requirePart(Person.OWNER, COHORT));
  }
}
