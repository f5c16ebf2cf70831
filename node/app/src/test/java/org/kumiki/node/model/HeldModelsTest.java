package org.kumiki.node.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.study.Audience;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Rights;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Batch;
import org.kumiki.node.PageService;
import org.kumiki.node.dataset.DatasetImport;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.ingest.RawStore;
import org.kumiki.node.participation.QuestionStore;
import org.kumiki.node.participation.StudyStore;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.node.platform.ReleaseFolder;
import org.kumiki.node.vocabulary.VocabularyReleases;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/** Acme's node: what the rights of studies let it do, and which own rows tell a model's worth. */
class HeldModelsTest {
  private static final byte[] KEY = new byte[32];
  private static final String MAPPING =
      """
      columns:
        T: {term: kt:ageingTemperature, unit: K}
        HV: {term: kt:vickersHardness}
      """;
  private static final Audience BIRCH = new Audience(Audience.Kind.NAMED, List.of("birch"));
  private static final Study OPEN = study("Open", new Rights(Audience.MEMBERS, Audience.MEMBERS));
  private static final Study USE_ONLY = study("Use only", new Rights(Audience.MEMBERS, BIRCH));
  private static final Study OF_BIRCH = study("Birch's", new Rights(BIRCH, BIRCH));
  private static final Study HOLDING_OUT =
      SummedStudy.holdingOut(study("Holding out", Rights.PARTICIPANTS), 0.25);

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;
  private static RawStore raw;
  private static DatasetStore datasets;
  private static DatasetImport imports;
  private static StudyStore studies;
  private static HeldModels held;
  private static PageService pages;

