package org.kumiki.trial.simulation.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.kumiki.trial.simulation.table.MemberGroups.TooFewMembersException;

class MemberGroupsTest {
  @Test
  void withoutGroupsEveryValueIsAMember() {
    List<Member> members = MemberGroups.of(Map.of("b", 1L, "a", 9L, "c", 2L), OptionalInt.empty());
    assertEquals(List.of("a", "b", "c"), members.stream().map(Member::name).toList());
  }

  @Test
  void valuesThatAreNumbersStandInTheOrderOfNumbers() {
    List<Member> members =
        MemberGroups.of(Map.of("1240", 1L, "530", 1L, "5.5", 1L), OptionalInt.empty());
    assertEquals(List.of("5.5", "530", "1240"), members.stream().map(Member::name).toList());
  }

  @Test
  void theLargestValueGoesFirstAndEachToTheSmallestGroupSoFar() {
    Map<String, Long> rows = Map.of("a", 50L, "b", 40L, "c", 30L, "d", 20L, "e", 15L, "f", 1L);
    List<Member> members = MemberGroups.of(rows, OptionalInt.of(3));
    assertEquals(
        List.of(
            new Member("member-1", List.of("a", "f")),
            new Member("member-2", List.of("b", "e")),
            new Member("member-3", List.of("c", "d"))),
        members);
  }

  @Test
  void tiesGoByTheOrderOfValuesAndToTheFirstOfEqualGroups() {
    Map<String, Long> rows = Map.of("d", 5L, "c", 5L, "b", 5L, "a", 5L);
    List<Member> members = MemberGroups.of(rows, OptionalInt.of(3));
    assertEquals(List.of("a", "d"), members.get(0).values());
    assertEquals(List.of("b"), members.get(1).values());
    assertEquals(List.of("c"), members.get(2).values());
  }

  @Test
  void fewerThanThreeMembersAreRefused() {
    Map<String, Long> two = Map.of("a", 5L, "b", 5L);
    assertThrows(TooFewMembersException.class, () -> MemberGroups.of(two, OptionalInt.empty()));
    Map<String, Long> four = Map.of("a", 5L, "b", 5L, "c", 1L, "d", 1L);
    assertThrows(TooFewMembersException.class, () -> MemberGroups.of(four, OptionalInt.of(2)));
  }

  @Test
  void moreGroupsThanValuesAreRefused() {
    Map<String, Long> three = Map.of("a", 5L, "b", 5L, "c", 1L);
    TooFewMembersException refusal =
        assertThrows(TooFewMembersException.class, () -> MemberGroups.of(three, OptionalInt.of(4)));
    assertTrue(refusal.getMessage().contains("3 values do not make 4 members"));
  }
}
