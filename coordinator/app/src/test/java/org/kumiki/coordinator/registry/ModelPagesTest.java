package org.kumiki.coordinator.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.membership.Peer;
import org.kumiki.coordinator.membership.RosterBallots;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.coordinator.rounds.Rounds;
import org.kumiki.coordinator.studies.StudyFile;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.descriptor.AmountBasis;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.CompositionParser;
import org.kumiki.learning.descriptor.MagpieDescriptor;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.http.ApiToken;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Place;
import org.kumiki.platform.people.Admission;
import org.kumiki.platform.people.People;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.service.ListenAddress;
import org.kumiki.platform.service.ServiceRuntime;
import org.kumiki.platform.service.ServiceSettings;

/** The registry over HTTP: versions, a withdrawal, and what a card says. */
class ModelPagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String YAML =
      """
      title: Density of alloys
      purpose: One model from everybody's castings
      computation: ridge
      target: kt:density
      features: [kt:temperingTemperature, {term: kt:composition, descriptor: magpie-v1}]
      prior: mixtures
      rights: {use: members, export: [acme]}
      """;

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;
  private static Rounds rounds;
  private static ServiceRuntime runtime;
  private static String token;
  private static RosterSnapshot roster;
  private static ModelStore models;
  private static ModelController exchange;
  private static final List<String> HASHES = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    lock = DataFolder.open(temporary.resolve("coordinator")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/coordinator");
    SecureRandom random = new SecureRandom();
    SigningKey coordinator = SigningKey.generate("coordinator", random);
    RosterStore rosters = new RosterStore(database.jdbi());
    MembershipStore members = new MembershipStore(database.jdbi());
    roster = adopted(coordinator, rosters, members, random);
    Clock clock = Clock.systemUTC();
    models = new ModelStore(database.jdbi(), rosters, Vocabulary.shipped(), clock);
    exchange = new ModelController(models, rosters);
    rounds =
        Rounds.create(
            database.jdbi(), models, members, temporary.resolve("rounds"), rosters, coordinator);
    for (String expires : List.of("P1D", "P2D")) {
      String yaml = YAML + "expires: " + expires + "\n";
      Study study = StudyFile.parse(yaml).resolve(Vocabulary.shipped(), roster, 1, clock.instant());
      HASHES.add(registered(models, study));
    }
    ApiToken owner = ApiToken.readOrCreate(lock.folder(), random);
    token =
        org.kumiki.platform.folder.PrivateFile.read(
                temporary.resolve("coordinator").resolve("api-token"))
            .strip();
    runtime =
        ServiceRuntime.start(
            ServiceSettings.of("kumiki-coordinator", ListenAddress.loopback(0), Optional.empty()),
            owner,
            People.of(
                Optional.empty(),
                Admission.consortium("steel", members::isMember),
                temporary.resolve("coordinator"),
                WayOut.direct(),
                clock),
            new Place("coordinator", "steel"),
            List.of(
                database, members, rosters, models, rounds.store(), rounds.withdrawals(), clock));
  }

  private static RosterSnapshot adopted(
      SigningKey coordinator, RosterStore rosters, MembershipStore members, SecureRandom random) {
    List<SigningKey> keys = new ArrayList<>();
    List<Organisation> organisations = new ArrayList<>();
    for (String name : List.of("acme", "birch", "cedar", "daigo")) {
      SigningKey key = SigningKey.generate(name, random);
      keys.add(key);
      organisations.add(new Organisation(name, name, key.publicKey()));
      database
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "INSERT INTO member (organisation, node) VALUES (?, 'node-1')", name));
    }
    RosterSnapshot roster =
        RosterSnapshot.first(
            "steel",
            new Organisation("coordinator", "Coordinator", coordinator.publicKey()),
            organisations);
    RosterProposal proposal = RosterProposal.unsigned(roster, List.of(), List.of());
    RosterBallots ballots = new RosterBallots(database.jdbi(), rosters, members, Clock.systemUTC());
    ballots.propose(proposal, "the operator");
    keys.forEach(
        key ->
            ballots.approve(
                key.name(), proposal.hash(), RosterApproval.sign(proposal, Optional.empty(), key)));
    return roster;
  }

  /** Sums of four members' rows, as the last round would leave them. */
  private static String registered(ModelStore models, Study study) {
    Computation computation = study.computation();
    Stage stage = Algorithms.of(computation).start(computation);
    while (stage instanceof State state) {
      Partial partial = Algorithms.of(computation).localStep(state).start();
      partial.add(rows());
      stage = Algorithms.of(computation).merge(state, partial.vector(), 4);
    }
    Progress.Done done = new Progress.Done((Result) stage, 4);
    database
        .jdbi()
        .useTransaction(
            handle -> {
              handle
                  .createUpdate(
                      "INSERT INTO study (hash, bytes, deadline, state)"
                          + " VALUES (:hash, :bytes, now(), 'Ended')")
                  .bind("hash", study.hash().hex())
                  .bind("bytes", study.encode())
                  .execute();
              models.register(handle, study, done, List.of(1L));
            });
    return study.hash().hex();
  }

  private static Batch rows() {
    Random random = new Random(5);
    int width = MagpieDescriptor.withMeans().names().size();
    double[][] columns = new double[width + 2][200];
    for (int i = 0; i < 200; i++) {
      double nickel = 5 + 30 * random.nextDouble();
      String formula = String.format(Locale.ROOT, "Fe%.3fNi%.3f", 100 - nickel, nickel);
      Composition alloy = (Composition) CompositionParser.parse(formula, AmountBasis.ATOMIC);
      double[] features = MagpieDescriptor.withMeans().describe(alloy).values();
      columns[0][i] = 400 + 500 * random.nextDouble();
      for (int j = 0; j < width; j++) {
        columns[j + 1][i] = features[j];
      }
      columns[width + 1][i] = 2 * nickel - columns[0][i] / 20 + 3 * random.nextGaussian();
    }
    return new Batch(200, columns);
  }

  @AfterAll
  static void stop() {
    runtime.close();
    rounds.close();
    database.close();
    lock.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + runtime.peoplePort() + path))
        .header("Authorization", "Bearer " + token);
  }

  private String page(String path) throws Exception {
    HttpResponse<String> answer =
        http.send(request(path).header("Accept", "text/html").build(), BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  private JsonNode card(String hash) throws Exception {
    return JSON.readTree(
        http.send(request("/api/v1/models/" + hash).build(), BodyHandlers.ofString()).body());
  }

  private HttpResponse<String> withdraw(String hash, String body) throws Exception {
    return http.send(
        request("/api/v1/models/" + hash + "/withdrawal")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void aCardSaysWhatTheModelRestsOnAndMayBeUsedFor() throws Exception {
    JsonNode card = card(HASHES.get(1));
    assertEquals(2, card.path("version").asInt());
    assertEquals(HASHES.get(0), card.path("supersedes").asText());
    assertEquals("mixtures", card.path("prior").path("law").asText());
    assertEquals("members", card.path("rights").path("use").asText());
    assertEquals("acme", card.path("rights").path("export").asText());
    assertEquals(3, card.path("privacy").path("minimumOrganisations").asInt());
    assertEquals("none", card.path("privacy").path("noise").asText());
    assertTrue(card.path("metrics").path("explained").asDouble() > 0.9, card::toString);
    assertEquals("magpie-v1", card.path("features").path(1).path("descriptor").asText());
    JsonNode descriptor = card.path("descriptors").path(0);
    assertEquals("magpie-v1", descriptor.path("definition").asText());
    assertEquals(132, descriptor.path("columns").size());
    String english = page("/models/" + HASHES.get(1) + "?lang=en");
    assertTrue(english.contains("version 2"), english);
    assertTrue(english.contains("the rule of mixtures; errors and effects"), english);
    assertTrue(english.contains("all members of the consortium"), english);
    assertTrue(english.contains("magpie-v1"), english);
  }

  @Test
  void aWithdrawnModelSaysWhyInTheReadersLanguageAndWhatSupersedesItStays() throws Exception {
    String hash = HASHES.get(0);
    HttpResponse<String> wordless =
        withdraw(hash, "{\"reasonEn\":\"Wrong unit\",\"reasonJa\":\" \",\"by\":\"ops\"}");
    assertEquals(422, wordless.statusCode(), wordless.body());
    assertFalse(page("/models/" + hash + "?lang=en").contains("has been withdrawn"));
    String why = "{\"reasonEn\":\"Wrong unit\",\"reasonJa\":\"単位の誤り\",\"by\":\"ops\"}";
    assertTrue(JSON.readTree(withdraw(hash, why).body()).path("now").asBoolean());
    assertFalse(JSON.readTree(withdraw(hash, why).body()).path("now").asBoolean());
    String english = page("/models/" + hash + "?lang=en");
    assertTrue(english.contains("This model has been withdrawn. Wrong unit"), english);
    assertFalse(english.contains("Withdraw for good"), "once is enough");
    assertTrue(page("/models/" + hash + "?lang=ja").contains("単位の誤り"));
    assertTrue(page("/models?lang=ja").contains("取り下げ済み"));
    assertTrue(page("/models/" + HASHES.get(1) + "?lang=en").contains("Withdraw for good"));
    assertEquals("ops", card(hash).path("withdrawal").path("by").asText());
    assertEquals(404, withdraw("0".repeat(64), why).statusCode());
  }

  /** As the machines' listener hands a request on, with whom its certificate has proven. */
  private static SimpleHttpRequest<?> by(String organisation) {
    SimpleHttpRequest<?> request = new SimpleHttpRequest<>(HttpMethod.GET, "/", null);
    request.setAttribute("kumiki.peer", new Peer(organisation, "node-1"));
    return request;
  }

  @Test
  void aModelIsGivenToNodesThatMayUseItAndToNobodyOnceItIsWithdrawn() throws Exception {
    String yaml =
        YAML.replace("Density of alloys", "Given to daigo")
                .replace("use: members, export: [acme]", "use: [acme, daigo], export: [acme]")
            + "cohort: [acme, birch, cedar]\nexpires: P3D\n";
    Study study =
        StudyFile.parse(yaml).resolve(Vocabulary.shipped(), roster, 1, Clock.systemUTC().instant());
    String hash = registered(models, study);
    assertTrue(exchange.cardsForNode(by("daigo")).contains(hash));
    assertFalse(exchange.cardsForNode(by("stranger")).contains(hash));
    assertArrayEquals(study.encode(), exchange.study(by("daigo"), hash).body());
    assertTrue(exchange.result(by("birch"), hash).body().length > 0, "its cohort compares");
    assertTrue(exchange.cardForNode(by("daigo"), hash).contains(hash));
    assertEquals(404, status(() -> exchange.study(by("stranger"), hash)));
    assertEquals(404, status(() -> exchange.result(by("stranger"), hash)));
    assertEquals(404, status(() -> exchange.cardForNode(by("stranger"), hash)));
    withdraw(hash, "{\"reasonEn\":\"Wrong\",\"reasonJa\":\"誤り\",\"by\":\"ops\"}");
    assertFalse(exchange.cardsForNode(by("daigo")).contains(hash));
    assertEquals(410, status(() -> exchange.study(by("daigo"), hash)));
    assertEquals(410, status(() -> exchange.result(by("acme"), hash)));
    assertEquals(410, status(() -> exchange.cardForNode(by("daigo"), hash)));
    assertEquals(404, status(() -> exchange.study(by("stranger"), hash)), "nor that it was");
  }

  private static int status(Executable asked) {
    return assertThrows(ProblemException.class, asked).problem().status();
  }
}
