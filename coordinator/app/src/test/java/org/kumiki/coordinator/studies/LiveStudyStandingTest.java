package org.kumiki.coordinator.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kumiki.coordinator.studies.LiveStudy.Doing;
import org.kumiki.coordinator.studies.LiveStudy.ErrorOfRound;
import org.kumiki.coordinator.studies.LiveStudy.Standing;

/** What a study's page says of a study that moves. */
class LiveStudyStandingTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private static StudyRow row(StudyRow.Progress progress, String... awaited) {
    return new StudyRow(
        "ab",
        "Strength",
        List.of("acme", "birch", "cedar"),
        progress,
        "Collecting",
        4,
        List.of(awaited),
        NOW,
        "");
  }

  @Test
  void whoeverIsAwaitedWorksIfItsNodeIsThereAndIsSilentIfNot() {
    Instant longAgo = NOW.minus(Duration.ofMinutes(3));
    List<Standing> standings =
        LiveStudy.standings(
            row(StudyRow.Progress.WAITING, "birch", "cedar"),
            Map.of("acme", longAgo, "birch", NOW.minusSeconds(4), "cedar", longAgo),
            NOW);
    assertEquals(
        List.of(
            new Standing("acme", Doing.SENT, Optional.empty()),
            new Standing("birch", Doing.WORKS, Optional.empty()),
            new Standing("cedar", Doing.SILENT, Optional.of(longAgo))),
        standings);
  }

  @Test
  void aNodeThatWasNeverHeardOfIsSilentWithoutATime() {
    assertEquals(
        new Standing("birch", Doing.SILENT, Optional.empty()),
        LiveStudy.standings(row(StudyRow.Progress.WAITING, "birch"), Map.of(), NOW).get(1));
  }

  @Test
  void nobodyDoesAnythingForAStudyThatHasEnded() {
    for (Standing standing :
        LiveStudy.standings(row(StudyRow.Progress.COMPLETED), Map.of("acme", NOW), NOW)) {
      assertEquals(Doing.NOTHING, standing.doing());
    }
  }

  @Test
  void theTimeToTheEndFollowsTheUsualRoundAndNotTheNightThatOneTook() {
    List<Instant> opened = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      opened.add(NOW.plusSeconds(10L * i));
    }
    assertEquals(Optional.of(Duration.ofSeconds(140)), LiveStudy.left(opened, 20));
    opened.add(NOW.plus(Duration.ofHours(9)));
    assertEquals(Optional.of(Duration.ofSeconds(130)), LiveStudy.left(opened, 20));
  }

  @Test
  void beforeThreeRoundsAndAfterTheLastNoTimeIsSaid() {
    assertEquals(Optional.empty(), LiveStudy.left(List.of(NOW, NOW.plusSeconds(1)), 20));
    List<Instant> all = List.of(NOW, NOW.plusSeconds(1), NOW.plusSeconds(2));
    assertEquals(Optional.empty(), LiveStudy.left(all, 3));
  }

  @Test
  void errorsAreThoseOfRoundsThatToldANewOne() {
    double none = Double.NaN;
    assertEquals(
        List.of(new ErrorOfRound(3, 60), new ErrorOfRound(5, 41)),
        LiveStudy.errors(List.of(none, none, 60.0, 60.0, 41.0, none)));
  }
}
