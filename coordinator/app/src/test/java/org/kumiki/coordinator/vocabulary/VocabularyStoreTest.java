package org.kumiki.coordinator.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.SKOS;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.ontology.change.ChangeSet;
import org.kumiki.ontology.change.Conflict;
import org.kumiki.ontology.change.Origin;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.search.Hit;
import org.kumiki.ontology.search.SearchRequest;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.cli.CommandFailure;

/** The log and what is read of it, against a real PostgreSQL. */
class VocabularyStoreTest {
  @TempDir static Path temporary;
  private static VocabularyDatabase database;

  private VocabularyStore store;

  @BeforeAll
  static void startPostgreSql() {
    database = new VocabularyDatabase(temporary);
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
  }

  @BeforeEach
  void firstStart() {
    database.empty();
    store = opened();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  private static VocabularyStore opened() {
    VocabularyStore store = VocabularyStore.open(database.jdbi());
    new ShippedVocabulary(store, Clock.systemUTC()).bring();
    return store;
  }

  @Test
  void theFirstEntryIsWhatTheProgramShips() {
    List<EntryHead> changes = store.changes(Long.MAX_VALUE, 10);
    assertEquals(1, changes.size());
    assertEquals(Origin.Kind.SHIPPED, changes.get(0).origin().kind());
    assertEquals(Vocabulary.shipped().model().size(), store.read(Snapshot::size).longValue());
    assertEquals(
        Vocabulary.shipped().concept(Edits.TENSILE),
        store.read(now -> now.concept("kt:tensileStrength")));
  }

  @Test
  void anEditIsSeenInStatementsSearchAndHistoryAtOnce() {
    ChangeSet change = Edits.renamed(store, Edits.TENSILE, "pulling strength");
    Publication.Published published =
        assertInstanceOf(Publication.Published.class, store.publish(change));
    assertEquals(2, published.entry().sequence());
    assertEquals(
        "pulling strength",
        store.read(now -> now.concept(Edits.TENSILE)).orElseThrow().label(Language.EN));
    assertEquals(
        Edits.TENSILE,
        store.read(now -> now.search(SearchRequest.of("pulling strength", 5))).get(0).iri());
    assertEquals(2, store.read(now -> now.version(Edits.TENSILE)).longValue());
    assertEquals(
        List.of(2L, 1L),
        store.changes(Edits.TENSILE, Long.MAX_VALUE, 10).stream()
            .map(EntryHead::sequence)
            .toList());
    assertEquals(change.patch(), store.patch(2, Edits.TENSILE));
    assertEquals(change, store.entry(2).orElseThrow().change());
    assertEquals(List.of(1L), sequences(Edits.YIELD));
  }

  @Test
  void whatSeveralChangesDoTogetherIsTheirNetEffect() {
    Patch there = Edits.adding(Edits.quad(Edits.TENSILE, SKOS.altLabel.asNode(), text("first")));
    Patch other = Edits.adding(Edits.quad(Edits.YIELD, SKOS.altLabel.asNode(), text("second")));
    store.publish(Edits.change(store, there));
    store.publish(Edits.change(store, other));
    store.publish(Edits.change(store, there.inverse()));
    assertEquals(Optional.of(other), store.between(1, 4, 3));
    assertEquals(Optional.of(Patch.joined(List.of(other, there))), store.between(1, 3, 3));
    assertEquals(Optional.of(Patch.of(List.of(), List.of())), store.between(4, 4, 0));
  }

  /** Whoever may read may ask for it, strangers too where the vocabulary is public. */
  @Test
  void moreThanOneAnswerComparesIsNotPutTogether() {
    store.publish(Edits.synonym(store, Edits.TENSILE, "first"));
    store.publish(Edits.synonym(store, Edits.TENSILE, "second"));
    assertEquals(2, store.between(1, 3, 2).orElseThrow().size());
    assertEquals(Optional.empty(), store.between(1, 3, 1));

    List<Quad> many = new ArrayList<>();
    for (int i = 0; i <= NetEffect.MOST_STATEMENTS; i++) {
      many.add(Edits.quad(Edits.TENSILE, SKOS.altLabel.asNode(), text("synonym " + i)));
    }
    Quad[] all = many.toArray(Quad[]::new);
    store.publish(Edits.change(store, Edits.adding(all)), VocabularyStore.Findings.ACCEPTED);
    assertEquals(Optional.empty(), store.patch(store.head(4).orElseThrow()));
    assertEquals(1, store.patch(store.head(3).orElseThrow()).orElseThrow().size());
    assertEquals(
        new Differences(List.of(), 0, true),
        Differences.of(store, store.patch(store.head(4).orElseThrow()), "en"));
  }

  private static Node text(String text) {
    return Edits.text(text, "en");
  }

  @Test
  void theSameChangeAgainIsTheSameChange() {
    ChangeSet change = Edits.synonym(store, Edits.TENSILE, "pulling strength");
    store.publish(change);
    assertEquals(new Publication.Repeated(2), store.publish(change));
    assertEquals(2, store.read(Snapshot::sequence).longValue());
  }

  @Test
  void whoeverComesSecondToATermIsToldAndNothingIsOverwritten() {
    ChangeSet one = Edits.renamed(store, Edits.TENSILE, "pulling strength");
    ChangeSet other = Edits.renamed(store, Edits.TENSILE, "drawing strength");
    ChangeSet elsewhere = Edits.synonym(store, Edits.YIELD, "flow limit");
    store.publish(one);
    assertEquals(
        new Publication.Conflicting(List.of(new Conflict(Edits.TENSILE, 1, 2))),
        store.publish(other));
    assertInstanceOf(Publication.Published.class, store.publish(elsewhere));
    assertEquals(
        "pulling strength",
        store.read(now -> now.concept(Edits.TENSILE)).orElseThrow().label(Language.EN));
  }

  @Test
  void aChangeThatBreaksARuleIsNotPublishedAndSaysWhich() {
    ChangeSet loop =
        Edits.change(
            store,
            Edits.adding(
                Edits.quad(
                    Names.TERM + "mechanicalProperty",
                    SKOS.broader.asNode(),
                    org.apache.jena.graph.NodeFactory.createURI(Edits.TENSILE))));
    Publication.Defective defective =
        assertInstanceOf(Publication.Defective.class, store.publish(loop));
    assertEquals("cycle", defective.findings().get(0).rule());
    assertEquals(defective, store.preview(loop));
    assertEquals(1, store.read(Snapshot::sequence).longValue());
    assertEquals(1, store.changes(Long.MAX_VALUE, 10).size());
    assertInstanceOf(
        Publication.Published.class, store.publish(loop, VocabularyStore.Findings.ACCEPTED));
  }

  @Test
  void aPreviewKeepsNothing() {
    ChangeSet change = Edits.synonym(store, Edits.TENSILE, "pulling strength");
    assertEquals(new Publication.Acceptable(), store.preview(change));
    assertEquals(1, store.read(Snapshot::sequence).longValue());
  }

  @Test
  void anUndoTakesAWholeChangeBackAndIsItselfUndone() {
    String before = store.read(Snapshot::sha256);
    store.publish(Edits.renamed(store, Edits.TENSILE, "pulling strength"));
    String renamed = store.read(Snapshot::sha256);
    store.publish(undo(2));
    assertEquals(before, store.read(Snapshot::sha256));
    store.publish(undo(3));
    assertEquals(renamed, store.read(Snapshot::sha256));
    assertInstanceOf(Publication.Conflicting.class, store.publish(undo(2)));
  }

  private ChangeSet undo(long sequence) {
    return ChangeSet.undoing(
        store.entry(sequence).orElseThrow(), UUID.randomUUID(), Edits.origin("a slip"));
  }

  @Test
  void whatAMakerWritesIsCommittedWithItsChangeOrNotAtAll() {
    database.jdbi().useHandle(h -> h.execute("CREATE TABLE IF NOT EXISTS side_note (id uuid)"));
    database.jdbi().useHandle(h -> h.execute("TRUNCATE side_note"));
    ChangeSet stale = Edits.synonym(store, Edits.TENSILE, "one");
    store.publish(Edits.synonym(store, Edits.TENSILE, "two"));
    for (ChangeSet change : List.of(stale, Edits.synonym(store, Edits.YIELD, "three"))) {
      store.publish(
          change.id(),
          VocabularyStore.Findings.REFUSED,
          (handle, now) -> {
            handle.execute("INSERT INTO side_note VALUES (?)", change.id());
            return java.util.Optional.of(change);
          });
    }
    long notes =
        database
            .jdbi()
            .withHandle(h -> h.select("SELECT count(*) FROM side_note").mapTo(Long.class).one());
    assertEquals(1, notes);
    assertEquals(3, store.read(Snapshot::sequence).longValue());
  }

  @Test
  void aRestartFindsTheSameStatementsVersionsAndSearch() {
    store.publish(Edits.renamed(store, Edits.TENSILE, "pulling strength"));
    store.publish(Edits.concept(store, "steel"));
    store.publish(undo(2));
    try (VocabularyStore again = opened()) {
      assertEquals(store.read(Snapshot::sha256), again.read(Snapshot::sha256));
      assertEquals(store.read(Snapshot::logHash), again.read(Snapshot::logHash));
      assertEquals(4, again.read(now -> now.version(Edits.TENSILE)).longValue());
      for (String text : List.of("pulling strength", "tensile strength", "steel", "引張強さ")) {
        SearchRequest request = SearchRequest.of(text, 20);
        List<Hit> before = store.read(now -> now.search(request));
        List<Hit> after = again.read(now -> now.search(request));
        assertEquals(before, after, text);
      }
    }
  }

  @Test
  void anotherCoordinatorOnTheDatabaseSeesAChangeWhenItLooksAndBeforeItWrites() {
    try (VocabularyStore other = opened()) {
      store.publish(Edits.renamed(store, Edits.TENSILE, "pulling strength"));
      assertEquals(1, other.read(Snapshot::sequence).longValue());
      ChangeSet stale = Edits.renamed(other, Edits.TENSILE, "drawing strength");
      assertInstanceOf(Publication.Conflicting.class, other.publish(stale));
      assertEquals(2, other.read(Snapshot::sequence).longValue());
      other.publish(Edits.concept(other, "unobtainium"));
      store.catchUp();
      assertEquals(other.read(Snapshot::sha256), store.read(Snapshot::sha256));
      assertEquals(
          "https://example.org/unobtainium",
          store.read(now -> now.search(SearchRequest.of("unobtainium", 1))).get(0).iri());
    }
  }

  @Test
  void aCoordinatorThatOnlyLooksSeesAChangeByItself() {
    try (VocabularyStore other = opened();
        VocabularyWorker worker = new VocabularyWorker(other)) {
      worker.start();
      store.publish(Edits.concept(store, "unobtainium"));
      while (other.read(Snapshot::sequence) < 2) {
        Thread.onSpinWait();
      }
      assertEquals(store.read(Snapshot::sha256), other.read(Snapshot::sha256));
    }
  }

  @Test
  void aQuestionSeesOneStateHoweverManyChangesComeMeanwhile() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch changed = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Boolean> answer =
          threads.submit(
              () ->
                  store.read(
                      now -> {
                        String before = now.sha256();
                        asked.countDown();
                        await(changed);
                        return before.equals(now.sha256())
                            && now.search(SearchRequest.of("flow limit", 5)).stream()
                                .noneMatch(hit -> hit.matched().equals("flow limit"));
                      }));
      await(asked);
      store.publish(Edits.synonym(store, Edits.YIELD, "flow limit"));
      // The next one has to wait for the question, because it needs the copy that is being read.
      Future<Publication> second =
          threads.submit(() -> store.publish(Edits.synonym(store, Edits.TENSILE, "pull")));
      changed.countDown();
      assertTrue(answer.get());
      assertInstanceOf(Publication.Published.class, second.get());
    } finally {
      changed.countDown();
      threads.shutdownNow();
    }
  }

  @Test
  void theLogRefusesToBeChanged() {
    for (String statement :
        List.of(
            "UPDATE vocabulary_change SET reason = 'x'",
            "DELETE FROM vocabulary_change_part",
            "TRUNCATE vocabulary_change_subject",
            "UPDATE vocabulary_shipped SET sha256 = 'x'",
            "TRUNCATE vocabulary_change CASCADE")) {
      UnableToExecuteStatementException refused =
          assertThrows(
              UnableToExecuteStatementException.class,
              () -> database.jdbi().useHandle(handle -> handle.execute(statement)));
      assertTrue(refused.getMessage().contains("append-only"), refused.getMessage());
    }
  }

  @Test
  void aLogThatSomebodyAlteredIsNotedAtTheStart() {
    store.publish(Edits.synonym(store, Edits.TENSILE, "pulling strength"));
    for (String statement :
        List.of(
            "UPDATE vocabulary_change SET name = 'Suzuki' WHERE sequence = 2",
            "UPDATE vocabulary_change_part SET patch = replace(patch, 'pulling', 'pushing')"
                + " WHERE sequence = 2",
            "UPDATE vocabulary_change_subject SET based_on = 0 WHERE sequence = 2")) {
      database.empty();
      try (VocabularyStore fresh = opened()) {
        fresh.publish(Edits.synonym(fresh, Edits.TENSILE, "pulling strength"));
      }
      database.withoutTriggers(statement);
      CommandFailure refused =
          assertThrows(CommandFailure.class, () -> VocabularyStore.open(database.jdbi()).close());
      assertTrue(refused.line().contains("change 2"), refused.line());
    }
  }

  @Test
  void fiveWritersLoseNothingAndConflictOnlyOnTheSameTerm() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try (VocabularyStore other = opened()) {
      List<VocabularyStore> stores = List.of(store, other);
      List<Future<Integer>> written = new java.util.ArrayList<>();
      for (int writer = 0; writer < 5; writer++) {
        int own = writer;
        written.add(
            threads.submit(
                () -> {
                  int published = 0;
                  for (int i = 0; i < 6; i++) {
                    VocabularyStore mine = stores.get((own + i) % 2);
                    ChangeSet change =
                        i % 2 == 0
                            ? Edits.concept(mine, "w" + own + "-" + i)
                            : Edits.synonym(mine, Edits.TENSILE, "s" + own + "-" + i);
                    Publication outcome = mine.publish(change);
                    published += outcome instanceof Publication.Published ? 1 : 0;
                    assertFalse(outcome instanceof Publication.DoesNotApply, outcome.toString());
                  }
                  return published;
                }));
      }
      long sum = 1;
      for (Future<Integer> one : written) {
        sum += one.get();
      }
      assertTrue(sum >= 1 + 15 + 1, "every new concept and at least one synonym: " + sum);
      store.catchUp();
      other.catchUp();
      assertEquals(sum, store.read(Snapshot::sequence).longValue());
      assertEquals(store.read(Snapshot::sha256), other.read(Snapshot::sha256));
      assertNotEquals(0, sum);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Long> sequences(String term) {
    return store.changes(term, Long.MAX_VALUE, 10).stream().map(EntryHead::sequence).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
