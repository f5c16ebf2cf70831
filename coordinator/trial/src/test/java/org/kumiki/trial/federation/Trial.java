package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.node.identity.IdentityFiles;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.tls.MachineIdentity.Material;
import org.kumiki.trial.federation.LocalFederation.Member;

/**
 * A consortium of real processes and what people do with it, for one test class. PostgreSQL's
 * programs are unpacked once for all of them.
 */
final class Trial implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalFederation federation;
  private final Path files;
  private final Map<String, List<TestRows.Row>> loaded = new HashMap<>();
  private final Map<String, LocalApi> clients = new ConcurrentHashMap<>();
  private int fileNumber;

  private Trial(LocalFederation federation, Path files) {
    this.federation = federation;
    this.files = files;
  }

  /** Only the coordinator's folder; nobody is in, and nothing runs. */
  static Trial found(Path folder, String... organisations) {
    try {
      Files.createDirectories(folder);
      Path files = Files.createDirectories(folder.resolve("files"));
      List<Member> members =
          Arrays.stream(organisations).map(name -> new Member(name, "Company " + name)).toList();
      FoundingPlan plan = FoundingPlan.of(members).withPrograms(programs());
      return new Trial(LocalFederation.found(folder, plan), files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All are enrolled and no node runs: there is time to change a folder. */
  static Trial enrol(Path folder, String... organisations) throws InterruptedException {
    Trial trial = found(folder, organisations);
    trial.federation().enrol();
    return trial;
  }

  static Trial start(Path folder, String... organisations) throws InterruptedException {
    ClassArchives.make(programs());
    Trial trial = found(folder, organisations);
    trial.start();
    return trial;
  }

  /** Shared by all test classes, and by the next build. */
  static Path programs() {
    try {
      return sharedPrograms();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path sharedPrograms() throws IOException {
    Path shared = Path.of(System.getProperty("java.io.tmpdir"), "postgresql-programs");
    if (!Files.exists(shared)) {
      Files.createDirectories(
          shared,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return shared.toRealPath();
  }

  void start() throws InterruptedException {
    federation.start();
  }

  LocalFederation federation() {
    return federation;
  }

  LocalApi coordinator() {
    return api(coordinatorFolder());
  }

  LocalApi node(String organisation) {
    return api(nodeFolder(organisation));
  }

  /** One client a service, and another after a restart has given it another port. */
  private LocalApi api(Path service) {
    try {
      String address = Files.readString(service.resolve(LocalApi.ADDRESS_FILE)).strip();
      return clients.computeIfAbsent(address, a -> LocalApi.of(service));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where nodes connect to. */
  URI address() {
    return URI.create(CoordinatorFolder.open(coordinatorFolder()).settings().address());
  }

  /** As whom a member's node connects, and whom it believes. */
  Material identity(String organisation) {
    return IdentityFiles.load(NodeFolder.open(nodeFolder(organisation)));
  }

  Path nodeFolder(String organisation) {
    return federation.node(organisation).folder();
  }

  Path coordinatorFolder() {
    return federation.coordinator().folder();
  }

  /** A file of a person, outside of every data folder. */
  Path file(String suffix, byte[] bytes) {
    try {
      return Files.write(files.resolve("file-" + ++fileNumber + suffix), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits a table as a new version of the dataset, over the node's API. */
  void load(String organisation, String dataset, TestTable table) {
    JsonNode raw = node(organisation).putFile("/api/v1/raw", file(".csv", table.bytes()));
    ObjectNode request =
        JSON.createObjectNode()
            .put("raw", raw.path("sha256").asText())
            .put("mapping", table.mapping());
    JsonNode done =
        node(organisation).postJson("/api/v1/datasets/" + dataset + "/versions", request);
    assertEquals(table.rows().size(), done.path("rows").asInt());
    loaded.put(organisation + "/" + dataset, table.rows());
  }

  /** All rows of these members' datasets of one name, in the units of their terms. */
  List<TestRows.Row> pooled(String dataset, String... organisations) {
    List<TestRows.Row> all = new ArrayList<>();
    for (String organisation : organisations) {
      all.addAll(loaded.get(organisation + "/" + dataset));
    }
    return all;
  }

  /** Submits a study file and waits until every node has it; returns its hash. */
  String propose(String yaml) {
    String hash = submit(yaml);
    for (String organisation : federation.organisations()) {
      awaitStudy(organisation, hash);
    }
    return hash;
  }

  /** Submits a study file and waits for nobody; returns its hash. */
  String submit(String yaml) {
    return coordinator().post("/api/v1/studies", yaml, "application/yaml").path("hash").asText();
  }

  void awaitStudy(String organisation, String hash) {
    Await.until(organisation + " knows the study", () -> knows(organisation, hash));
  }

  private boolean knows(String organisation, String hash) {
    try {
      node(organisation).get("/api/v1/studies/" + hash);
      return true;
    } catch (CommandFailure e) {
      return false;
    }
  }

  void approve(String organisation, String hash) {
    approve(organisation, hash, "main");
  }

  void approve(String organisation, String hash, String dataset) {
    ObjectNode body = JSON.createObjectNode().put("by", "steward").put("dataset", dataset);
    node(organisation).postJson("/api/v1/studies/" + hash + "/approval", body);
  }

  /** As a steward does where no row is read. */
  void approveRehearsal(String organisation, String hash) {
    ObjectNode body = JSON.createObjectNode().put("by", "steward");
    node(organisation).postJson("/api/v1/studies/" + hash + "/approval", body);
  }

  void approveEverywhere(String hash) {
    federation.organisations().forEach(organisation -> approve(organisation, hash));
  }

  void decline(String organisation, String hash) {
    ObjectNode body = JSON.createObjectNode().put("by", "steward");
    node(organisation).postJson("/api/v1/studies/" + hash + "/refusal", body);
  }

  /** How the study stands at the coordinator. */
  JsonNode study(String hash) {
    return coordinator().get("/api/v1/studies/" + hash);
  }

  /** How the study stands at a node. */
  JsonNode study(String organisation, String hash) {
    return node(organisation).get("/api/v1/studies/" + hash);
  }

  /** Waits until the study is over at the coordinator and at every node; returns the reason. */
  String end(String hash) {
    Await.until(
        "the study has ended at the coordinator",
        Await.PATIENCE,
        () -> study(hash).path("state").asText().equals("Ended"),
        () -> study(hash).toString());
    String reason = study(hash).path("reason").asText();
    for (String organisation : federation.organisations()) {
      Await.until(
          "the study has ended at " + organisation,
          Await.PATIENCE,
          () -> study(organisation, hash).hasNonNull("endedAt"),
          () -> study(organisation, hash).toString());
      assertEquals(reason, study(organisation, hash).path("reason").asText(), organisation);
    }
    return reason;
  }

  /** Proposes, approves everywhere and waits for the result. */
  String complete(String yaml) {
    String hash = propose(yaml);
    approveEverywhere(hash);
    assertEquals("COMPLETED", end(hash));
    return hash;
  }

  /** A completed study's result, as the node computed it. */
  JsonNode result(String organisation, String hash) {
    return node(organisation).get("/api/v1/models/" + hash);
  }

  /** The node's ledger entries for one study. */
  List<JsonNode> ledger(String organisation, String hash) {
    List<JsonNode> entries = new ArrayList<>();
    for (JsonNode entry : node(organisation).get("/api/v1/ledger")) {
      if (entry.path("studyHash").asText().equals(hash)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** A node's versions of all datasets. */
  int versions(String organisation) {
    return node(organisation).get("/api/v1/datasets").size();
  }

  @Override
  public void close() {
    federation.close();
  }

  static String statistics(String title) {
    return """
    title: %s
    purpose: to see whether the federation works
    computation: statistics
    features: [kt:vickersHardness, kt:testTemperature, kt:tensileStrength]
    """
        .formatted(title);
  }

  static String rehearsal(String title, int length, int rounds) {
    return """
    title: %s
    purpose: to see whether the federation works
    computation: rehearsal
    settings: {length: %d, rounds: %d}
    """
        .formatted(title, length, rounds);
  }

  static String ridge(String title) {
    return """
    title: %s
    purpose: to see whether the federation works
    computation: ridge
    target: kt:tensileStrength
    features: [kt:vickersHardness, kt:testTemperature]
    """
        .formatted(title);
  }
}
