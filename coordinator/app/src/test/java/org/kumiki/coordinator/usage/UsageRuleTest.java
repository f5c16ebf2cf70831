package org.kumiki.coordinator.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageRuleTest {
  private static final String TERM = "kt:density";
  private static final String ANY = "kt:porosity";

  /** So many members that report, of whom the first ones use the term. */
  private static Map<String, Set<String>> reports(int members, int using) {
    Map<String, Set<String>> reports = new TreeMap<>();
    for (int i = 0; i < members; i++) {
      reports.put("member-" + i, i < using ? Set.of(TERM, ANY) : Set.of(ANY));
    }
    return reports;
  }

  @ParameterizedTest
  @CsvSource({
    // colluding, reporting, using, at least
    "0, 7, 2, 0",
    "0, 7, 3, 3",
    "0, 7, 7, 3",
    "0, 5, 3, 3",
    "0, 4, 4, 0",
    "1, 5, 5, 3",
    "2, 7, 3, 0",
    "2, 7, 4, 4",
    "2, 6, 6, 0",
    "0, 11, 10, 3",
    "0, 12, 10, 10",
    "0, 12, 9, 3",
    "1, 40, 35, 30",
    "1, 300, 150, 100"
  })
  void aBandIsShownFromThreeMembersOnWhileFourOthersCouldBeThem(
      int colluding, int reporting, int using, int atLeast) {
    assertEquals(
        atLeast, new UsageRule(colluding).bands(reports(reporting, using)).getOrDefault(TERM, 0));
  }

  /**
   * Whoever puts the reports of so many members as may collude beside what is shown finds, for each
   * other member, a world in which it uses the term and one in which it does not.
   */
  @Property(tries = 2_000)
  void nobodysUseCanBeRead(
      @ForAll @IntRange(min = 1, max = 14) int members,
      @ForAll @IntRange(max = 14) int usingRaw,
      @ForAll @IntRange(max = 2) int colluding,
      @ForAll @IntRange(max = 2) int coalitionRaw,
      @ForAll @IntRange(max = 2) int usingOfCoalitionRaw) {
    int using = Math.min(usingRaw, members);
    int coalition = Math.min(Math.min(coalitionRaw, Math.max(1, colluding)), members - 1);
    int usingOfCoalition = Math.min(usingOfCoalitionRaw, Math.min(coalition, using));
    int honest = members - coalition;
    if (honest < 2 || using - usingOfCoalition > honest) {
      return;
    }
    UsageRule rule = new UsageRule(colluding);
    int shown = rule.bands(reports(members, using)).getOrDefault(TERM, 0);

    boolean couldUse = false;
    boolean couldNot = false;
    for (int others = 0; others <= honest; others++) {
      boolean consistent =
          rule.bands(reports(members, usingOfCoalition + others)).getOrDefault(TERM, 0) == shown;
      couldUse |= consistent && others >= 1;
      couldNot |= consistent && others <= honest - 1;
    }
    assertTrue(couldUse && couldNot, members + " members, " + using + " use it: " + shown);
  }

  @Test
  void bandsStayUntilSoManyReportsChangedThatNobodyKnowsWhose() {
    UsageRule rule = new UsageRule(1);
    Map<String, Set<String>> counted = reports(7, 3);
    Map<String, Set<String>> now = new TreeMap<>(counted);
    for (int i = 0; i < 3; i++) {
      now.put("member-" + i, Set.of(ANY));
    }
    assertFalse(rule.mayCount(counted, now), "three, one of whom may be the one who looks");

    now.remove("member-6");
    assertTrue(rule.mayCount(counted, now), "a member that left has changed too");
  }

  @Test
  void nothingIsCountedBeforeEnoughMembersReport() {
    UsageRule rule = new UsageRule(0);
    assertFalse(rule.mayCount(Map.of(), reports(4, 4)));
    assertTrue(rule.mayCount(Map.of(), reports(5, 0)));
  }

  @Test
  void theSameReportsAgainAreNoChange() {
    UsageRule rule = new UsageRule(0);
    assertFalse(rule.mayCount(reports(9, 5), reports(9, 5)));
  }
}
