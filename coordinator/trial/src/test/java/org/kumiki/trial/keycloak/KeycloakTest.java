package org.kumiki.trial.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kumiki.coordinator.people.KeycloakAdmin;
import org.kumiki.coordinator.people.RealmPlan;
import org.kumiki.coordinator.people.RealmSetup;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.people.Role;
import org.kumiki.trial.federation.JvmProfile;
import org.kumiki.trial.federation.ServiceProcess;

/** Sign-in, its end, setting up, and doing without, against a real Keycloak. */
@ExtendWith(PeopleTrial.class)
class KeycloakTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REHEARSAL =
      """
      title: Rehearsal while Keycloak is away
      purpose: Studies do not need it
      computation: rehearsal
      settings: {length: 1000, rounds: 40, ring: 64}
      expires: P1D
      """;

  private final HttpClient http = HttpClient.newHttpClient();

  private int status(URI address, String token) throws Exception {
    return http.send(
            HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void aPersonSignsInSeesTheOwnPagesAndSignsOutEverywhere(PeopleTrial.Running trial)
      throws Exception {
    LoginForm browser = new LoginForm();
    URI node = trial.node("acme");
    HttpResponse<String> me = browser.signIn(node, "acme-steward", trial.people().password());
    assertEquals(200, me.statusCode(), me.body());
    assertEquals(node.resolve("/me"), me.uri());
    assertTrue(me.body().contains("steward of acme"), me.body());
    assertTrue(me.body().contains("<dd>acme</dd>"), me.body());
    HttpResponse<String> home = browser.open(node.resolve("/"));
    assertEquals(200, home.statusCode(), home.body());
    assertTrue(home.body().contains("studies wait for a decision"), home.body());
    // The issuer's session lets the same person into the coordinator without a password.
    HttpResponse<String> other = browser.signIn(trial.coordinator(), "", "");
    assertEquals(trial.coordinator().resolve("/me"), other.uri());

    HttpResponse<String> out = browser.signOut(node);
    assertEquals(node.resolve("/signed-out"), out.uri(), out.body());
    assertTrue(out.body().contains("You are signed out"), out.body());
    assertEquals(
        node.resolve("/sign-in").getPath(), browser.open(node.resolve("/")).uri().getPath());
    // Keycloak told the coordinator over the back channel.
    assertEquals("/sign-in", browser.open(trial.coordinator().resolve("/")).uri().getPath());
    assertTrue(
        LoginForm.asksForPassword(browser.open(node.resolve("/sign-in/start"))),
        "the issuer's session has ended too");
  }

  @Test
  void aWrongPasswordLetsNobodyIn(PeopleTrial.Running trial) throws Exception {
    LoginForm browser = new LoginForm();
    HttpResponse<String> page = browser.signIn(trial.node("acme"), "acme-auditor", "wrong");
    assertTrue(LoginForm.asksForPassword(page), page.body());
    assertEquals("/sign-in", browser.open(trial.node("acme").resolve("/me")).uri().getPath());
  }

  @Test
  void somebodyOfAnotherMemberIsShownOutOfANode(PeopleTrial.Running trial) throws Exception {
    LoginForm browser = new LoginForm();
    HttpResponse<String> me =
        browser.signIn(trial.node("acme"), "birch-steward", trial.people().password());
    assertEquals(200, me.statusCode());
    HttpResponse<String> home = browser.open(trial.node("acme").resolve("/"));
    assertEquals(403, home.statusCode());
    assertTrue(home.body().contains("No access"), home.body());
    assertTrue(home.body().contains("birch"), home.body());
    assertEquals(200, browser.signOut(trial.node("acme")).statusCode());
  }

  @Test
  void aTokenCountsAtTheServiceThatItWasMadeFor(PeopleTrial.Running trial) throws Exception {
    String token = trial.token("acme-steward", "kumiki-node-acme");
    assertEquals(200, status(trial.node("acme").resolve("/api/v1/rules"), token));
    assertEquals(401, status(trial.node("birch").resolve("/api/v1/rules"), token));
    assertEquals(401, status(trial.coordinator().resolve("/api/v1/studies"), token));
    assertEquals(401, status(trial.node("acme").resolve("/api/v1/rules"), token + "x"));
  }

  @Test
  void membersPeopleSeeOnlyWhatTheirOrganisationTakesPartIn(PeopleTrial.Running trial)
      throws Exception {
    LocalApi owner = trial.federation().coordinatorApi();
    String yaml =
        REHEARSAL.replace("while Keycloak is away", "of all") + "cohort: [acme, birch, cedar]\n";
    String hash = owner.post("/api/v1/studies", yaml, "application/yaml").path("hash").asText();
    URI study = trial.coordinator().resolve("/api/v1/studies/" + hash);
    assertEquals(200, status(study, trial.token("acme-scientist", "kumiki-coordinator")));
    assertEquals(403, status(study, trial.token("foreign-scientist", "kumiki-coordinator")));
    // Submitted by the machine's owner: no member's scientist takes it back.
    HttpRequest withdraw =
        HttpRequest.newBuilder(study)
            .header(
                "Authorization", "Bearer " + trial.token("acme-scientist", "kumiki-coordinator"))
            .DELETE()
            .build();
    assertEquals(403, http.send(withdraw, HttpResponse.BodyHandlers.discarding()).statusCode());
    owner.delete("/api/v1/studies/" + hash);
  }

  /** Everything of a realm that an administrator can export, and its organisations. */
  private static JsonNode export(KeycloakAdmin admin, String realm) {
    String path = "/" + realm + "/partial-export?exportClients=true&exportGroupsAndRoles=true";
    ObjectNode all = JSON.createObjectNode();
    all.set("realm", admin.post(path, JSON.createObjectNode()));
    all.set("organisations", admin.list("/" + realm + "/organizations?max=1000"));
    return inOrder(all);
  }

  /** Keycloak keeps no order of what it lists. */
  private static JsonNode inOrder(JsonNode node) {
    if (node.isArray()) {
      List<JsonNode> elements = new ArrayList<>();
      node.forEach(element -> elements.add(inOrder(element)));
      elements.sort(Comparator.comparing(JsonNode::toString));
      return JSON.createArrayNode().addAll(elements);
    }
    if (node.isObject()) {
      ObjectNode sorted = JSON.createObjectNode();
      new TreeMap<>(fields(node)).forEach((name, value) -> sorted.set(name, inOrder(value)));
      return sorted;
    }
    return node;
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new HashMap<>();
    object.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  @Test
  void settingUpTwiceChangesNothingAndADryRunChangesNothingAtAll(PeopleTrial.Running trial) {
    RealmPlan plan =
        new RealmPlan(
            "again",
            List.of(new RealmPlan.Named("steel", "Steel"), new RealmPlan.Named("acme", "Acme")),
            List.of(
                RealmPlan.Service.coordinator("steel", URI.create("https://k.example.org")),
                RealmPlan.Service.node("acme", URI.create("https://n.acme.example:8443"))));
    KeycloakAdmin admin = trial.admin();
    List<String> would = new RealmSetup(admin, plan, true).run();
    assertTrue(would.contains("create realm again"), would.toString());
    assertTrue(would.contains("create client kumiki-node-acme"), would.toString());
    assertEquals(Optional.empty(), admin.get("/again"));

    RealmSetup first = new RealmSetup(admin, plan, false);
    assertTrue(first.run().size() > 20);
    assertEquals(2, first.secrets().size());
    JsonNode before = export(admin, "again");

    assertEquals(List.of(), new RealmSetup(admin, plan, true).run());
    RealmSetup second = new RealmSetup(admin, plan, false);
    assertEquals(List.of(), second.run());
    assertEquals(List.of(), second.warnings());
    assertEquals(before, export(admin, "again"));
    assertEquals(first.secrets(), second.secrets());

    // A change of ours is brought back; one of the administrator's own stays.
    JsonNode client = admin.list("/again/clients?clientId=kumiki-coordinator").get(0);
    ObjectNode changed = client.deepCopy();
    changed.put("implicitFlowEnabled", true).put("description", "ours at Steel");
    admin.put("/again/clients/" + client.path("id").asText(), changed);
    assertEquals(
        List.of("change client kumiki-coordinator: implicitFlowEnabled"),
        new RealmSetup(admin, plan, false).run());
    JsonNode mended = admin.list("/again/clients?clientId=kumiki-coordinator").get(0);
    assertEquals("ours at Steel", mended.path("description").asText());
    assertFalse(mended.path("implicitFlowEnabled").asBoolean());
  }

  private List<String> peopleInit(PeopleTrial.Running trial, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "people",
                "init",
                "--dir",
                trial.federation().coordinator().folder().toString(),
                "--keycloak",
                trial.people().keycloak().toString(),
                "--realm",
                "by-command",
                "--admin-password-file",
                trial.people().process().passwordFile().toString(),
                "--address",
                "https://k.example.org",
                "--node",
                "acme=https://n.acme.example"));
    arguments.addAll(List.of(more));
    Process process =
        new ProcessBuilder(
                ServiceProcess.Program.COORDINATOR.command(
                    JvmProfile.SMALL, arguments.toArray(String[]::new)))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.lines().toList();
  }

  @Test
  void theCommandSaysWhatItWouldDoDoesItAndThenHasNothingToDo(PeopleTrial.Running trial)
      throws Exception {
    List<String> would = peopleInit(trial, "--dry-run");
    assertTrue(would.contains("would create realm by-command"), would.toString());
    List<String> done = peopleInit(trial);
    assertTrue(done.contains("create client kumiki-node-acme"), done.toString());
    assertTrue(done.contains("create organisation birch"), done.toString());
    assertTrue(
        done.contains("  issuer: " + trial.people().keycloak() + "/realms/by-command"),
        done.toString());
    Path folder = trial.federation().coordinator().folder();
    String secret = Files.readString(folder.resolve("kumiki-node-acme.secret")).strip();
    assertTrue(secret.length() >= 32, "Keycloak draws it");
    assertTrue(done.stream().noneMatch(line -> line.contains(secret)), "on no screen");
    List<String> again = peopleInit(trial);
    assertTrue(
        again.contains("Everything is as it should be in realm by-command."), again.toString());
  }

  @Test
  void whatWouldWeakenApprovalsInARealmThatWasThereBeforeIsPointedOut(PeopleTrial.Running trial) {
    KeycloakAdmin admin = trial.admin();
    admin.post(
        "",
        JSON.createObjectNode()
            .put("realm", "crowded")
            .put("enabled", true)
            .put("editUsernameAllowed", true));
    admin.post("/crowded/roles", JSON.createObjectNode().put("name", "operator"));
    RealmSetup setup =
        new RealmSetup(
            admin,
            new RealmPlan("crowded", List.of(new RealmPlan.Named("steel", "Steel")), List.of()),
            false);
    setup.run();
    assertEquals(2, setup.warnings().size());
    assertTrue(setup.warnings().get(0).contains("'Edit username'"), setup.warnings().get(0));
    assertTrue(setup.warnings().get(1).contains("operator"), setup.warnings().get(1));
  }

  @Test
  void studiesDoNotNoticeThatKeycloakIsAwayAndPeopleSeeAClearPage(PeopleTrial.Running trial)
      throws Exception {
    LocalApi owner = trial.federation().coordinatorApi();
    String path =
        "/api/v1/studies/"
            + owner.post("/api/v1/studies", REHEARSAL, "application/yaml").path("hash").asText();
    for (String organisation : trial.federation().organisations()) {
      LocalApi api = trial.federation().nodeApi(organisation);
      await(() -> has(api, path));
      api.postJson(path + "/approval", JSON.createObjectNode().put("by", "the test"));
    }
    await(() -> owner.get(path).path("round").asInt() >= 1);
    trial.people().process().close();
    try {
      int roundWithout = owner.get(path).path("round").asInt();
      HttpResponse<String> page =
          new LoginForm().open(trial.node("cedar").resolve("/sign-in/start"));
      assertEquals(503, page.statusCode(), page.body());
      assertTrue(page.body().contains("Sign-in cannot be reached"), page.body());
      assertEquals(200, new LoginForm().open(trial.node("cedar").resolve("/sign-in")).statusCode());
      await(() -> owner.get(path).hasNonNull("reason"));
      JsonNode study = owner.get(path);
      assertEquals("COMPLETED", study.path("reason").asText(), study.toString());
      assertTrue(study.path("rounds").size() > roundWithout, study.toString());
    } finally {
      trial.people().process().launch();
      trial.people().process().awaitReady();
    }
    assertEquals(
        200,
        new LoginForm()
            .signIn(trial.node("cedar"), "cedar-steward", trial.people().password())
            .statusCode());
  }

  private static boolean has(LocalApi api, String path) {
    List<String> hashes = new ArrayList<>();
    api.get("/api/v1/studies").forEach(s -> hashes.add(s.path("hash").asText()));
    return hashes.stream().anyMatch(path::endsWith);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "not within three minutes");
      assertFalse(never.await(100, TimeUnit.MILLISECONDS));
    }
  }

  @Test
  void theAccountsOfTheDemoAreOneForEachRoleAndOrganisation(PeopleTrial.Running trial) {
    assertEquals(4, trial.people().signIns().size());
    for (LocalPeople.SignIn signIn : trial.people().signIns()) {
      assertEquals(Role.values().length, signIn.usernames().size());
    }
  }
}
