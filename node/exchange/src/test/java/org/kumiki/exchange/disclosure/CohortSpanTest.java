package org.kumiki.exchange.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CohortSpanTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g");
  private static final int LARGEST_COEFFICIENT = 3;

  @Test
  void aCohortWithoutOneOfItsMembersSinglesThatMemberOut() {
    assertEquals(Optional.of(Set.of("e")), exposed(4, "abcde", "abcd"));
  }

  @Test
  void equalCohortsSayNothingMore() {
    assertEquals(Optional.empty(), exposed(4, "abcde", "edcba", "abcde"));
  }

  @Test
  void cohortsThatAreFarApartOnEachSideStandBesideEachOther() {
    assertEquals(Optional.empty(), exposed(3, "abcdef", "abc"));
    assertEquals(Optional.empty(), exposed(3, "abcxyz", "defxyz"));
  }

  @Test
  void oneMoreAndOneLessIsAFaultOnBothSides() {
    assertTrue(exposed(3, "abcdef", "bcdefg").isPresent());
  }

  /** Any two of the three differ by six; the first two together, without the third, by one. */
  @Test
  void aFaultThatOnlyThreeCohortsTogetherHaveIsFound() {
    String first = "abcdef";
    String second = "ghijkl";
    String third = "abcdefghijklm";
    assertEquals(Optional.empty(), exposed(3, first, second));
    assertEquals(Optional.empty(), exposed(3, first, third));
    assertEquals(Optional.empty(), exposed(3, second, third));
    assertEquals(Optional.of(Set.of("m")), exposed(3, first, second, third));
  }

  @Test
  void aSingleCohortBelowTheMinimumIsAFault() {
    assertEquals(Optional.of(Set.of("a", "b")), exposed(3, "ab"));
  }

  @Property(tries = 400)
  void theElementaryVectorsFindWhatBruteForceFinds(
      @ForAll("cohorts") List<Set<String>> cohorts, @ForAll @IntRange(min = 2, max = 4) int least) {
    assertEquals(
        bruteForce(cohorts, least),
        CohortSpan.of(cohorts).exposed(least).isPresent(),
        "" + cohorts);
  }

  @Property(tries = 400)
  void beyondTheLimitTheRuleIsStricterAndNeverLaxer(
      @ForAll("cohorts") List<Set<String>> cohorts, @ForAll @IntRange(min = 2, max = 4) int least) {
    CohortSpan span = CohortSpan.of(cohorts);
    if (span.exposed(least, 0).isEmpty()) {
      assertEquals(Optional.empty(), span.exposed(least));
    }
  }

  @Test
  void manyCohortsAreAnsweredByTheStricterRule() {
    Random random = new Random(7);
    List<List<String>> cohorts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<String> cohort = new ArrayList<>();
      for (int j = 0; j < 200; j++) {
        if (random.nextBoolean()) {
          cohort.add("member-" + j);
        }
      }
      cohorts.add(cohort);
    }
    assertTrue(CohortSpan.of(cohorts).exposed(3).isPresent());
  }

  @Provide
  Arbitrary<List<Set<String>>> cohorts() {
    return Arbitraries.of(NAMES).set().ofMinSize(2).list().ofMinSize(1).ofMaxSize(4);
  }

  /**
   * Elementary vectors of four 0/1 rows have coefficients that are minors of three of their
   * columns, at most 2 in size; so combinations up to 3 hold them all, and many that are not
   * elementary.
   */
  private static boolean bruteForce(List<Set<String>> cohorts, int least) {
    int width = 2 * LARGEST_COEFFICIENT + 1;
    int combinations = (int) Math.pow(width, cohorts.size());
    for (int code = 0; code < combinations; code++) {
      int rest = code;
      int[] vector = new int[NAMES.size()];
      for (Set<String> cohort : cohorts) {
        int factor = rest % width - LARGEST_COEFFICIENT;
        rest /= width;
        for (int j = 0; j < vector.length; j++) {
          vector[j] += cohort.contains(NAMES.get(j)) ? factor : 0;
        }
      }
      int positive = 0;
      int negative = 0;
      for (int entry : vector) {
        positive += entry > 0 ? 1 : 0;
        negative += entry < 0 ? 1 : 0;
      }
      if ((positive > 0 && positive < least) || (negative > 0 && negative < least)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<? extends Set<String>> exposed(int minimum, String... cohorts) {
    List<Set<String>> sets = new ArrayList<>();
    for (String cohort : cohorts) {
      sets.add(new TreeSet<>(List.of(cohort.split(""))));
    }
    return CohortSpan.of(sets).exposed(minimum);
  }
}
