package org.kumiki.trial.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.node.identity.InvitedNode;
import org.kumiki.node.participation.Enrolling;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.trial.keycloak.Chromium.Look;

/**
 * How two thirds let an organisation in, as the operator and a steward see it: the constitution
 * that all sign first, and then a proposal with its tally and its day.
 */
@ExtendWith(PeopleTrial.class)
class GrowthPagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROSTER = "/api/v1/roster";
  private static final String NEWCOMER = "elm";

  private PeopleTrial.Running trial;

  @Test
  void aGrowthProposalSaysOnBothSidesHowFarItHasComeAndWhenItMayComeIn(
      PeopleTrial.Running running, @TempDir Path folder) throws Exception {
    trial = running;
    enrol(folder);
    try (Chromium chromium = Chromium.launch();
        Window operator = signedIn(chromium, trial.coordinator(), "demo-operator");
        Window steward = signedIn(chromium, trial.node("acme"), "acme-steward")) {
      aConstitutionIsChosenWithItsTime(operator);
      allSign(List.of("acme", "birch", "cedar"));
      aNewcomerIsProposed(operator);
      allSign(List.of("birch"));
      bothReadTheTally(operator, steward);
      operator.become(Look.DESK);
      operator.open(trial.coordinator().resolve("/roster"));
      operator.press(operator.button("Take the proposal back"));
      assertTrue(operator.says("The proposal is taken back"), operator.text());
    }
  }

  private Window signedIn(Chromium chromium, URI service, String username) {
    return chromium.open(Look.DESK).signIn(service, username, trial.people().password());
  }

  private void aConstitutionIsChosenWithItsTime(Window operator) {
    operator.open(trial.coordinator().resolve("/roster/draft"));
    operator.page().locator("#growth").selectOption("two-thirds");
    operator.press(operator.button("Show what it means"));
    assertTrue(operator.says("Choose two thirds and give the days"), operator.text());
    assertEquals("two-thirds", operator.page().locator("#growth").inputValue());
    operator.page().locator("#coolingOffDays").fill("14");
    operator.press(operator.button("Show what it means"));
    assertTrue(operator.says("protects less"), operator.text());
    assertTrue(operator.says("not before 14 days"), operator.text());
    look(operator, "coordinator-roster-draft-growth");
    operator.press(operator.button("Offer it for signature"));
  }

  private void aNewcomerIsProposed(Window operator) {
    operator.open(trial.coordinator().resolve("/roster/draft"));
    operator.page().getByLabel(NEWCOMER).first().check();
    operator.press(operator.button("Show what it means"));
    assertTrue(operator.says("2 of the 3 organisations in force"), operator.text());
    assertTrue(operator.says("14 days after it is offered"), operator.text());
    assertTrue(operator.says(NEWCOMER + " joins as"), operator.text());
    look(operator, "coordinator-roster-draft-newcomer");
    operator.press(operator.button("Offer it for signature"));
  }

  private void bothReadTheTally(Window operator, Window steward) throws Exception {
    String tally = "Signed so far\\s+1 of 2\\s+1 more is needed\\s+Newcomers\\s+awaited: elm";
    await(
        () -> {
          operator.open(trial.coordinator().resolve("/roster"));
          return operator.says(tally);
        });
    assertTrue(operator.says("Not before\\s+20"), operator.text());
    look(operator, "coordinator-roster-growth");
    await(
        () -> {
          steward.open(trial.node("acme").resolve("/roster"));
          return steward.says(tally);
        });
    assertTrue(steward.says("Not before\\s+20"), steward.text());
    assertTrue(steward.says("your organisation is awaited"), steward.text());
    look(steward, "node-roster-growth");
  }

  /** On desks and telephones; pictures in both languages where they are asked for. */
  private static void look(Window person, String name) {
    person.examine();
    person.shoot(name);
    person.become(Look.PHONE);
    person.fits();
    person.shoot(name);
    person.become(Look.DESK);
  }

  /** A member with a certificate and no seat yet; its node does not run. */
  private void enrol(Path folder) throws Exception {
    LocalApi operator = trial.federation().coordinatorApi();
    Invitation invitation =
        JSON.treeToValue(
            operator.postJson(
                "/api/v1/invitations",
                JSON.createObjectNode()
                    .put("organisation", NEWCOMER)
                    .put("name", "Elm Foundry")
                    .put("days", 7)),
            Invitation.class);
    NodeFolder node = NodeFolder.open(folder.resolve("node-" + NEWCOMER));
    SecureRandom random = new SecureRandom();
    String words =
        new InvitedNode(node, Clock.systemUTC(), random)
            .make(
                invitation,
                new InvitedNode.Choices(
                    "node-1",
                    0,
                    null,
                    null,
                    Optional.empty(),
                    SigningKind.ED25519,
                    Optional.empty()))
            .words();
    new Enrolling(
            node,
            Clock.systemUTC(),
            pause ->
                operator.postJson(
                    "/api/v1/enrolments/" + NEWCOMER + "/approval",
                    JSON.createObjectNode().put("words", words).put("renewal", false)))
        .run(true);
  }

  /** As {@code node roster sign} does; with the last one of all it is in force everywhere. */
  private void allSign(List<String> organisations) throws Exception {
    int version =
        trial.federation().coordinatorApi().get(ROSTER).path("proposal").path("version").asInt();
    for (String organisation : organisations) {
      LocalApi node = trial.federation().nodeApi(organisation);
      await(() -> offered(node).filter(p -> p.roster().version() == version).isPresent());
      RosterProposal proposal = offered(node).orElseThrow();
      RosterSnapshot before =
          RosterSnapshot.decode(bytes(node.get(ROSTER).path("predecessor").textValue()));
      Path home = trial.federation().node(organisation).folder();
      try (SigningKey key = NodeFolder.open(home).signingKey()) {
        RosterApproval yes = RosterApproval.sign(proposal, Optional.of(before), key);
        node.postJson(
            ROSTER + "/approval",
            JSON.createObjectNode()
                .put("hash", proposal.hash().hex())
                .put("answer", ByteString.of(yes.encode(proposal.roster().protocol())).hex()));
      }
    }
    if (organisations.size() == trial.federation().organisations().size()) {
      for (String organisation : organisations) {
        LocalApi node = trial.federation().nodeApi(organisation);
        await(() -> node.get("/api/v1/status").path("rosterVersion").asInt() == version);
      }
    }
  }

  private static Optional<RosterProposal> offered(LocalApi node) {
    JsonNode offered = node.get(ROSTER).path("proposal");
    return Optional.ofNullable(offered.textValue()).map(hex -> RosterProposal.decode(bytes(hex)));
  }

  private static byte[] bytes(String hex) {
    return ByteString.fromHex(hex).toByteArray();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, "not within three minutes");
      assertFalse(never.await(100, TimeUnit.MILLISECONDS));
    }
  }
}
