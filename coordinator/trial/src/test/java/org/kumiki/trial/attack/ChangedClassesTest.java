package org.kumiki.trial.attack;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** A control that switched nothing off would prove nothing. */
class ChangedClassesTest {
  @Test
  void aTextThatIsNotThereExactlyOnceIsRefused() {
    DefenceOff gone = DefenceOff.of("gone", "round/Relays", "no such text", "");
    DefenceOff everywhere = DefenceOff.of("everywhere", "round/Relays", "import", "");
    assertThrows(IllegalStateException.class, gone::isFoundBySeeds);
    assertThrows(IllegalStateException.class, everywhere::isFoundBySeeds);
  }

  @Test
  void aSourceThatDoesNotCompileIsRefused() {
    DefenceOff broken = DefenceOff.of("broken", "round/Relays", "final class Relays", "final Rel");
    assertThrows(IllegalStateException.class, broken::isFoundBySeeds);
  }

  @Test
  void aTestThatPassesWithoutTheDefenceIsNoControl() {
    DefenceOff nothing =
        DefenceOff.of("nothing", "round/Relays", "final class Relays", "final  class Relays");
    AssertionFailedError found =
        assertThrows(
            AssertionFailedError.class,
            () -> nothing.isFoundBy(RoundAttackTest.class, "anotherStateForOneMemberGetsNoVector"));
    assertTrue(found.getMessage().contains("does not miss it"), found.getMessage());
  }
}
