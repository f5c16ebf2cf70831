package org.kumiki.trial.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.coordinator.platform.CoordinatorVocabulary;
import org.kumiki.coordinator.studies.StudyFile;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.validation.ErrorMeasures;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.trial.federation.LocalFederation;
import org.kumiki.trial.keycloak.LocalPeople;

/**
 * Runs the main job on a federation of real processes: load, approve, a federated statistic, a
 * federated model, and what each member gained.
 */
final class Demo {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LOOK_AGAIN_MILLIS = 200;
  private static final long LONGEST_STUDY_MILLIS = 10 * 60 * 1000;

  private final LocalFederation federation;
  private final LocalPeople people;
  private final DemoData data;
  private final Console console;
  private final PrintStream out;

  Demo(
      LocalFederation federation,
      LocalPeople people,
      DemoData data,
      Console console,
      PrintStream out) {
    this.federation = federation;
    this.people = people;
    this.data = data;
    this.console = console;
    this.out = out;
  }

  /** Starts everything and prints the results; the processes keep running. */
  void run() throws IOException, InterruptedException {
    console.progress("Starting Keycloak, a coordinator and " + data.members().size() + " nodes …");
    people.launch(console::progress);
    federation.telling(console::progress).start();
    for (LocalFederation.Member member : data.members()) {
      console.progress("Loading the rows of " + member.displayName() + " …");
      load(member.organisation());
    }
    out.println(data.description());
    out.println(
        "Standing rule set by this demo at every node: statistics and ridge with at least 3"
            + " organisations are approved in advance. A real steward decides study by study.");
    out.println();
    console.progress("Running a federated statistic …");
    String statistics = run(data.statisticsStudy());
    printStatistics(statistics);
    console.progress("Running a federated model …");
    String model = run(data.modelStudy());
    SortedMap<String, ErrorMeasures> pooled =
        new PooledModel(study(), vocabulary()).errors(data.files());
    GainsTable table = new GainsTable(data.targetLabel(), data.unit());
    for (LocalFederation.Member member : data.members()) {
      ObjectNode body = JSON.createObjectNode().put("dataset", "holdout");
      JsonNode errors =
          federation
              .nodeApi(member.organisation())
              .postJson("/api/v1/models/" + model + "/comparison", body);
      JsonNode status = federation.nodeApi(member.organisation()).get("/api/v1/status");
      table.add(member.displayName(), errors, pooled.get(member.organisation()), status);
    }
    out.println(table);
    printAddresses(model);
    console.progress("Waiting for Keycloak …");
    people.awaitReady(console::notice);
    printSignIns();
  }

  private void load(String organisation) throws IOException {
    LocalApi api = federation.nodeApi(organisation);
    Set<String> loaded = new HashSet<>();
    api.get("/api/v1/datasets").forEach(version -> loaded.add(version.path("dataset").asText()));
    MemberFiles files = data.files().get(organisation);
    // Each step by itself: an earlier demo may have been interrupted between two of them.
    if (!loaded.contains("main")) {
      commit(api, "main", files.training(), files.mapping());
    }
    if (!loaded.contains("holdout")) {
      commit(api, "holdout", files.holdout(), files.mapping());
    }
    if (api.get("/api/v1/rules").isEmpty()) {
      ObjectNode rule = JSON.createObjectNode();
      rule.putArray("computations").add("statistics").add("ridge");
      api.postJson("/api/v1/rules", rule.put("minimumOrganisations", 3).put("by", "the demo"));
    }
  }

  private static void commit(LocalApi api, String dataset, Path file, Path mapping)
      throws IOException {
    JsonNode raw = api.putFile("/api/v1/raw", file);
    ObjectNode request =
        JSON.createObjectNode()
            .put("raw", raw.path("sha256").asText())
            .put("mapping", Files.readString(mapping));
    api.postJson("/api/v1/datasets/" + dataset + "/versions", request);
  }

  /** Submits a study and waits until it ended well at the coordinator and at each node. */
  private String run(String yaml) throws InterruptedException {
    LocalApi api = federation.coordinatorApi();
    String hash = api.post("/api/v1/studies", yaml, "application/yaml").path("hash").asText();
    String path = "/api/v1/studies/" + hash;
    JsonNode study = await(api, path);
    if (!study.path("reason").asText().equals("COMPLETED")) {
      throw CommandFailure.refused(
          "the study ended: " + study.path("sentence").asText(),
          "read the logs in " + federation.folder());
    }
    for (String organisation : federation.organisations()) {
      await(federation.nodeApi(organisation), path);
    }
    return hash;
  }

  private JsonNode await(LocalApi api, String path) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_STUDY_MILLIS);
    while (System.nanoTime() < end) {
      JsonNode study = api.get(path);
      if (study.hasNonNull("reason")) {
        return study;
      }
      if (never.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw CommandFailure.refused(
        "a study did not end in ten minutes", "read the logs in " + federation.folder());
  }

  private void printStatistics(String hash) {
    String first = federation.organisations().get(0);
    JsonNode result = federation.nodeApi(first).get("/api/v1/models/" + hash);
    JsonNode moment = result.path("moments").path(0);
    out.printf(
        "Federated statistic of %s: %,d rows of %d organisations, mean %.5g, standard deviation"
            + " %.4g%s%n%n",
        data.targetLabel(),
        result.path("rows").asLong(),
        result.path("contributors").asInt(),
        moment.path("mean").asDouble(),
        Math.sqrt(moment.path("variance").asDouble()),
        data.unit().isEmpty() ? "" : " " + data.unit());
  }

  private Study study() throws IOException {
    return StudyFile.parse(data.modelStudy())
        .resolve(vocabulary(), federation.roster(), 1, Instant.now());
  }

  private Vocabulary vocabulary() {
    return CoordinatorVocabulary.read(CoordinatorFolder.open(federation.coordinator().folder()));
  }

  private void printSignIns() {
    out.printf(
        "%nPeople sign in at these addresses; the password of all is %s (Keycloak: %s)%n",
        people.password(), people.keycloak());
    people
        .signIns()
        .forEach(
            signIn ->
                out.printf(
                    "  %-11s  %s/   %s%n",
                    signIn.service(), signIn.address(), String.join(", ", signIn.usernames())));
    out.println("Members' people sign in at the coordinator too: their curators review proposals.");
  }

  private void printAddresses(String model) {
    out.println("Model " + model + " lies in the registry and, checked, at every node.");
    out.println("API (calls need the token in the file 'api-token' of each folder):");
    out.printf(
        "  coordinator  %s/api   %s%n",
        federation.coordinatorApi().address(), federation.coordinator().folder());
    for (String organisation : federation.organisations()) {
      out.printf(
          "  %-11s  %s/api   %s%n",
          organisation,
          federation.nodeApi(organisation).address(),
          federation.node(organisation).folder());
    }
  }
}
