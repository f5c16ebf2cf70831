package org.kumiki.ontology.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kumiki.ontology.term.Names;

class VerdictTest {
  private final Quad english = Quads.label("a", "density", "en");
  private final Quad japanese = Quads.label("a", "密度", "ja");
  private final Set<Quad> state = new HashSet<>();
  private final TermVersions versions = new TermVersions();
  private LogEntry last;

  @BeforeEach
  void aTermStands() {
    last =
        LogEntry.after(0, LogEntry.NOTHING, Quads.change(Map.of("a", 0L), Quads.adding(english)));
    enter(last);
  }

  @Test
  void aChangeOfWhatItsMakerSawStands() {
    assertEquals(new Verdict.Applies(), verdict(Quads.change(Map.of("a", 1L), add(japanese))));
  }

  @Test
  void aTermThatWasChangedSinceIsAConflictAndNothingIsOverwritten() {
    enter(LogEntry.after(1, last.hash(), Quads.change(Map.of("a", 1L), add(japanese))));
    Verdict verdict =
        verdict(Quads.change(Map.of("a", 1L), add(Quads.label("a", "mass density", "en-GB"))));
    assertEquals(new Verdict.Conflicting(List.of(new Conflict(Names.TERM + "a", 1, 2))), verdict);
  }

  @Test
  void aTermThatAChangeOnlyReliesOnIsComparedToo() {
    ChangeSet change = Quads.change(Map.of("b", 0L, "a", 7L), add(Quads.concept("b")));
    assertEquals(
        new Verdict.Conflicting(List.of(new Conflict(Names.TERM + "a", 7, 1))), verdict(change));
  }

  @Test
  void twoWhoMakeTheSameNewTermConflict() {
    ChangeSet change = Quads.change(Map.of("a", 0L), add(Quads.label("a", "thickness", "en-US")));
    assertInstanceOf(Verdict.Conflicting.class, verdict(change));
  }

  @Test
  void aChangeOfStatementsThatAreNotSoDoesNotApply() {
    ChangeSet again = Quads.change(Map.of("a", 1L), add(english));
    assertInstanceOf(Verdict.DoesNotApply.class, verdict(again));
    ChangeSet missing = Quads.change(Map.of("a", 1L), Patch.of(List.of(japanese), List.of()));
    Verdict.DoesNotApply verdict = assertInstanceOf(Verdict.DoesNotApply.class, verdict(missing));
    assertTrue(verdict.statements().get(0).contains("密度"));
  }

  @Test
  void anUndoTakesTheWholeChangeBackAndConflictsWithWhatCameAfter() {
    LogEntry second = LogEntry.after(1, last.hash(), Quads.change(Map.of("a", 1L), add(japanese)));
    enter(second);
    ChangeSet undo = ChangeSet.undoing(second, new UUID(1, 1), Quads.origin("a slip"));
    assertEquals(2L, undo.origin().undoes().orElseThrow());
    assertEquals(new Verdict.Applies(), verdict(undo));
    ChangeSet undoFirst = ChangeSet.undoing(last, new UUID(1, 2), Quads.origin("a slip"));
    assertInstanceOf(Verdict.Conflicting.class, verdict(undoFirst));
    enter(LogEntry.after(2, second.hash(), undo));
    assertEquals(Set.of(english), state);
  }

  @Test
  void whatIsAgainAsAChangeLeftItMayBeTakenBack() {
    LogEntry second = LogEntry.after(1, last.hash(), Quads.change(Map.of("a", 1L), add(japanese)));
    enter(second);
    enter(
        LogEntry.after(
            2, second.hash(), ChangeSet.undoing(second, new UUID(1, 1), Quads.origin("a slip"))));
    ChangeSet undo =
        ChangeSet.undoing(
            last, new UUID(1, 2), Quads.origin("all of it"), Map.of(Names.TERM + "a", 3L));
    assertEquals(new Verdict.Applies(), verdict(undo));
  }

  @Test
  void aChangeNamesTheVersionOfEachTermThatItChanges() {
    assertThrows(UnacceptableChange.class, () -> Quads.change(Map.of("b", 0L), add(japanese)));
    assertThrows(
        UnacceptableChange.class, () -> Quads.change(Map.of(), Patch.of(List.of(), List.of())));
  }

  @Test
  void whoChangesOneEntryChangesTheHashOfEachThatFollows() {
    LogEntry second = LogEntry.after(1, last.hash(), Quads.change(Map.of("a", 1L), add(japanese)));
    assertTrue(second.isWhole());
    LogEntry other =
        LogEntry.after(0, LogEntry.NOTHING, Quads.change(Map.of("a", 0L), add(japanese)));
    assertFalse(new LogEntry(2, second.change(), other.hash(), second.hash()).isWhole());
    assertFalse(new LogEntry(3, second.change(), last.hash(), second.hash()).isWhole());
    ChangeSet restated =
        new ChangeSet(
            second.change().id(),
            Quads.origin("another reason"),
            second.change().basedOn(),
            second.change().patch());
    assertFalse(new LogEntry(2, restated, last.hash(), second.hash()).isWhole());
  }

  private void enter(LogEntry entry) {
    Set<Quad> next = Quads.apply(entry.change().patch(), state);
    state.clear();
    state.addAll(next);
    versions.apply(entry.sequence(), entry.change().patch());
  }

  private Verdict verdict(ChangeSet change) {
    return Verdict.of(change, versions::of, state::contains);
  }

  private static Patch add(Quad quad) {
    return Quads.adding(quad);
  }
}
