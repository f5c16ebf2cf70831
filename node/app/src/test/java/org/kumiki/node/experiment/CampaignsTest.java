package org.kumiki.node.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.node.experiment.Furnaces.MAPPING;
import static org.kumiki.node.experiment.Furnaces.SPACE;
import static org.kumiki.node.experiment.Furnaces.TABLE;
import static org.kumiki.node.experiment.Furnaces.hardness;
import static org.kumiki.node.experiment.Furnaces.others;
import static org.kumiki.node.experiment.Furnaces.rows;
import static org.kumiki.node.experiment.Furnaces.settings;
import static org.kumiki.node.experiment.Furnaces.strength;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.study.Rights;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.node.dataset.DatasetImport;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.MappedFile;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.node.experiment.OwnRowsReading.OwnRow;
import org.kumiki.node.ingest.RawStore;
import org.kumiki.node.model.HeldModels;
import org.kumiki.node.model.SummedStudy;
import org.kumiki.node.participation.ModelWithdrawals.Withdrawn;
import org.kumiki.node.participation.StudyStore;
import org.kumiki.node.transfer.PersonalModelStore;
import org.kumiki.node.transfer.PersonalModels;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/** Campaigns on a real PostgreSQL: a peak of hardness at 480 °C and 4 h is to be found. */
class CampaignsTest {
  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;
  private static RawStore raw;
  private static Campaigns campaigns;
  private static PersonalModels personal;

  /** Others have looked around the peak. */
  private static final Study FEDERATED =
      SummedStudy.study(
          "Hardness of all",
          List.of("kt:ageingTemperature", "kt:ageingTime"),
          "kt:vickersHardness",
          Rights.PARTICIPANTS);

  /** The same, of which four rows in ten train nothing. */
  private static final Study HOLDING_OUT = SummedStudy.holdingOut(FEDERATED, 0.4);

