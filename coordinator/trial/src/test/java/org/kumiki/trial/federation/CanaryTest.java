package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.exchange.vocabulary.HeaderProposal;
import org.kumiki.exchange.vocabulary.HeaderProposal.Cells;
import org.kumiki.exchange.vocabulary.UsageReport;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Moments;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.Variable;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.trial.federation.TestRows.Row;

/**
 * Marked values are planted at one node, everything is done there that people do, and every byte
 * that left, and every place where it could have ended up, is searched for them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryTest {
  private static final double MPA_OF_KSI = 6.894757293168361;
  private static final long CAP = 100_000;
  private static final int MEMBERS = 3;

  /** One row in the file's own units: HV, K and ksi. */
  private static final double[] MARKED = {213.7461938, 873.2918465, 71.48362917};

  private static final double[] MARKED_HOLDOUT = {227.1840355, 611.9034827, 88.26117493};
  private static final double[] MARKED_CANDIDATE = {239.6627041, 544.3158206};

  private static final double MARKED_RESULT = 691.3847125;

  private static final List<String> TEXTS =
      List.of(
          "CANARY-note-3b1f",
          "CANARY-7f3a",
          "CANARY-holdout-19c4",
          "CANARY-memo-e0d8",
          "CANARY-notanumber-55aa",
          "CANARY-refused-c17b",
          "Fe61.73Ni21.39Zr16.88",
          "Fe59.42Ni23.17Zr17.41",
          "社外秘組成列",
          "秘密の硬さHV",
          "CANARY-T_furnace",
          "CANARY-Rm-header",
          "CANARY-unmapped-header");

  private static final String MAPPING =
      """
      columns:
        "lot": {term: kt:lotNumber}
        "社外秘組成列": {term: kt:composition, basis: atomic}
        "秘密の硬さHV": {term: kt:vickersHardness}
        "CANARY-T_furnace": {term: kt:testTemperature, unit: K}
        "CANARY-Rm-header": {term: kt:tensileStrength, unit: ksi}
      ignore: ["memo"]
      """;

  private final CanaryScanner scanner = new CanaryScanner();
  private final TreeMap<String, String> answers = new TreeMap<>();
  private Trial trial;
  private RecordingProxy proxy;

  @BeforeAll
  void doEverythingThatPeopleDo(@TempDir Path folder) throws Exception {
    plant();
    trial = Trial.enrol(folder, "alpha", "beta", "gamma");
    proxy = RecordingProxy.before(trial, "gamma");
    trial.start();
    loadOrdinary("alpha", 11);
    loadOrdinary("beta", 12);
    loadMarked();
    trial.complete(Trial.statistics("Canaries in statistics"));
    String ridge = trial.complete(ridge());
    predictAndCompare(ridge);
    experiment();
    loadRefused();
    releaseForTheVocabulary();
    ask();
    // The databases write everything to disk; then whole folders can be searched.
    trial.close();
  }

  @AfterAll
  void stop() {
    if (proxy != null) {
      proxy.close();
    }
    if (trial != null) {
      trial.close();
    }
  }

  @Test
  void noByteThatLeftTheNodeHoldsACanary() {
    assertEquals(List.of(), proxy.troubles());
    // Three rounds of statistics and four of ridge: the recording is the real thing.
    assertEquals(7, proxy.requests().stream().filter(r -> r.target().endsWith("/vector")).count());
    TreeSet<String> found = new TreeSet<>();
    proxy.outbound().forEach(stream -> found.addAll(scanner.scan(stream)));
    proxy.requests().forEach(request -> found.addAll(scanner.scan(request.body())));
    assertEquals(Set.of(), found);
  }

  @Test
  void forTheVocabularyExactlyWhatTheStewardReleasedLeft() {
    List<RecordingProxy.Request> released = forTheVocabulary();
    assertEquals(
        List.of("/exchange/v1/vocabulary/usage", "/exchange/v1/vocabulary/headers"),
        released.stream().map(RecordingProxy.Request::target).toList());
    assertArrayEquals(
        new UsageReport(
                1,
                List.of(
                    Names.TERM + "composition",
                    Names.TERM + "lotNumber",
                    Names.TERM + "tensileStrength",
                    Names.TERM + "testTemperature"))
            .encode(),
        released.get(0).body());
    assertArrayEquals(
        new HeaderProposal(2, "max strength at RT", "ksi", Cells.NUMBERS).encode(),
        released.get(1).body());
  }

  /** What was sent; releases of the vocabulary are fetched beside it. */
  private List<RecordingProxy.Request> forTheVocabulary() {
    return proxy.requests().stream()
        .filter(r -> r.target().contains("/vocabulary/") && !r.method().equals("GET"))
        .toList();
  }

  @Test
  void noLogHoldsACanary() throws IOException {
    List<Path> logs = new ArrayList<>(List.of(trial.federation().coordinator().log()));
    logs.add(trial.coordinatorFolder().resolve("postgresql.log"));
    for (String member : trial.federation().organisations()) {
      logs.add(trial.federation().node(member).log());
      logs.add(trial.nodeFolder(member).resolve("postgresql.log"));
    }
    for (Path log : logs) {
      assertTrue(Files.size(log) > 0, () -> log + " is empty");
      assertEquals(Set.of(), scanner.scan(Files.readAllBytes(log)), log::toString);
    }
  }

  @Test
  void noMetricDescriptionOrStatusHoldsACanary() {
    answers.forEach(
        (where, text) ->
            assertEquals(
                Set.of(), scanner.scan(text.getBytes(StandardCharsets.UTF_8)), () -> where));
    assertTrue(answers.get("gamma /metrics").contains("http_server_requests"), answers::toString);
    assertTrue(answers.get("gamma /openapi.json").contains("/api/v1/raw"));
    assertTrue(answers.get("gamma /api/v1/status").contains("coordinatorReached"));
  }

  @Test
  void noFileOfTheCoordinatorOrOfAnotherMemberHoldsACanary() {
    assertEquals(Set.of(), scanTree(trial.coordinatorFolder()));
    assertEquals(Set.of(), scanTree(trial.nodeFolder("alpha")));
    assertEquals(Set.of(), scanTree(trial.nodeFolder("beta")));
  }

  @Test
  void theNodesOwnFolderDoesHoldThem() {
    TreeSet<String> found = scanTree(trial.nodeFolder("gamma"));
    assertTrue(found.contains("CANARY-7f3a as UTF-8"), found::toString);
    assertTrue(found.contains("社外秘組成列 as UTF-8"), found::toString);
    assertTrue(found.contains("CANARY-note-3b1f as UTF-8"), found::toString);
    assertTrue(found.contains(MARKED_RESULT + " as double, little-endian"), found::toString);
    // The database keeps numbers in the term's unit, in the machine's own order of bytes.
    double strength = MARKED[2] * MPA_OF_KSI;
    assertTrue(found.contains(strength + " as double, little-endian"), found::toString);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("leaks")
  void theScannerFindsARowThatLeaksAs(Leak leak) throws Exception {
    try (RecordingProxy sink = RecordingProxy.sink(trial, "gamma")) {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .sslContext(RecordingProxy.nodeContext(trial, "gamma"))
              .build()
              .send(
                  HttpRequest.newBuilder(URI.create(sink.address() + "/exchange/v1/messages"))
                      .POST(HttpRequest.BodyPublishers.ofByteArray(leak.bytes()))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertEquals(204, answer.statusCode());
      TreeSet<String> found = new TreeSet<>();
      sink.outbound().forEach(stream -> found.addAll(scanner.scan(stream)));
      sink.requests().forEach(request -> found.addAll(scanner.scan(request.body())));
      assertTrue(found.contains(leak.expected()), () -> leak.expected() + " not in " + found);
    }
  }

  /** One way in which a row could leave, and what the scanner must call it. */
  record Leak(String name, String expected, byte[] bytes) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Leak> leaks() {
    String row = "CANARY-7f3a,Fe61.73Ni21.39Zr16.88,213.7461938,873.2918465,71.48362917";
    byte[] utf8 = row.getBytes(StandardCharsets.UTF_8);
    List<Leak> leaks = new ArrayList<>();
    leaks.add(new Leak("text", "CANARY-7f3a as UTF-8", utf8));
    leaks.add(
        new Leak("UTF-16LE", "CANARY-7f3a as UTF-16LE", row.getBytes(StandardCharsets.UTF_16LE)));
    leaks.add(
        new Leak("UTF-16BE", "CANARY-7f3a as UTF-16BE", row.getBytes(StandardCharsets.UTF_16BE)));
    leaks.add(
        new Leak(
            "a Japanese header in CP932",
            "秘密の硬さHV as CP932",
            "lot,秘密の硬さHV".getBytes(Charset.forName("windows-31j"))));
    String hex = HexFormat.of().formatHex(utf8);
    leaks.add(new Leak("hex", "71.48362917 as hex of UTF-8", ascii(hex)));
    leaks.add(new Leak("HEX", "71.48362917 as HEX of UTF-8", ascii(hex.toUpperCase(Locale.ROOT))));
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = ("xxx".substring(0, shift) + row).getBytes(StandardCharsets.UTF_8);
      leaks.add(
          new Leak(
              "base64, alignment " + shift,
              "CANARY-7f3a as base64 of UTF-8, alignment " + shift,
              Base64.getEncoder().encode(shifted)));
    }
    leaks.addAll(numbers());
    leaks.add(new Leak("gzip", "CANARY-7f3a as UTF-8", after(17, gzip(utf8))));
    leaks.add(new Leak("zlib", "CANARY-7f3a as UTF-8", after(5, deflate(utf8, false))));
    leaks.add(new Leak("raw deflate", "CANARY-7f3a as UTF-8", deflate(utf8, true)));
    return leaks.stream();
  }

  private static List<Leak> numbers() {
    List<Leak> leaks = new ArrayList<>();
    double converted = MARKED[2] * MPA_OF_KSI;
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      String suffix = order == ByteOrder.BIG_ENDIAN ? "big-endian" : "little-endian";
      for (double value : new double[] {MARKED[2], converted}) {
        leaks.add(
            new Leak(
                "double " + value + ", " + suffix,
                value + " as double, " + suffix,
                after(3, CanaryScanner.bytes(value, order))));
        for (int bits : new int[] {18, 30, 43, 53}) {
          leaks.add(
              new Leak(
                  value + " · 2^" + bits + ", " + suffix,
                  value + " · 2^" + bits + " as integer, " + suffix,
                  after(5, CanaryScanner.bytes((long) Math.rint(Math.scalb(value, bits)), order))));
        }
      }
      ByteArrayOutputStream floats = new ByteArrayOutputStream();
      for (double value : MARKED) {
        floats.writeBytes(CanaryScanner.bytes((float) value, order));
      }
      leaks.add(
          new Leak(
              "a row of floats, " + suffix,
              MARKED[2] + " as float, " + suffix,
              after(7, floats.toByteArray())));
    }
    return leaks;
  }

  /** Plants the private texts and numbers, and this node's sums as they are before masking. */
  private void plant() {
    TEXTS.forEach(scanner::text);
    for (double[] row : List.of(MARKED, MARKED_HOLDOUT)) {
      scanner.number(row[0]).number(row[1]).number(row[2]).number(row[2] * MPA_OF_KSI);
    }
    for (double value : MARKED_CANDIDATE) {
      scanner.number(value);
    }
    scanner.number(MARKED_RESULT);
    List<Variable> variables =
        List.of(
            new Variable("hardness", 0, 12000),
            new Variable("temperature", 0, 4000),
            new Variable("strength", 0, 5000));
    Moments moments = new Moments(variables, CAP);
    State state = (State) Algorithms.of(moments).start(moments);
    Partial own = Algorithms.of(moments).localStep(state).start();
    own.add(columns());
    long[] entries =
        FixedPointLayout.of(Algorithms.of(moments).encoding(state), MEMBERS)
            .quantise(own.vector())
            .orElseThrow();
    for (int j = 0; j < variables.size(); j++) {
      // Another order of adding may round the last digit differently.
      for (long near = -2; near <= 2; near++) {
        scanner.integer("unmasked sum " + j, entries[1 + variables.size() + j] + near);
      }
    }
  }

  /** Gamma's rows in the units of the terms. */
  private static Batch columns() {
    double[][] columns = new double[3][];
    List<double[]> rows = markedRows();
    for (int j = 0; j < columns.length; j++) {
      columns[j] = new double[rows.size()];
      for (int i = 0; i < rows.size(); i++) {
        columns[j][i] = rows.get(i)[j] * (j == 2 ? MPA_OF_KSI : 1);
      }
    }
    return new Batch(rows.size(), columns);
  }

  /** Forty rows of which one is marked, in the file's units. */
  private static List<double[]> markedRows() {
    List<double[]> rows = new ArrayList<>();
    for (Row row : TestRows.of(13, 39)) {
      rows.add(
          new double[] {
            rounded(row.hardness()), rounded(row.temperature()), rounded(row.strength() / 7)
          });
    }
    rows.add(MARKED);
    return rows;
  }

  private static double rounded(double value) {
    return Math.rint(value * 1000) / 1000;
  }

  private static byte[] csv(List<double[]> rows, String lot, String formula) {
    StringBuilder csv =
        new StringBuilder(
            "lot,社外秘組成列,秘密の硬さHV,CANARY-T_furnace,CANARY-Rm-header,memo,"
                + "CANARY-unmapped-header\n");
    for (int i = 0; i < rows.size(); i++) {
      boolean marked = i == rows.size() - 1;
      csv.append(marked ? lot : "L-" + i).append(',');
      csv.append(marked ? formula : "Fe" + (70 + i % 9) + "Cr" + (30 - i % 9)).append(',');
      for (double value : rows.get(i)) {
        csv.append(value).append(',');
      }
      csv.append(marked ? "CANARY-memo-e0d8" : "").append(",x\n");
    }
    return csv.toString().getBytes(Charset.forName("windows-31j"));
  }

  private void loadOrdinary(String organisation, long seed) {
    StringBuilder csv = new StringBuilder("id,formula,HV,T,TS\n");
    List<Row> rows = TestRows.of(seed, 40);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      csv.append("S-").append(i).append(",Fe").append(80 + i % 7).append("Ni").append(20 - i % 7);
      for (double value : row.all()) {
        csv.append(',').append(value);
      }
      csv.append('\n');
    }
    String mapping =
        """
        columns:
          id: {term: kt:sampleIdentifier}
          formula: {term: kt:composition, basis: atomic}
          HV: {term: kt:vickersHardness}
          T: {term: kt:testTemperature, unit: K}
          TS: {term: kt:tensileStrength, unit: MPa}
        """;
    trial.load(
        organisation,
        "main",
        new TestTable(csv.toString().getBytes(StandardCharsets.UTF_8), mapping, rows));
  }

  private void loadMarked() {
    Path mapping = mapping(MAPPING);
    Path main = trial.file(".csv", csv(markedRows(), "CANARY-7f3a", "Fe61.73Ni21.39Zr16.88"));
    gamma("load", main, "--mapping", mapping, "--commit").done();
    List<double[]> holdout = new ArrayList<>(markedRows().subList(0, 12));
    holdout.add(MARKED_HOLDOUT);
    Path file = trial.file(".csv", csv(holdout, "CANARY-holdout-19c4", "Fe59.42Ni23.17Zr17.41"));
    gamma("load", file, "--mapping", mapping, "--dataset", "holdout", "--commit").done();
  }

  private static String ridge() {
    return Trial.ridge("Canaries in ridge")
        .replace("]", ", {term: kt:composition, descriptor: magpie}]");
  }

  private void predictAndCompare(String study) {
    String candidates =
        "社外秘組成列,秘密の硬さHV,CANARY-T_furnace\nFe59.42Ni23.17Zr17.41,"
            + MARKED_CANDIDATE[0]
            + ","
            + MARKED_CANDIDATE[1]
            + "\n";
    String mapping = MAPPING.replaceAll("(?m)^.*(lot|CANARY-Rm-header|ignore).*\n", "");
    Path file = trial.file(".csv", candidates.getBytes(StandardCharsets.UTF_8));
    String answer = gamma("predict", study, file, "--mapping", mapping(mapping)).done();
    assertEquals(2, answer.lines().count(), answer);
    String errors = gamma("compare", study, "--dataset", "holdout").done();
    assertTrue(errors.contains("\"rows\" : 13"), errors);
    gamma("result", study).done();
    gamma("ledger").done();
  }

  /** A campaign on a private table: suggestions, a result, a failure, and the pages about it. */
  private void experiment() throws Exception {
    String table =
        "社外秘組成列,秘密の硬さHV,CANARY-T_furnace\n"
            + "Fe59.42Ni23.17Zr17.41,"
            + MARKED_CANDIDATE[0]
            + ","
            + MARKED_CANDIDATE[1]
            + "\n"
            + "Fe80Ni20,231.5,655.25\n"
            + "Fe70Ni30,219.5,711.5\n";
    Path candidates = trial.file(".csv", table.getBytes(StandardCharsets.UTF_8));
    Path mapping = mapping(MAPPING.replaceAll("(?m)^.*(lot|CANARY-Rm-header|ignore).*\n", ""));
    Path campaign =
        mapping(
            """
            objectives: [{property: kt:tensileStrength, goal: maximise}]
            rows: {dataset: main, features: [kt:vickersHardness, kt:testTemperature]}
            candidates: {table: %s, mapping: %s}
            """
                .formatted(candidates.getFileName(), mapping.getFileName()));
    String suggested = gamma("suggest", "canary-alloys", "--file", campaign, "--count", "2").done();
    assertTrue(suggested.startsWith("1.1  line "), suggested);
    gamma(
            "observe",
            "canary-alloys",
            "--suggestion",
            "1.1",
            "--value",
            String.valueOf(MARKED_RESULT),
            "--note",
            "CANARY-note-3b1f")
        .done();
    gamma("observe", "canary-alloys", "--suggestion", "1.2", "--failed").done();
    gamma("observe", "canary-alloys", "--suggestion", "1.2", "--failed")
        .refused(1, "The campaign cannot do this", "has a result already");
    String all = gamma("campaigns", "canary-alloys").done();
    assertTrue(all.contains("CANARY-note-3b1f") && all.contains("\"failed\" : true"), all);
    for (String page :
        List.of("/experiments", "/experiments/canary-alloys", "/models", "/experiments/nothing")) {
      assertEquals(page.endsWith("nothing") ? 404 : 200, page("gamma", page), page);
    }
  }

  /** The status with which a node's page answers its owner. */
  private int page(String member, String path) throws Exception {
    Path folder = trial.nodeFolder(member);
    URI address = URI.create(Files.readString(folder.resolve(LocalApi.ADDRESS_FILE)).strip());
    String token = PrivateFile.read(folder.resolve("api-token")).strip();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** Files that are refused, each for another reason, each full of canaries. */
  private void loadRefused() {
    Path mapping = mapping(MAPPING);
    byte[] good = csv(markedRows(), "CANARY-refused-c17b", "Fe61.73Ni21.39Zr16.88");
    byte[] twice =
        new String(good, Charset.forName("windows-31j"))
            .replace("memo", "CANARY-T_furnace")
            .getBytes(Charset.forName("windows-31j"));
    assertEquals(
        1, gamma("load", trial.file(".csv", twice), "--mapping", mapping, "--commit").exitCode());
    Path unknown = mapping(MAPPING.replace("kt:lotNumber", "kt:CANARY-T_furnace"));
    assertEquals(
        1, gamma("load", trial.file(".csv", good), "--mapping", unknown, "--commit").exitCode());
    byte[] notNumber =
        new String(good, Charset.forName("windows-31j"))
            .replace(String.valueOf(MARKED[1]), "CANARY-notanumber-55aa")
            .getBytes(Charset.forName("windows-31j"));
    gamma("load", trial.file(".csv", notNumber), "--mapping", mapping).done();
    assertFalse(gamma("map", trial.file(".csv", good)).done().isEmpty());
  }

  /** Datasets are loaded and mapped, and nothing of that has left before a steward says so. */
  private void releaseForTheVocabulary() {
    assertEquals(List.of(), forTheVocabulary());
    String shown = vocabulary("report");
    assertTrue(shown.contains("kt:vickersHardness") && shown.contains("memo"), shown);
    assertEquals(List.of(), forTheVocabulary(), "looking at it releases nothing");
    vocabulary("release", "--except", "kt:vickersHardness");
    vocabulary("propose", "max strength at RT", "--unit", "ksi", "--cells", "numbers");
    Await.until(
        "the curators have the header",
        () -> trial.coordinator().get("/api/v1/vocabulary/headers").size() == 1);
    assertTrue(vocabulary("report").contains("header 'max strength at RT' by "));
  }

  private String vocabulary(String command, String... arguments) {
    List<Object> all = new ArrayList<>(List.of("vocabulary", command));
    all.addAll(List.of("--dir", trial.nodeFolder("gamma")));
    all.addAll(List.of((Object[]) arguments));
    return Cli.node(all.toArray()).done();
  }

  private void ask() throws Exception {
    for (String member : List.of("alpha", "gamma")) {
      ask(member, trial.nodeFolder(member));
    }
    ask("coordinator", trial.coordinatorFolder());
    answers.put("gamma status", gamma("status").done());
    answers.put("gamma studies", gamma("studies").done());
    for (String path : List.of("/api/v1/studies", "/api/v1/models", "/api/v1/members")) {
      answers.put("coordinator " + path, trial.coordinator().get(path).toString());
    }
    answers.put("gamma /api/v1/status", trial.node("gamma").get("/api/v1/status").toString());
  }

  private void ask(String who, Path folder) throws Exception {
    URI address = URI.create(Files.readString(folder.resolve(LocalApi.ADDRESS_FILE)).strip());
    for (String path : List.of("/metrics", "/openapi.json", "/health")) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(address.resolve(path))
                      .header(
                          "Authorization",
                          "Bearer " + PrivateFile.read(folder.resolve("api-token")).strip())
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), path);
      answers.put(who + " " + path, answer.body());
    }
  }

  private Cli.Outcome gamma(String command, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(command, "--dir", trial.nodeFolder("gamma")));
    all.addAll(List.of(arguments));
    return Cli.node(all.toArray());
  }

  private Path mapping(String yaml) {
    return trial.file(".yml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private TreeSet<String> scanTree(Path folder) {
    TreeSet<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.addAll(scanner.scan(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The bytes somewhere in the middle of others. */
  private static byte[] after(int count, byte[] bytes) {
    byte[] all = new byte[count + bytes.length];
    System.arraycopy(bytes, 0, all, count, bytes.length);
    return all;
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] bytes, boolean raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
    try (OutputStream stream = new DeflaterOutputStream(out, deflater)) {
      stream.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }
}
