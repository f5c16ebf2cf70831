package org.kumiki.node.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.node.PageService;
import org.kumiki.node.dataset.DatasetImport;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.ingest.RawStore;
import org.kumiki.node.model.HeldModels;
import org.kumiki.node.participation.StudyStore;
import org.kumiki.node.platform.ReleaseFolder;
import org.kumiki.node.transfer.PersonalModelStore;
import org.kumiki.node.transfer.PersonalModels;
import org.kumiki.node.vocabulary.VocabularyReleases;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Person.Standing;
import org.kumiki.platform.people.Role;

/** Tables of candidates over HTTP and on the disk: brought, read, used, removed, too many. */
class CandidateTablesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MAPPING =
      """
      columns:
        T: {term: kt:ageingTemperature, unit: degC}
        t: {term: kt:ageingTime, unit: h}
        HV: {term: kt:vickersHardness}
      """;
  private static final int MOST_BYTES = 2_000;

  @TempDir static Path temporary;
  @TempDir Path folder;
  private static FolderLock lock;
  private static Database database;
  private static CandidateTables tables;
  private static PageService pages;

  @BeforeAll
  static void start() throws IOException {
    lock = DataFolder.open(temporary.resolve("node")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/node");
    RawStore raw = new RawStore(temporary.resolve("raw"));
    DatasetStore datasets = new DatasetStore(database.jdbi());
    VocabularyReleases releases =
        new VocabularyReleases(
            new ReleaseFolder(temporary.resolve("releases")),
            List::of,
            "trial",
            Vocabulary.shipped());
    DatasetImport imports = new DatasetImport(raw, datasets, releases::inForce, () -> {});
    HeldModels held =
        new HeldModels(new StudyStore(database.jdbi()), hash -> Optional.empty(), "acme");
    PersonalModels personal =
        new PersonalModels(
            new PersonalModelStore(database.jdbi()), held, datasets, releases::inForce);
    tables =
        CandidateTables.open(
            temporary.resolve("candidates"),
            new CandidateTableStore(database.jdbi()),
            new CandidateRoom(MOST_BYTES, MOST_BYTES));
    Campaigns campaigns =
        new Campaigns(
            new CampaignStore(database.jdbi()),
            held,
            personal,
            datasets,
            imports,
            tables,
            releases::inForce,
            () -> new byte[32]);
    StringBuilder csv = new StringBuilder("T,t,HV\n");
    for (int i = 0; i < 12; i++) {
      csv.append(300 + 30 * i).append(',').append(1 + i % 8).append(',').append(200 + i * i);
      csv.append('\n');
    }
    imports.commit("main", raw.put(bytes(csv.toString())).sha256(), MAPPING);
    pages =
        new PageService(
            lock,
            List.of(
                database,
                raw,
                datasets,
                releases,
                imports,
                held,
                personal,
                tables,
                campaigns,
                new SuggestionWorker(campaigns)));
  }

  @AfterAll
  static void stop() {
    pages.close();
    database.close();
    lock.close();
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static CandidateTables.Upload upload(long declaredBytes) {
    return new CandidateTables.Upload("rows.csv", declaredBytes, "mika", "Mika (mika)");
  }

  private CandidateTables opened(Path path, long mostBytes) throws IOException {
    return CandidateTables.open(
        path,
        new CandidateTableStore(database.jdbi()),
        new CandidateRoom(mostBytes, CandidateTables.MAX_BYTES));
  }

  private static Set<String> files(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  /** An upload that nobody may read from. */
  private static InputStream untouchable() {
    return new InputStream() {
      @Override
      public int read() {
        throw new AssertionError("a byte was read of what has no room");
      }
    };
  }

  private static String refused(CandidateTables by, long declaredBytes, InputStream bytes) {
    return assertThrows(CampaignRefused.class, () -> by.put(upload(declaredBytes), bytes))
        .getMessage();
  }

  @Test
  void whatHasNoRoomIsRefusedBeforeAByteOfItIsRead() throws IOException {
    CandidateTables small = opened(folder, 30);
    CandidateTable kept = small.put(upload(0), bytes("room,a\n1,2\n"));
    String refusal = refused(small, 20, untouchable());
    assertTrue(refusal.contains("30 bytes here together, and 19 bytes of it are free"), refusal);
    assertTrue(refusal.contains("'candidateTableBytes'"), refusal);
    assertTrue(refused(small, CandidateTables.MAX_BYTES + 1, untouchable()).contains("at most"));
    // Who does not say how long it is learns it on the way, and nothing stays.
    refused(small, 0, bytes("01234567890123456789"));
    assertEquals(Set.of(kept.sha256()), files(folder));
    assertEquals(11, small.usedBytes());
    // The same bytes take no more room, and are whose they were.
    assertEquals(kept, small.put(upload(5), bytes("room,a\n1,2\n")));
    assertEquals(11, small.usedBytes());
    small.remove(kept);
    assertEquals(Set.of(), files(folder));
    small.put(upload(20), bytes("roomy,a,b,c\n1,2,3,4\n"));
    assertEquals(20, small.usedBytes());
  }

  @Test
  void twoUploadsAtOnceCannotTakeTheSameRoom() {
    CandidateRoom room = new CandidateRoom(100, 100);
    try (CandidateRoom.Claim first = room.claim(60)) {
      assertThrows(CampaignRefused.class, () -> room.claim(41));
      room.claim(40).close();
    }
    room.claim(100).close();
  }

  @Test
  void anUploadThatBreaksOffLeavesNothing() throws IOException {
    CandidateTables here = opened(folder, 1000);
    InputStream broken =
        new SequenceInputStream(
            bytes("a,b\n1,"),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new EOFException("the form broke off");
              }
            });
    assertThrows(EOFException.class, () -> here.put(upload(0), broken));
    assertEquals(Set.of(), files(folder));
    assertEquals(0, here.usedBytes());
    here.put(upload(1000), bytes("whole,again\n1,2\n"));
  }

  @Test
  void whatAKilledProcessLeftIsGoneAfterTheNextStart() throws IOException {
    CandidateTable kept = opened(folder, 1000).put(upload(0), bytes("kept,a\n1,2\n"));
    Files.writeString(folder.resolve("incoming-1.part"), "half,a\n1");
    // Killed between the file and its row.
    Files.writeString(folder.resolve("ab".repeat(32)), "moved,a\n1,2\n");
    CandidateTables again = opened(folder, 1000);
    assertEquals(Set.of(kept.sha256(), CandidateTables.LEFT), files(folder));
    // Whole, and unknown to this database: another one may know it.
    assertEquals(Set.of("ab".repeat(32)), files(folder.resolve(CandidateTables.LEFT)));
    assertEquals(11, again.usedBytes());
    assertTrue(again.contains(kept.sha256()));
    assertFalse(again.contains("../" + kept.sha256()));
  }

  @Test
  void aCampaignWhoseTableIsRemovedWhileItBeginsIsRefused() {
    CampaignRow row =
        new CampaignRow(0, "late", "", "cd".repeat(32), "", List.of("unit"), 1, "mika", null);
    CampaignStore store = new CampaignStore(database.jdbi());
    CampaignRefused refused =
        assertThrows(CampaignRefused.class, () -> store.add(row, "cd".repeat(32)));
    assertTrue(refused.getMessage().contains("removed meanwhile"), refused.getMessage());
    assertEquals(Optional.empty(), store.find("late"));
  }

  @Test
  void whoeverBroughtATableRemovesItOrASteward() throws IOException {
    CandidateTable table = opened(folder, 1000).put(upload(0), bytes("whose,a\n1,2\n"));
    assertTrue(CandidateTables.mayRemove(table, person("mika", Role.SCIENTIST)));
    assertFalse(CandidateTables.mayRemove(table, person("hana", Role.SCIENTIST)));
    assertTrue(CandidateTables.mayRemove(table, person("hana", Role.STEWARD)));
    CandidateController api = new CandidateController(tables);
    ProblemException refused =
        assertThrows(
            ProblemException.class, () -> api.remove(table, person("hana", Role.SCIENTIST)));
    assertTrue(refused.getMessage().contains("Mika (mika), who brought"), refused.getMessage());
    assertTrue(tables.find(table.sha256()).isPresent());
    CandidateTable owners =
        opened(folder, 1000)
            .put(new CandidateTables.Upload("o", 0, "", "owner"), bytes("owners,a\n1,2\n"));
    for (String nobody : List.of("", "owner")) {
      assertFalse(CandidateTables.mayRemove(owners, person(nobody, Role.SCIENTIST)), nobody);
    }
  }

  @Test
  void whatCannotBeWrittenDownLeavesNoFile() throws IOException {
    CandidateTables here = opened(folder, 1000);
    String longest = "m".repeat(CandidateTables.MAX_MAPPING_BYTES);
    CandidateTable table = here.put(upload(0), bytes("mapped,a\n1,2\n"));
    here.map(table, longest);
    assertThrows(CampaignRefused.class, () -> here.map(table, longest + "m"));
    assertThrows(CampaignRefused.class, () -> here.map(table, "a\0b"));
    assertEquals(Optional.of(longest), here.find(table.sha256()).orElseThrow().mapping());
    // A name that the database refuses, as it would refuse anything while it is away.
    CandidateTables.Upload impossible = new CandidateTables.Upload("x", 0, "a\0b", "Mika");
    assertThrows(RuntimeException.class, () -> here.put(impossible, bytes("never,a\n1,2\n")));
    assertEquals(Set.of(table.sha256()), files(folder));
    assertEquals("rows.csv", new CandidateTables.Upload("rows\0\n.csv", 0, "", "").name());
  }

  private static String reading(String page) {
    Matcher found = Pattern.compile("name=\"reading\" value=\"([0-9a-f]{64})\"").matcher(page);
    assertTrue(found.find(), page);
    return found.group(1);
  }

  private static Person person(String username, Role role) {
    return new Person("1", username, username, Set.of("acme"), Set.of(role), Standing.HOME);
  }

  @Test
  void aTableIsBroughtOnAPageAndACampaignBegunOnWhatWasReadOfIt() throws Exception {
    String csv = "T,t,note\n480,4,a\n500,,b\n520,soft,c\n540,2,d\n9000,1,e\n";
    HttpResponse<String> sent =
        pages.upload("/candidates", "formToken=&dataset=main&mapping=", "furnaces.csv", csv);
    assertEquals(303, sent.statusCode(), sent.body());
    String page = sent.headers().firstValue("Location").orElseThrow().replaceAll("\\?.*", "");
    String shown = pages.get(page + "?done=uploaded", "en").body();
    for (String said :
        List.of(
            "furnaces.csv",
            "5 rows, in UTF-8, separated by commas.",
            "In no term: note.",
            "ageing temperature",
            "°C → K",
            "no value</span>: one row (line 3)",
            "not a number</span>: one row (line 4)",
            "outside what the term can be</span>: one row (line 6)",
            "Vickers hardness · own rows of main alone")) {
      assertTrue(shown.contains(said), () -> said + " is not in " + shown);
    }
    String model = "rows:main:" + Names.TERM + "vickersHardness";
    HttpResponse<String> checked =
        pages.get(page + "?model=" + URLEncoder.encode(model, StandardCharsets.UTF_8), "en");
    assertTrue(checked.body().contains("3 of 5 rows are candidates."), checked::body);
    assertTrue(checked.body().contains("A feature of the model has no number."), checked::body);
    pages.keep("candidate", checked);
    assertTrue(
        pages
            .get("/candidates", "en")
            .body()
            .contains("href=\"/experiments\" aria-current=\"page\""),
        "the menu says where one is");
    pages.keep("candidates", pages.get("/candidates", "ja"));

    String form =
        "model="
            + URLEncoder.encode(model, StandardCharsets.UTF_8)
            + "&acquisition=ei&reading="
            + reading(checked.body());
    HttpResponse<String> misnamed =
        pages.post(page + "/campaign", form + "&name=Not+A+Name&goal=maximise");
    assertEquals(422, misnamed.statusCode());
    assertTrue(misnamed.body().contains("s name has 1 to 40"), misnamed::body);
    assertTrue(misnamed.body().contains("value=\"Not A Name\""), misnamed::body);
    HttpResponse<String> wrong =
        pages.post(page + "/campaign", form + "&name=near&goal=target&target=hard");
    assertTrue(wrong.body().contains("a field needs a number"), wrong::body);
    HttpResponse<String> foreign =
        pages.post(
            page + "/campaign",
            "model=rows:other&name=near&goal=maximise&reading=" + reading(checked.body()));
    assertTrue(foreign.body().contains("choose a model from the list"), foreign::body);
    String other = MAPPING.replace("degC", "K");
    assertEquals(303, pages.upload(page + "/mapping", "mapping=" + other, "", "").statusCode());
    HttpResponse<String> stale = pages.post(page + "/campaign", form + "&name=near&goal=maximise");
    assertEquals(422, stale.statusCode());
    assertTrue(stale.body().contains("somebody has changed how the table is read"), stale::body);
    assertEquals(303, pages.upload(page + "/mapping", "mapping=" + MAPPING, "", "").statusCode());

    HttpResponse<String> begun =
        pages.post(page + "/campaign", form + "&name=near&goal=target&target=230,5");
    assertEquals(303, begun.statusCode(), begun.body());
    assertEquals(
        "/experiments/near?done=begun", begun.headers().firstValue("Location").orElseThrow());
    String campaign = pages.get("/experiments/near", "ja").body();
    assertTrue(campaign.contains("230.5"), campaign);
    HttpResponse<String> stays = pages.post(page + "/removal", "");
    assertEquals(422, stays.statusCode());
    assertTrue(stays.body().contains("a campaign reads this table"), stays::body);
    HttpResponse<String> asked = pages.delete(page.replace("/candidates", "/api/v1/candidates"));
    assertEquals(422, asked.statusCode(), asked.body());
    assertTrue(pages.get(page, "ja").body().contains("/experiments/near"));
  }

  @Test
  void aTableWithoutAMappingAsksForOneAndAWrongOneIsRefusedInWords() throws Exception {
    HttpResponse<String> put =
        pages.put(
            "/api/v1/campaigns/soon/table?by=mika",
            "x,y\n400,2\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(200, put.statusCode(), put.body());
    String hash = JSON.readTree(put.body()).path("sha256").asText();
    JsonNode all = JSON.readTree(pages.get("/api/v1/candidates", "en").body());
    JsonNode kept =
        Stream.iterate(0, i -> i + 1)
            .limit(all.path("tables").size())
            .map(i -> all.path("tables").get(i))
            .filter(one -> one.path("sha256").asText().equals(hash))
            .findFirst()
            .orElseThrow();
    assertEquals("soon", kept.path("name").asText());
    assertEquals("mika", kept.path("madeBy").asText());
    assertTrue(kept.path("removable").asBoolean());
    assertEquals(MOST_BYTES, all.path("mostBytes").asLong());
    String page = "/candidates/" + hash;
    assertTrue(pages.get(page, "en").body().contains("Nobody has said yet"));
    assertEquals(422, pages.upload(page + "/mapping", "mapping=", "", "").statusCode());
    assertEquals(303, pages.upload(page + "/mapping", "mapping=columns: [", "", "").statusCode());
    String broken = pages.get(page, "en").body();
    assertTrue(broken.contains("The table cannot be read by this mapping."), broken);
    String mapping = "columns: {x: {term: 'kt:ageingTemperature', unit: degC}}";
    assertEquals(303, pages.upload(page + "/mapping", "mapping=" + mapping, "", "").statusCode());
    assertTrue(pages.get(page, "ja").body().contains("用語のない列：y。"));
    HttpResponse<String> removed = pages.post(page + "/removal", "");
    assertEquals("/candidates?done=removed", removed.headers().firstValue("Location").orElse(""));
    assertEquals(404, pages.get(page, "en").statusCode());
    assertEquals(404, pages.delete("/api/v1/candidates/" + hash).statusCode());
  }

  @Test
  void aFormWithoutAFileOrWithTooLargeAOneIsRefusedOnThePage() throws Exception {
    HttpResponse<String> none = pages.upload("/candidates", "mapping=columns: {}", "", "");
    assertEquals(422, none.statusCode());
    assertTrue(none.body().contains("no file was chosen"), none::body);
    assertTrue(none.body().contains("columns: {}"), "what was typed stays");
    HttpResponse<String> large =
        pages.upload("/candidates", "mapping=", "large.csv", "x".repeat(MOST_BYTES + 1));
    assertEquals(422, large.statusCode());
    assertTrue(large.body().contains("at most 2000 bytes"), large::body);
    assertEquals(422, pages.post("/candidates", "table=x").statusCode());
    String tables = pages.get("/api/v1/candidates", "en").body();
    HttpResponse<String> broken = pages.uploadBrokenOff("/candidates", "a,b\n1,2\n");
    assertEquals(422, broken.statusCode());
    assertTrue(broken.body().contains("the form broke off: send it again"), broken::body);
    assertEquals(tables, pages.get("/api/v1/candidates", "en").body());
    HttpResponse<String> put = pages.put("/api/v1/campaigns/soon/table", new byte[MOST_BYTES + 1]);
    assertEquals(422, put.statusCode());
    assertTrue(put.body().contains("at most 2000 bytes"), put::body);
  }
}
