package org.kumiki.node.participation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.vocabulary.HeaderProposal;
import org.kumiki.exchange.vocabulary.HeaderProposal.Cells;
import org.kumiki.exchange.vocabulary.UsageReport;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.StoredColumn;
import org.kumiki.node.release.WouldLeave;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/** What a steward lets go for the vocabulary, against a real PostgreSQL. */
class HandReleasesTest {
  private static final String DENSITY = Names.TERM + "density";
  private static final String TENSILE = Names.TERM + "tensileStrength";

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;
  private static StudyStore outbox;
  private static HandReleases releases;
  private static final AtomicInteger woken = new AtomicInteger();

  @BeforeAll
  static void startPostgreSql() {
    lock = DataFolder.open(temporary.resolve("node")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/node");
    outbox = new StudyStore(database.jdbi());
    releases = new HandReleases(database.jdbi(), woken::incrementAndGet);
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
    lock.close();
  }

  @Test
  void exactlyWhatWasReleasedIsQueuedAndRecordedOnce() {
    int before = releases.all().size();
    int rang = woken.get();
    releases.releaseUsage(List.of(DENSITY, TENSILE), "Sato (sato)");
    releases.releaseHeader("引張強度 max", "kgf/mm²", Cells.NUMBERS, "Sato (sato)");

    List<HandReleases.Released> all = releases.all();
    assertEquals(before + 2, all.size());
    assertEquals(rang + 2, woken.get());
    HandReleases.Released header = all.get(0);
    HandReleases.Released usage = all.get(1);
    assertEquals(
        Optional.of(new HeaderProposal(header.number(), "引張強度 max", "kgf/mm²", Cells.NUMBERS)),
        header.header());
    assertEquals(
        Optional.of(new UsageReport(header.number() - 1, List.of(DENSITY, TENSILE))),
        usage.usage());
    assertEquals("Sato (sato)", usage.by());
    assertEquals(Optional.empty(), usage.sentAt());

    StudyStore.Outgoing next = next("/exchange/v1/vocabulary/usage", usage.number());
    outbox.sent(next.number(), null);
    assertTrue(releases.all().get(1).sentAt().isPresent());
    assertFalse(releases.all().get(1).refused());
  }

  /** The queued message of a release: nothing of who released it is in it. */
  private static StudyStore.Outgoing next(String path, long release) {
    while (true) {
      StudyStore.Outgoing next = outbox.nextOutgoing().orElseThrow();
      if (next.path().equals(path) && UsageReport.decode(next.message()).release() == release) {
        return next;
      }
      outbox.sent(next.number(), null);
    }
  }

  @Test
  void whatIsNoHeaderIsNeitherQueuedNorRecorded() {
    int before = releases.all().size();
    assertThrows(
        WireFormatException.class,
        () -> releases.releaseHeader("x".repeat(201), "", Cells.UNKNOWN, "Sato"));
    assertThrows(
        WireFormatException.class, () -> releases.releaseUsage(List.of(TENSILE, DENSITY), "Sato"));
    assertEquals(before, releases.all().size());
  }

  @Test
  void theRecordCannotBeAltered() {
    releases.releaseUsage(List.of(), "Sato");
    for (String change :
        List.of("UPDATE hand_release SET released_by = 'x'", "DELETE FROM hand_release")) {
      assertThrows(
          UnableToExecuteStatementException.class,
          () -> database.jdbi().useHandle(handle -> handle.execute(change)));
    }
  }

  @Test
  void onlySharedTermsOfTheNewestVersionsWouldLeave() throws IOException {
    DatasetStore datasets = new DatasetStore(database.jdbi());
    WouldLeave wouldLeave = new WouldLeave(datasets, Vocabulary::shipped);
    String mapping = "columns:\n  Rm: {term: kt:tensileStrength}\nignore: [Memo, Rm max]\n";
    commit(datasets, mapping, DENSITY);
    commit(datasets, mapping, TENSILE, Names.DRAFT + "secret-header-0123", "urn:x:foreign");

    assertEquals(List.of(TENSILE), wouldLeave.terms());
    assertEquals(
        List.of(Names.DRAFT + "secret-header-0123", "urn:x:foreign"), wouldLeave.keptHere());
    assertEquals(List.of("Memo", "Rm max"), wouldLeave.headersWithoutTerm());
  }

  private static void commit(DatasetStore datasets, String mapping, String... terms)
      throws IOException {
    List<StoredColumn> columns =
        Arrays.stream(terms)
            .map(term -> new StoredColumn("h", term, "outcome", false, 0, null, null, null))
            .toList();
    datasets.commit("tests", "0".repeat(64), mapping, columns, each -> {});
  }
}