  private static void markFetched(String decision) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE study SET decision = ? WHERE hash = ?",
                    decision,
                    FEDERATED.hash().hex()));
  }

  private static Optional<Withdrawn> withdrawn(String hash) {
    return Optional.of(new Withdrawn("Wrong furnace", "炉の誤り", null))
        .filter(why -> hash.equals(FEDERATED.hash().hex()));
  }

  @BeforeAll
  static void startPostgreSql() throws IOException {
    lock = DataFolder.open(temporary.resolve("node")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/node");
    raw = new RawStore(temporary.resolve("raw"));
    DatasetStore datasets = new DatasetStore(database.jdbi());
    DatasetImport imports = new DatasetImport(raw, datasets, Vocabulary::shipped, () -> {});
    HeldModels held =
        new HeldModels(new StudyStore(database.jdbi()), CampaignsTest::withdrawn, "acme");
    personal =
        new PersonalModels(
            new PersonalModelStore(database.jdbi()), held, datasets, Vocabulary::shipped);
    campaigns =
        new Campaigns(
            new CampaignStore(database.jdbi()),
            held,
            personal,
            datasets,
            imports,
            CandidateTables.open(
                temporary.resolve("candidates"),
                new CandidateTableStore(database.jdbi()),
                CandidateTables.MAX_BYTES),
            Vocabulary::shipped,
            CampaignsTest::holdOutKey);
    imports.commit("main", put("T,t,HV,TS,HB\n" + rows()), MAPPING);
    SummedStudy.keep(database.jdbi(), FEDERATED, List.of(others(1), others(2), others(3)));
    SummedStudy.keep(database.jdbi(), HOLDING_OUT, List.of(others(1), others(2), others(3)));
    trainedBy("main", HOLDING_OUT, datasets);
  }

  private static void trainedBy(String dataset, Study study, DatasetStore datasets) {
    long version = datasets.newest(dataset).orElseThrow().id();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE study SET dataset_version_id = ? WHERE hash = ?",
                    version,
                    study.hash().hex()));
  }

  private static byte[] holdOutKey() {
    byte[] key = new byte[32];
    key[0] = 7;
    return key;
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
    lock.close();
  }

  private static String put(String csv) throws IOException {
    return raw.put(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8))).sha256();
  }

  private static List<Suggested> next(CampaignRow campaign, int count) {
    Round round = campaigns.ask(campaign, count, "mika");
    campaigns.workOut(round);
    return campaigns.store().suggestions(campaign.id()).stream()
        .filter(one -> one.round() == round.number())
        .toList();
  }

  private static void awaitWorkedOut(CampaignRow campaign) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    while (CampaignCourse.of(campaign, campaigns).working()) {
      assertFalse(never.await(20, TimeUnit.MILLISECONDS));
    }
  }

  private static double[] at(Suggested one) {
    return new double[] {one.candidate().get(0), one.candidate().get(1)};
  }

  @Test
  void aFewExperimentsFindThePeakAndPredictionsAreKeptBesideWhatWasMeasured() {
    CampaignRow campaign = campaigns.begin("peak", SPACE, null, null, "mika");
    assertEquals(84, campaign.candidates());
    double best = 0;
    for (int batch = 0; batch < 4; batch++) {
      for (Suggested one : next(campaign, 2)) {
        double measured = hardness(at(one));
        best = Math.max(best, measured);
        campaigns.observe(campaign, one, List.of(measured), "", "mika");
      }
    }
    assertTrue(best > 310, "the best of eight experiments is " + best);
    CampaignCourse course = CampaignCourse.of(campaign, campaigns);
    CampaignCourse.Check check = course.check(0);
    assertEquals(8, check.pairs().size());
    assertTrue(check.errors().mae() > 0 && check.errors().mae() < 100, check::toString);
    Suggested first = course.suggestions().get(0);
    assertEquals(first.predictions().get(0).mean(), check.pairs().get(0).predicted());
    assertEquals(best, course.best(0).orElseThrow());
    assertTrue(course.open().isEmpty());
  }

  @Test
  void aFederatedModelKnowsThePeakBeforeTheFirstOwnExperimentAndSaysThatItWasWithdrawn() {
    String file =
        "objectives: [{study: "
            + FEDERATED.hash().hex()
            + ", goal: maximise}]\n"
            + SPACE.substring(SPACE.indexOf("candidates:"));
    CampaignRow campaign = campaigns.begin("federated", file, null, null, "mika");
    Suggested first = next(campaign, 1).get(0);
    double measured = hardness(at(first));
    assertTrue(measured > 300, "the first experiment gives " + measured);
    assertEquals(measured, first.predictions().get(0).mean(), 15);
    campaigns.observe(campaign, first, List.of(measured), "", "mika");
    assertFalse(next(campaign, 1).get(0).candidate().equals(first.candidate()));
    CampaignCourse course = CampaignCourse.of(campaign, campaigns);
    assertEquals("Wrong furnace", course.withdrawn().get(0).english());
    assertFalse(course.fetched());
    markFetched("fetched");
    try {
      assertTrue(CampaignCourse.of(course.campaign(), campaigns).fetched());
    } finally {
      markFetched("approved");
    }
  }

  @Test
  void whatAStudyHoldsOutTrainsNoCampaignAndIsNotMadeAgain() throws IOException {
    DatasetStore datasets = new DatasetStore(database.jdbi());
    DatasetVersion version = datasets.newest("main").orElseThrow();
    String file =
        "objectives: [{study: "
            + HOLDING_OUT.hash().hex()
            + ", goal: maximise}]\n"
            + TABLE.substring(TABLE.indexOf("candidates:"));
    CampaignRow campaign =
        campaigns.begin(
            "holding-out", file, put("T,t\n" + settings() + "480,4\n"), MAPPING, "mika");
    List<OwnRow> rows =
        new OwnRowsReading(datasets, CampaignsTest::holdOutKey)
            .read(version, campaigns.question(campaign));
    assertEquals(12, rows.size(), "each was measured");
    Set<Numbers> heldOut = new HashSet<>();
    StudyRows apart = StudyRows.heldOut(HOLDING_OUT, version.columns(), holdOutKey());
    datasets.forEachRow(
        version.id(),
        row ->
            apart
                .variables(row)
                .ifPresent(values -> heldOut.add(Numbers.of(Arrays.copyOf(values, 2)))));
    assertTrue(heldOut.size() > 1 && heldOut.size() < 11, () -> heldOut.size() + " held out");
    assertEquals(
        heldOut,
        rows.stream()
            .filter(row -> !row.trained())
            .map(row -> Numbers.of(row.features()))
            .collect(Collectors.toSet()));
    List<Suggested> chosen = next(campaign, 20);
    assertEquals(1, chosen.size(), "all others were measured, held out or not");
    assertEquals("14", chosen.get(0).settings().get(0).value());
  }

  @Test
  void aModelOfOwnRowsLearnsFromAllOfThem() {
    CampaignRow campaign = campaigns.begin("all-rows", SPACE, null, null, "mika");
    DatasetStore datasets = new DatasetStore(database.jdbi());
    List<OwnRow> rows =
        new OwnRowsReading(datasets, CampaignsTest::holdOutKey)
            .read(datasets.newest("main").orElseThrow(), campaigns.question(campaign));
    assertEquals(12, rows.stream().filter(OwnRow::trained).count());
    // In a space own rows are known by their features: 84 combinations, 12 of them measured.
    assertEquals(72, next(campaign, 100).size());
  }

  @Test
  void aCampaignUponAPersonalModelStartsFromWhatItsSourceExpects() {
    personal.make(
        new PersonalModels.Wanted(
            "harder", "main", "kt:brinellHardness", List.of(), List.of(FEDERATED.hash().hex()), 1),
        "mika");
    String file =
        SPACE
            .replace("kt:vickersHardness", "kt:brinellHardness")
            .replaceAll("rows: .*", "rows: {transfer: harder, randomFeatures: 100}");
    CampaignRow campaign = campaigns.begin("upon", file, null, null, "mika");
    Suggested first = next(campaign, 1).get(0);
    double measured = 1.1 * hardness(at(first));
    assertTrue(measured > 1.1 * 290, "the first experiment gives " + measured);
    assertEquals(measured, first.predictions().get(0).mean(), 25);
    CampaignRefused refused =
        assertThrows(
            CampaignRefused.class,
            () ->
                campaigns.begin(
                    "other",
                    file.replace("kt:brinellHardness", "kt:tensileStrength"),
                    null,
                    null,
                    "mika"));
    assertTrue(refused.getMessage().contains("the personal model predicts"), refused.getMessage());
  }

  @Test
  void theSameRoundInTheSameStateGivesTheSame() {
    CampaignRow campaign = campaigns.begin("again", SPACE, null, null, "mika");
    CampaignRow twin = campaigns.begin("again-2", SPACE, null, null, "mika");
    assertEquals(
        next(campaign, 3).stream().map(Suggested::candidate).toList(),
        next(twin, 3).stream().map(Suggested::candidate).toList());
  }

  @Test
  void aFailureTeachesThatItsNeighbourhoodMayFailAndIsNotTriedAgain() {
    CampaignRow campaign = campaigns.begin("failing", SPACE, null, null, "mika");
    Suggested first = next(campaign, 1).get(0);
    assertEquals(1, first.feasible());
    campaigns.observe(campaign, first, List.of(), "the crucible broke", "mika");
    Suggested second = next(campaign, 1).get(0);
    assertFalse(second.candidate().equals(first.candidate()));
    assertTrue(second.feasible() < 1, () -> "feasible " + second.feasible());
    CampaignCourse course = CampaignCourse.of(campaign, campaigns);
    assertEquals(1, course.failures());
    assertEquals(0, course.check(0).pairs().size());
  }

  @Test
  void whatIsUnderWayIsNotSuggestedAgain() {
    CampaignRow campaign = campaigns.begin("under-way", SPACE, null, null, "mika");
    Set<Numbers> seen = new HashSet<>();
    next(campaign, 3).forEach(one -> seen.add(one.candidate()));
    next(campaign, 3)
        .forEach(one -> assertTrue(seen.add(one.candidate()), one.settings()::toString));
  }

  @Test
  void aRecordThatWasTakenBackMakesRoomForAnother() {
    CampaignRow campaign = campaigns.begin("mistake", SPACE, null, null, "mika");
    Suggested one = next(campaign, 1).get(0);
    Observation wrong = campaigns.observe(campaign, one, List.of(999.0), "", "mika");
    assertThrows(
        CampaignRefused.class, () -> campaigns.observe(campaign, one, List.of(250.0), "", "mika"));
    assertTrue(campaigns.store().withdraw(campaign.id(), wrong.id(), "mika"));
    assertFalse(campaigns.store().withdraw(campaign.id(), wrong.id(), "mika"));
    campaigns.observe(campaign, one, List.of(250.0), "", "mika");
    CampaignCourse course = CampaignCourse.of(campaign, campaigns);
    assertEquals(250, course.best(0).orElseThrow());
    assertEquals(2, course.observations().size());
  }

  @Test
  void anOwnIdeaIsLearnedFromToo() {
    CampaignRow campaign = campaigns.begin("own-idea", SPACE, null, null, "mika");
    campaigns.observe(
        campaign,
        Map.of("ageingTemperature", 480.0, "ageingTime", 4.0),
        List.of(hardness(new double[] {480, 4})),
        "",
        "mika");
    Suggested next = next(campaign, 1).get(0);
    assertTrue(next.predictions().get(0).mean() > 250, next.predictions()::toString);
    assertFalse(next.candidate().equals(Numbers.of(new double[] {480, 4})));
  }

  @Test
  void rowsOfAPrivateTableAreSuggestedByTheirLine() throws IOException {
    String csv = "name,T,t\nA,480,4\nB,300,1\nC,n.d.,4\nD,500,8\nE,480,4\n";
    String mapping = MAPPING + "ignore: [name]\n";
    CampaignRow campaign = campaigns.begin("table", TABLE, put(csv), mapping, "mika");
    assertEquals(4, campaign.candidates(), "one row lacks a number");
    List<Suggested> chosen = next(campaign, 10);
    // B was measured before, E is the same experiment as A.
    assertEquals(
        Set.of("2", "5"),
        Set.copyOf(chosen.stream().map(one -> one.settings().get(0).value()).toList()));
    assertEquals(
        new Setting("ageing temperature", "753.15", "K", Names.TERM + "ageingTemperature"),
        chosen.stream()
            .filter(one -> one.settings().get(0).value().equals("2"))
            .findFirst()
            .orElseThrow()
            .settings()
            .get(1));
  }

  @Test
  void twoObjectivesAreWeighedByTheirFront() {
    String two =
        SPACE.replace(
            "goal: maximise}]", "goal: maximise}, {property: kt:tensileStrength, goal: maximise}]");
    CampaignRow campaign = campaigns.begin("front", two, null, null, "mika");
    List<Suggested> chosen = next(campaign, 2);
    assertEquals(2, chosen.get(0).predictions().size());
    double[] at = at(chosen.get(0));
    campaigns.observe(campaign, chosen.get(0), List.of(hardness(at), strength(at)), "", "mika");
    assertEquals(1, CampaignCourse.of(campaign, campaigns).check(1).pairs().size());
    CampaignRefused refused =
        assertThrows(
            CampaignRefused.class,
            () -> campaigns.observe(campaign, chosen.get(1), List.of(200.0), "", "mika"));
    assertTrue(refused.getMessage().contains("2 objectives"), refused.getMessage());
  }

  @Test
  void anUnfinishedRoundIsWorkedOutAfterARestart() throws InterruptedException {
    CampaignRow campaign = campaigns.begin("restart", SPACE, null, null, "mika");
    campaigns.ask(campaign, 1, "mika");
    assertThrows(CampaignRefused.class, () -> campaigns.ask(campaign, 1, "mika"));
    try (SuggestionWorker worker = new SuggestionWorker(campaigns)) {
      worker.start();
      awaitWorkedOut(campaign);
    }
    assertEquals(1, campaigns.store().suggestions(campaign.id()).size());
  }

  @Test
  void aRoundThatCannotBeWorkedOutSaysWhy() throws IOException, InterruptedException {
    String csv = "T,t\n300,1\n";
    CampaignRow campaign = campaigns.begin("exhausted", TABLE, put(csv), MAPPING, "mika");
    campaigns.ask(campaign, 1, "mika");
    try (SuggestionWorker worker = new SuggestionWorker(campaigns)) {
      worker.start();
      awaitWorkedOut(campaign);
    }
    String refusal = campaigns.store().rounds(campaign.id()).get(0).refusal();
    assertTrue(refusal.contains("no candidate is left"), refusal);
  }

  @Test
  void withoutAnyRowACampaignAsksForTwoExperimentsFirst() {
    String none = SPACE.replace("dataset: main, ", "");
    CampaignRow campaign = campaigns.begin("empty", none, null, null, "mika");
    Round round = campaigns.ask(campaign, 1, "mika");
    assertThrows(CampaignRefused.class, () -> campaigns.workOut(round));
    campaigns.store().refuse(round, "none");
    for (double temperature : new double[] {400, 600}) {
      double[] at = {temperature, 2};
      campaigns.observe(
          campaign,
          Map.of("ageingTemperature", at[0], "ageingTime", at[1]),
          List.of(hardness(at)),
          "",
          "mika");
    }
    assertEquals(1, next(campaign, 1).size());
  }

  @Test
  void namesAreGivenOnceAndKept() {
    CampaignRow campaign = campaigns.begin("kept", SPACE, null, null, "mika");
    CampaignRefused refused =
        assertThrows(
            CampaignRefused.class, () -> campaigns.begin("kept", SPACE, null, null, "mika"));
    assertTrue(refused.getMessage().contains("here already"), refused.getMessage());
    assertThrows(
        CampaignRefused.class, () -> campaigns.begin("Not A Name", SPACE, null, null, "mika"));
    assertEquals(SPACE, campaigns.store().find("kept").orElseThrow().file());
    assertThrows(
        JdbiException.class,
        () -> database.jdbi().useHandle(handle -> handle.execute("DELETE FROM campaign")));
    assertEquals(campaign, campaigns.store().find("kept").orElseThrow());
  }

  @Test
  void aTableThatIsTooLongIsRefusedBeforeItIsLookedThrough() throws IOException {
    StringBuilder csv = new StringBuilder("T,t\n");
    for (int i = 0; i <= 20; i++) {
      csv.append(300 + i).append(",1\n");
    }
    Question question = campaigns.question(campaigns.begin("q", SPACE, null, null, "mika"));
    MappedFile file =
        MappedFile.openCandidates(raw.path(put(csv.toString())), MAPPING, Vocabulary.shipped());
    assertEquals(21, new TableCandidates(file, question, term -> term, 21).count());
    CampaignRefused refused =
        assertThrows(
            CampaignRefused.class, () -> new TableCandidates(file, question, term -> term, 20));
    assertTrue(refused.getMessage().contains("more than 20 rows"), refused.getMessage());
    // Whoever looks at the rows first is told the same.
    assertEquals(21, TableCheck.of(file, question, 21).rows());
    refused = assertThrows(CampaignRefused.class, () -> TableCheck.of(file, question, 20));
    assertTrue(refused.getMessage().contains("more than 20 rows"), refused.getMessage());
  }
}
