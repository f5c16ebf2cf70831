package org.kumiki.node.participation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.round.Contribution;
import org.kumiki.exchange.round.NodeRound;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.round.Standing;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Provisions;
import org.kumiki.exchange.study.Rights;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.validation.ValidationAlgorithm;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StoredColumn;
import org.kumiki.node.dataset.StoredRow;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.node.participation.StudyStore.RowCounts;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/** What a node says of rows that were held out, against a real PostgreSQL. */
class LocalHalfTest {
  private static final NumericTerm X = new NumericTerm("urn:x", "urn:unit", -1000, 1000);
  private static final NumericTerm Y = new NumericTerm("urn:y", "urn:unit", -1000, 1000);
  private static final int ROWS = 200;
  private static final int MINIMUM = 10;
  private static final int CAP = 1000;

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;
  private static DatasetStore datasets;
  private static StudyStore studies;
  private static LocalHalf local;
  private static DatasetVersion version;
  private static int titles;

  @BeforeAll
  static void startPostgreSql() throws IOException {
    lock = DataFolder.open(temporary.resolve("node")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/node");
    datasets = new DatasetStore(database.jdbi());
    studies = new StudyStore(database.jdbi());
    local =
        new LocalHalf(
            datasets, studies, new QuestionStore(database.jdbi(), () -> 3, new SecureRandom()));
    version = load();
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
    lock.close();
  }

  @Test
  void aModelThatThisNodeComputedIsTestedOnTheRowsThatWereHeldOut() {
    Study trained = trained(true);
    Study test = test(trained);
    assertEquals(Optional.empty(), ModelCheck.of(studies).refuse(test));
    Entry entry = approved(test);
    Contribution flags = local.contribute(entry, new Progress.Flags());
    Contribution sums = local.contribute(entry, computing(test));
    assertTrue(sums.rows() >= MINIMUM, sums.rows() + " rows");
    assertEquals(flags.rows(), sums.rows());
    assertEquals(sums.rows(), Math.round(sums.values()[0]));
  }

  /** A box of constants with huge values elsewhere would open the value of a single row. */
  @Test
  void aModelThatWasFetchedIsNotTestedWhoeverApprovesIt() {
    Study fetched = trained(false);
    Study test = test(fetched);
    String sentence = ModelCheck.of(studies).refuse(test).orElseThrow();
    assertTrue(sentence.contains("has not computed"), sentence);
    // As if the check at the proposal had been passed by.
    Entry entry = approved(test);
    assertEquals(0, local.contribute(entry, new Progress.Flags()).rows());
    Contribution sums = local.contribute(entry, computing(test));
    assertEquals(0, sums.rows());
    assertEquals(0, Arrays.stream(sums.values()).map(Math::abs).sum());
    int length = new ValidationAlgorithm().encoding(computing(test).state()).length();
    assertEquals(length, sums.values().length);
  }

  @Test
  void aFetchedModelHasNoOwnModelBesideIt() {
    Entry fetched = studies.find(trained(false).hash().hex()).orElseThrow();
    assertTrue(OwnModel.of(fetched, datasets, new byte[32]).isEmpty());
    Entry own = studies.find(trained(true).hash().hex()).orElseThrow();
    assertTrue(OwnModel.of(own, datasets, new byte[32]).orElseThrow().predictor().isPresent());
  }

  @Test
  void whateverOwnRowsBreakIsNoOwnModelAndStopsNoRound() {
    Optional<Object> none =
        OwnModel.determined(
            () -> {
              throw new IllegalArgumentException("a mean is finite");
            });
    assertTrue(none.isEmpty());
    assertEquals(Optional.of(1), OwnModel.determined(() -> 1));
  }

  @Test
  void bothPartsMustHaveEnoughRowsAndNeitherTooMany() {
    Study study = study(new Method.RidgeRegression(1, 4));
    for (long[] parts : List.<long[]>of(new long[] {40, 3}, new long[] {3, 40})) {
      assertEquals(3, LocalHalf.deciding(study, parts[0], parts[1]));
    }
    for (long[] parts : List.<long[]>of(new long[] {CAP + 1, 40}, new long[] {40, CAP + 1})) {
      assertTrue(LocalHalf.deciding(study, parts[0], parts[1]) > CAP, parts[0] + " rows used");
    }
    assertEquals(CAP, LocalHalf.deciding(study, CAP, CAP));
  }

  @Test
  void rowsOfBothPartsAreCountedBeforeAndKeptAfter() {
    Study trained = study(new Method.RidgeRegression(1, 4));
    RowCounts trains = local.count(trained, version);
    RowCounts tests = local.count(test(trained), version);
    assertEquals(ROWS, trains.used() + trains.apart());
    assertEquals(trains.used(), tests.apart());
    assertEquals(trains.apart(), tests.used());
    Entry entry = approved(trained);
    local.contribute(entry, new Progress.Flags());
    assertEquals(trains, studies.find(entry.hash()).orElseThrow().rows());
  }

  @Test
  void theFlagsOfAValidationKeepNoRowsToShuffle() {
    Study test = test(study(new Method.RidgeRegression(1, 4)));
    Partial counting = LocalHalf.counting(computing(test).state()).start();
    counting.add(new Batch(1, new double[][] {{1}, {2}}));
    assertEquals(1, counting.rowsUsed());
    int whole = new ValidationAlgorithm().encoding(computing(test).state()).length();
    assertTrue(counting.vector().length < whole, "neither baselines nor terms");
    // A fold that keeps rows takes none after its vector was made.
    counting.add(new Batch(1, new double[][] {{1}, {2}}));
    assertEquals(2, counting.rowsUsed());
  }

  private static Progress.Computing computing(Study study) {
    Computation computation = study.computation();
    return new Progress.Computing(Algorithms.of(computation).start(computation), 1);
  }

  /** A study whose model this node has computed, or only fetched. */
  private static Study trained(boolean here) {
    Study study = study(new Method.RidgeRegression(1, 4));
    Progress done = new Progress.Done((RegressionModel) model(study.computation()), 3);
    if (here) {
      Entry entry = approved(study);
      Standing standing =
          new Standing(done, 3, entry.standing().epoch(), entry.standing().upload());
      NodeRound ended =
          new NodeRound.Ended(standing, Reason.COMPLETED, Reason.COMPLETED.sentence());
      database.jdbi().useTransaction(handle -> studies.save(handle, entry.hash(), ended));
    } else {
      studies.keepFetched(study, done, "{}");
    }
    Entry kept = studies.find(study.hash().hex()).orElseThrow();
    assertTrue(kept.ended());
    assertEquals(here, kept.datasetVersion().isPresent());
    return study;
  }

  private static Stage model(Computation computation) {
    double[][] columns = new double[2][50];
    for (int i = 0; i < 50; i++) {
      columns[0][i] = i * 37 % 100;
      columns[1][i] = 2 * columns[0][i] + i % 3;
    }
    Stage stage = Algorithms.of(computation).start(computation);
    while (stage instanceof State state) {
      Partial partial = Algorithms.of(computation).localStep(state).start();
      partial.add(new Batch(50, columns));
      stage = Algorithms.of(computation).merge(state, partial.vector(), 1);
    }
    return stage;
  }

  private static Entry approved(Study study) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              studies.propose(handle, study);
              studies.decide(
                  handle,
                  study.hash().hex(),
                  StudyStore.Decision.APPROVED,
                  "steward",
                  Optional.of(version.id()));
            });
    Entry entry = studies.find(study.hash().hex()).orElseThrow();
    assertFalse(entry.ended());
    return entry;
  }

  private static DatasetVersion load() throws IOException {
    return datasets.commit(
        "alloys",
        "0".repeat(64),
        "columns: {}",
        List.of(
            new StoredColumn("x", "urn:x", "property", true, 0, "urn:unit", null, null),
            new StoredColumn("y", "urn:y", "property", true, 1, "urn:unit", null, null)),
        action -> {
          for (int i = 0; i < ROWS; i++) {
            double x = i * 37 % 211;
            action.accept(
                new StoredRow(i, i + 2, new double[] {x, 2 * x + i % 5}, List.of(), null));
          }
        });
  }

  private static Study test(Study trained) {
    return study(new Method.Validation(trained.hash(), true, true));
  }

  private static Study study(Method method) {
    return new Study(
        ProtocolVersion.FIRST,
        "trial",
        ByteString.of(new byte[32]),
        1,
        "Study " + titles++,
        "to test",
        List.of("a", "b", "c"),
        method,
        List.<Feature>of(X),
        Optional.of(Y),
        List.of(),
        CAP,
        3,
        MINIMUM,
        4_000_000_000L,
        new Provisions(Optional.empty(), Rights.PARTICIPANTS, 0.4));
  }
}
