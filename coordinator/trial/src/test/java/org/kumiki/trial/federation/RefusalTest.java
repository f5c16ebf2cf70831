package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.coordinator.authority.AuthorityFolder;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.platform.tls.MutualTls;

/**
 * What goes wrong in a consortium, as the person meets it who can do something about it: an exit
 * code, one line with the cause and the next step, and nothing left half done.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {
  private static final Charset CP932 = Charset.forName("windows-31j");
  private static final String MAPPING =
      """
      columns:
        id: {term: kt:sampleIdentifier}
        "硬さ": {term: kt:vickersHardness}
      """;

  private Trial trial;
  private RecordingProxy proxy;
  private Path folder;

  @BeforeAll
  void start(@TempDir Path temporary) throws InterruptedException {
    folder = temporary;
    trial = Trial.enrol(temporary.resolve("trial"), "alpha", "beta", "delta", "gamma");
    proxy = RecordingProxy.before(trial, "gamma");
    trial.start();
    trial.load("gamma", "main", TestTable.english(TestRows.of(31, 20)));
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
  void theCoordinatorShutsTheDoorToAStrangersCertificate() throws Exception {
    // The client does not even show a certificate of an authority that the server does not name.
    assertEquals(401, ask(stranger("demo"), "alpha").statusCode());
  }

  @Test
  void theCoordinatorAdmitsOnlyTheVeryCertificateThatItKnows() throws Exception {
    CoordinatorFolder coordinator = CoordinatorFolder.open(trial.coordinatorFolder());
    AuthorityFolder authorities = new AuthorityFolder(coordinator, new SecureRandom());
    Issuer own = authorities.issuer(authorities.bundle(Instant.now()).bundle()).orElseThrow();
    assertEquals(403, ask(own, "alpha").statusCode());
    assertEquals(403, ask(own, "unheard-of").statusCode());
  }

  @Test
  void aRevokedNodeIsRefusedSaysSoKeepsItsDataAndTriesAgain() throws Exception {
    Await.until(
        "gamma is connected",
        () -> trial.node("gamma").get("/api/v1/status").path("coordinatorReached").asBoolean());
    Cli.coordinator("revoke", "--dir", trial.coordinatorFolder(), "gamma").done();
    // Its waiting request too is answered so, and not after the half minute that it could wait.
    Await.until(
        "gamma's log says that its certificate is refused",
        Duration.ofSeconds(10),
        () -> {
          String log = Files.readString(trial.federation().node("gamma").log());
          return log.contains("403") && log.contains("revoked") && log.contains("ask the operator");
        },
        () -> "");
    assertFalse(trial.node("gamma").get("/api/v1/status").path("coordinatorReached").asBoolean());
    long asked = inboxRequests();
    Await.until("gamma tries again", () -> inboxRequests() >= asked + 2);
    assertEquals(1, trial.versions("gamma"));
    String members = Cli.coordinator("status", "--dir", trial.coordinatorFolder()).done();
    assertTrue(
        members.lines().anyMatch(line -> line.startsWith("gamma") && line.contains("revoked")),
        members);
    Cli.coordinator("revoke", "--dir", trial.coordinatorFolder(), "nobody")
        .refused(1, "no such", "no such member");
  }

  private long inboxRequests() {
    return proxy.requests().stream().filter(RecordingProxy.Request::isInbox).count();
  }

  @Test
  void aMappingToAnUnknownTermLoadsNothing() {
    refusedLoad(
        "id,硬さ\n1,200\n".getBytes(StandardCharsets.UTF_8),
        MAPPING.replace("kt:vickersHardness", "kt:vickersSoftness"),
        "mapped to kt:vickersSoftness, which the vocabulary does not have",
        "look the term up, or propose it");
  }

  @Test
  void aUnitOfAnotherDimensionLoadsNothing() {
    refusedLoad(
        "id,Hc\n1,0.5\n".getBytes(StandardCharsets.UTF_8),
        """
        columns:
          id: {term: kt:sampleIdentifier}
          Hc: {term: kt:coercivity, unit: T}
        """,
        "Values in T cannot be converted to A/m",
        "divide it by μ0");
  }

  @Test
  void aFileCutInTheMiddleOfACharacterLoadsNothing() {
    String cause = "ends in the middle of a character";
    byte[] whole = "id,硬さ,備考\n1,200,焼入れ\n2,210,焼戻し".getBytes(CP932);
    refusedLoad(Arrays.copyOf(whole, whole.length - 1), MAPPING, cause, "copy or export it again");
    byte[] utf8 = "id,硬さ,備考\n1,200,焼入れ\n2,210,焼戻し".getBytes(StandardCharsets.UTF_8);
    refusedLoad(Arrays.copyOf(utf8, utf8.length - 1), MAPPING, cause, "copy or export it again");
  }

  @Test
  void aHeaderThatOccursTwiceLoadsNothing() {
    refusedLoad(
        "id,硬さ,硬さ\n1,200,201\n".getBytes(StandardCharsets.UTF_8),
        MAPPING,
        "A header occurs twice",
        "rename one");
  }

  @Test
  void anEmptyFileLoadsNothing() {
    refusedLoad(new byte[0], MAPPING, "empty", "");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path absent = folder.resolve("absent.csv");
    Path mapping = trial.file(".yml", MAPPING.getBytes(StandardCharsets.UTF_8));
    Cli.node("load", "--dir", alpha(), absent, "--mapping", mapping)
        .refused(1, "cannot read " + absent, "check that the file exists");
    Path csv = trial.file(".csv", "id\n1\n".getBytes(StandardCharsets.UTF_8));
    Cli.node("load", "--dir", alpha(), csv, "--mapping", absent).refused(1, "cannot read", "YAML");
  }

  private void refusedLoad(byte[] csv, String mapping, String cause, String nextStep) {
    Path file = trial.file(".csv", csv);
    Path yaml = trial.file(".yml", mapping.getBytes(StandardCharsets.UTF_8));
    int before = trial.versions("alpha");
    Cli.Outcome outcome =
        Cli.node("load", "--dir", alpha(), file, "--mapping", yaml, "--commit")
            .refused(1, cause, nextStep);
    assertEquals("", outcome.out());
    assertEquals(before, trial.versions("alpha"));
    assertEquals(List.of(), unfinished(alpha()));
  }

  @Test
  void aSecondProcessOnTheSameFolderIsToldToWait() {
    Cli.node("start", "--dir", alpha()).refused(75, "another process", "stop it or wait");
    Cli.coordinator("start", "--dir", trial.coordinatorFolder())
        .refused(75, "another process", "stop it or wait");
    // The first one has not noticed anything.
    assertTrue(Cli.node("status", "--dir", alpha()).done().contains("coordinatorReached"));
  }

  @Test
  void aHashThatNobodyProposedCannotBeApproved() {
    String unknown = "0".repeat(64);
    Cli.node("approve", "--dir", alpha(), unknown)
        .refused(1, "no study with this hash was proposed here", "check the hash");
    Cli.node("decline", "--dir", alpha(), unknown)
        .refused(1, "no study with this hash was proposed here", "check the hash");
    Cli.node("result", "--dir", alpha(), unknown).refused(1, "No study with this hash", "");
  }

  @Test
  void aStudyWithoutAFittingDatasetCannotBeApproved() {
    String hash =
        trial
            .coordinator()
            .post(
                "/api/v1/studies",
                // Without gamma, which another test revokes.
                Trial.statistics("No data") + "cohort: [alpha, beta, delta]\n",
                "application/yaml")
            .path("hash")
            .asText();
    Await.until(
        "beta knows the study",
        () -> trial.node("beta").get("/api/v1/studies").toString().contains(hash));
    Cli.node("approve", "--dir", trial.nodeFolder("beta"), hash)
        .refused(1, "no dataset is loaded here", "load one with 'kumiki node load'");
    JsonNode study = trial.study("beta", hash);
    assertEquals("pending", study.path("decision").asText());
    assertEquals(List.of(), trial.ledger("beta", hash));
  }

  @Test
  void aStudyThatProtectsTooLittleIsNotProposed() {
    int before = trial.coordinator().get("/api/v1/studies").size();
    refusedStudy(Trial.statistics("A") + "minimumOrganisations: 2\n", "at least 3");
    refusedStudy(Trial.statistics("A") + "cohort: [alpha, beta]\n", "at least 3");
    refusedStudy(Trial.statistics("A") + "minimumRows: 1\n", "at least 10 rows");
    refusedStudy(
        Trial.statistics("A").replace("kt:vickersHardness", "kt:sampleIdentifier"), "never");
    refusedStudy(
        Trial.statistics("A").replace("kt:vickersHardness", "kt:unheardOf"), "kt:unheardOf");
    refusedStudy(Trial.statistics("A") + "epsilon: 3\n", "epsilon");
    assertEquals(before, trial.coordinator().get("/api/v1/studies").size());
  }

  private void refusedStudy(String yaml, String cause) {
    Path file = trial.file(".yml", yaml.getBytes(StandardCharsets.UTF_8));
    Cli.coordinator("study", "submit", "--dir", trial.coordinatorFolder(), file)
        .refused(1, "The study cannot be run as written", cause);
  }

  @Test
  void theDatabaseAnswersOnlyItsOwnPassword() throws IOException {
    int port =
        Integer.parseInt(
            Files.readAllLines(alpha().resolve("postgresql/postmaster.pid")).get(3).strip());
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/";
    assertEquals("28P01", refusedLogin(url + "kumiki", "kumiki", "guessed"));
    assertEquals("28000", refusedLogin(url + "kumiki", "postgres", ""));
    assertEquals("28000", refusedLogin(url + "postgres", "kumiki", "guessed"));
    // Another user of the machine does not get at the password either.
    assertEquals(
        PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(alpha()));
    for (String secret :
        List.of("postgresql-password", "api-token", "identity.pem", "organisation.key")) {
      assertEquals(
          PosixFilePermissions.fromString("rw-------"),
          Files.getPosixFilePermissions(alpha().resolve(secret)),
          secret);
    }
  }

  private static String refusedLogin(String url, String user, String password) {
    return assertThrows(
            SQLException.class, () -> DriverManager.getConnection(url, user, password).close())
        .getSQLState();
  }

  @Test
  void wrongUsageEndsWithTwo() {
    Cli.node("load", "--dir", alpha()).refused(2, "Missing required", "--help");
    Cli.node("load", "--dir", alpha(), "--mappings", "x").refused(2, "", "--help");
    Cli.node("lode").refused(2, "lode", "--help");
    Cli.node().refused(2, "subcommand", "--help");
    Cli.node("approve", "--dir", alpha()).refused(2, "HASH", "--help");
    Cli.node("rule", "--dir", alpha()).refused(2, "--computation", "--help");
    Cli.node("rule", "--dir", alpha(), "--computation", "ridge", "--minimum", "many")
        .refused(2, "--minimum", "--help");
    Cli.coordinator("study", "submit").refused(2, "STUDY.yml", "--help");
  }

  @Test
  void aCommandForAServiceThatDoesNotRunSaysTryLater() {
    Path founded = folder.resolve("not-running");
    Trial other = Trial.found(founded, "one", "two", "three");
    Path node = other.nodeFolder("one");
    Cli.node("status", "--dir", node).refused(75, "does not answer", "start");
    Cli.node("studies", "--dir", node).refused(75, "does not answer", "start");
    Cli.coordinator("status", "--dir", other.coordinatorFolder())
        .refused(75, "does not answer", "start");
    other.close();
  }

  @Test
  void aFolderThatHoldsNoServiceIsNamed() {
    Path empty = folder.resolve("empty");
    Cli.node("start", "--dir", empty).refused(1, "is not a node's folder", "node init --invite");
    Cli.coordinator("start", "--dir", empty)
        .refused(1, "is not a coordinator's folder", "coordinator init");
  }

  private Path alpha() {
    return trial.nodeFolder("alpha");
  }

  private static Issuer stranger(String consortium) {
    SecureRandom random = new SecureRandom();
    return Issuer.selfSigned(
        consortium, KeyPairs.generate(random), Issuer.newSerial(random), Instant.now(), 30, random);
  }

  /** Knocks at the machines' listener with a fresh certificate of this authority. */
  private HttpResponse<String> ask(Issuer issuer, String organisation)
      throws IOException, InterruptedException {
    SecureRandom random = new SecureRandom();
    KeyPair keys = KeyPairs.generate(random);
    X509Certificate certificate =
        issuer.issue(
            SigningRequest.create(keys, random),
            new CertificateProfile.Node(new PeerIdentity("demo", organisation, "node-1"), 2),
            Issuer.newSerial(random),
            Instant.now());
    HttpClient client =
        MutualTls.httpClient(
                keys.getPrivate(),
                List.of(certificate, issuer.certificate()),
                trial.identity("alpha").authorities())
            .build();
    return client.send(
        HttpRequest.newBuilder(trial.address().resolve("/exchange/v1/inbox?after=0&wait=0"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Whatever is named as being on its way. */
  private static List<Path> unfinished(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