  @BeforeAll
  static void startPostgreSql() throws IOException {
    lock = DataFolder.open(temporary.resolve("node")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/node");
    raw = new RawStore(temporary.resolve("raw"));
    datasets = new DatasetStore(database.jdbi());
    imports = new DatasetImport(raw, datasets, Vocabulary::shipped, () -> {});
    studies = new StudyStore(database.jdbi());
    held = new HeldModels(studies, hash -> Optional.empty(), "acme");
    load("main", 60);
    long trained = datasets.newest("main").orElseThrow().id();
    for (Study study : List.of(OPEN, USE_ONLY, OF_BIRCH, HOLDING_OUT)) {
      SummedStudy.keep(database.jdbi(), study, List.of(rows(1), rows(2), rows(3)));
      database
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "UPDATE study SET dataset_version_id = ? WHERE hash = ?",
                      trained,
                      study.hash().hex()));
    }
    load("main", 61);
    load("other", 61);
    pages =
        new PageService(
            lock,
            List.of(
                database,
                studies,
                held,
                datasets,
                imports,
                new QuestionStore(database.jdbi(), () -> 3, new SecureRandom()),
                new VocabularyReleases(
                    new ReleaseFolder(temporary.resolve("releases")),
                    List::of,
                    "trial",
                    Vocabulary.shipped())));
  }

  @AfterAll
  static void stopPostgreSql() {
    pages.close();
    database.close();
    lock.close();
  }

  private static Study study(String title, Rights rights) {
    return SummedStudy.study(
        ByteString.of(new byte[32]),
        SummedStudy.COHORT,
        title,
        new Method.RidgeRegression(1, 4),
        List.of(SummedStudy.term("kt:ageingTemperature")),
        SummedStudy.term("kt:vickersHardness"),
        rights);
  }

  private static double[] row(Random random) {
    double temperature = 550 + 400 * random.nextDouble();
    return new double[] {temperature, temperature / 4 + random.nextGaussian()};
  }

  private static Batch rows(int seed) {
    Random random = new Random(seed);
    double[][] columns = new double[2][40];
    for (int i = 0; i < 40; i++) {
      double[] row = row(random);
      columns[0][i] = row[0];
      columns[1][i] = row[1];
    }
    return new Batch(40, columns);
  }

  /** A later version has the rows of the one before, and one more. */
  private static void load(String dataset, int rows) throws IOException {
    Random random = new Random(9);
    StringBuilder csv = new StringBuilder("T,HV\n");
    for (int i = 0; i < rows; i++) {
      double[] row = row(random);
      csv.append(String.format(Locale.ROOT, "%s,%s%n", row[0], row[1]));
    }
    byte[] bytes = csv.toString().getBytes(StandardCharsets.UTF_8);
    imports.commit(dataset, raw.put(new ByteArrayInputStream(bytes)).sha256(), MAPPING);
  }

  private static Entry entry(Study study) {
    return held.find(study.hash().hex()).orElseThrow();
  }

  private static DatasetVersion newest(String dataset) {
    return datasets.newest(dataset).orElseThrow();
  }

  private static Comparison.Errors compare(Study study, String dataset) {
    return new Comparison(datasets, () -> KEY).compare(entry(study), newest(dataset));
  }

  @Test
  void useAndExportAreAllowedEachByItself() {
    assertEquals(120, held.toUse(entry(OPEN)).rows());
    assertEquals(120, held.toExport(entry(OPEN)).rows());
    assertEquals(120, held.toUse(entry(USE_ONLY)).rows());
    refused("only birch export", () -> held.toExport(entry(USE_ONLY)));
    refused("only birch use", () -> held.toUse(entry(OF_BIRCH)));
    refused("only birch export", () -> held.toExport(entry(OF_BIRCH)));
    List<String> usable = held.usable().stream().map(entry -> entry.study().title()).toList();
    assertTrue(usable.containsAll(List.of("Open", "Use only")) && !usable.contains("Birch's"));
  }

  @Test
  void aResultShowsNoCoefficientsToWhomTheRightsLeaveOutAndSaysWhy() {
    ModelController.ResultView open = view(OPEN);
    assertFalse(open.coefficients().isEmpty());
    assertNull(open.withheld());
    ModelController.ResultView withheld = view(OF_BIRCH);
    assertEquals(List.of(), withheld.coefficients());
    assertNull(withheld.intercept());
    assertTrue(withheld.withheld().contains("only birch use"), withheld.withheld());
    assertEquals(open.rows(), withheld.rows());
  }

  private static ModelController.ResultView view(Study study) {
    ModelController.OriginView origin =
        new ModelController.OriginView(1, study.cohort(), List.of(), false);
    return ModelController.model(held, entry(study), origin, Comparison.model(entry(study)));
  }

  @Test
  void pagesSayOfAFetchedModelThatOthersComputedIt() throws Exception {
    String path = "/models/" + OPEN.hash().hex();
    assertFalse(pages.get(path, "en").body().contains("Fetched: computed by others"));
    decided("fetched");
    try {
      HttpResponse<String> page = pages.get(path, "en");
      assertTrue(page.body().contains("Fetched: computed by others"), page::body);
      pages.keep("fetched-en", page);
      pages.keep("fetched-ja", pages.get(path, "ja"));
      pages.keep("models-ja", pages.get("/models", "ja"));
      assertTrue(pages.get("/models", "en").body().contains(">fetched</span>"));
    } finally {
      decided("approved");
    }
  }

  private static void decided(String decision) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE study SET decision = ? WHERE hash = ?", decision, OPEN.hash().hex()));
  }

  @Test
  void aLaterVersionOfTheDatasetThatTrainedTellsNothing() {
    assertEquals(2, newest("main").version());
    refused("this dataset trained the model", () -> compare(OPEN, "main"));
    assertEquals(61, compare(OPEN, "other").rows());
    assertFalse(ModelPresenter.canTell(entry(OPEN), newest("main"), datasets));
    assertTrue(ModelPresenter.canTell(entry(OPEN), newest("other"), datasets));
  }

  @Test
  void ofALaterVersionOnlyWhatIsHeldOutIsReadWhereTheStudyHoldsOut() {
    long read = compare(HOLDING_OUT, "main").rows();
    assertTrue(read > 0 && read < 40, () -> read + " of 61");
    assertEquals(61, compare(HOLDING_OUT, "other").rows());
  }

  private static void refused(String sentence, Runnable asked) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, asked::run);
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }
}
