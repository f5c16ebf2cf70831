package org.kumiki.coordinator.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.coordinator.membership.InstanceRule.Verdict.COPIED;
import static org.kumiki.coordinator.membership.InstanceRule.Verdict.CURRENT;
import static org.kumiki.coordinator.membership.InstanceRule.Verdict.LATE;
import static org.kumiki.coordinator.membership.InstanceRule.Verdict.TAKES_OVER;
import static org.kumiki.coordinator.membership.InstanceRule.Verdict.TAKES_OVER_FROM_OLDER_COPY;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kumiki.coordinator.membership.InstanceRule.Known;
import org.kumiki.coordinator.membership.InstanceRule.Verdict;

class InstanceRuleTest {
  private static final NodeRun FIRST = run('a', 1);
  private static final NodeRun SECOND = run('b', 2);

  private final List<Known> known = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");

  private static NodeRun run(char digit, long start) {
    return new NodeRun(String.valueOf(digit).repeat(32), start);
  }

  /** Judges, and keeps what the store would keep. */
  private Verdict comes(NodeRun run) {
    Verdict verdict = InstanceRule.judge(known, run, now);
    if (verdict == TAKES_OVER || verdict == TAKES_OVER_FROM_OLDER_COPY) {
      known.replaceAll(
          k -> new Known(k.instance(), k.start(), Optional.of(k.retiredAt().orElse(now))));
      known.add(new Known(run.instance(), run.start(), Optional.empty()));
    }
    return verdict;
  }

  private void after(Duration time) {
    now = now.plus(time);
  }

  @Test
  void aRestartTakesOverHoweverQuicklyAndHoweverOften() {
    assertEquals(TAKES_OVER, comes(FIRST));
    assertEquals(CURRENT, comes(FIRST));
    for (int start = 2; start < 15; start++) {
      NodeRun next = new NodeRun(String.format(Locale.ROOT, "%032x", start), start);
      assertEquals(TAKES_OVER, comes(next));
      assertEquals(CURRENT, comes(next));
      after(Duration.ofMillis(1));
    }
  }

  @Test
  void startsThatNeverReachedTheCoordinatorLeaveNoTrace() {
    comes(FIRST);
    assertEquals(TAKES_OVER, comes(run('c', 9)));
  }

  @Test
  void aStragglerOfTheRunBeforeIsNoSecondVoice() {
    comes(FIRST);
    comes(SECOND);
    after(InstanceRule.LATE);
    assertEquals(LATE, comes(FIRST));
    assertEquals(CURRENT, comes(SECOND));
  }

  @Test
  void aCopyBesideItsOriginalIsNoticedWhenTheOriginalSpeaksAgain() {
    comes(FIRST);
    comes(SECOND);
    after(InstanceRule.LATE.plusSeconds(1));
    assertEquals(COPIED, comes(FIRST));
  }

  @Test
  void aCopyThatWasStartedFirstIsNoticedWhenItSpeaksAgain() {
    comes(FIRST);
    after(Duration.ofDays(1));
    NodeRun copy = run('c', 2);
    NodeRun original = run('d', 2);
    assertEquals(TAKES_OVER, comes(copy));
    after(Duration.ofMinutes(5));
    assertEquals(
        TAKES_OVER_FROM_OLDER_COPY, comes(original), "both count their starts from one folder");
    after(Duration.ofMinutes(1));
    assertEquals(COPIED, comes(copy));
  }

  @Test
  void aRestoredBackupIsNotedAndGoesOn() {
    comes(FIRST);
    comes(SECOND);
    comes(run('c', 3));
    after(Duration.ofDays(3));
    NodeRun restored = run('d', 2);
    assertEquals(TAKES_OVER_FROM_OLDER_COPY, comes(restored));
    after(Duration.ofDays(1));
    assertEquals(CURRENT, comes(restored));
  }

  @Test
  void aHeaderHasOneForm() {
    String digits = "0123456789abcdef0123456789abcdef";
    assertEquals(Optional.of(new NodeRun(digits, 7)), NodeRun.parse(digits + " 000000000007"));
    for (String wrong :
        List.of(
            "",
            digits,
            digits + " ",
            digits + " -1",
            digits.toUpperCase(Locale.ROOT) + " 1",
            digits + " 1 2",
            digits + " 1234567890123")) {
      assertTrue(NodeRun.parse(wrong).isEmpty(), wrong);
    }
  }
}
