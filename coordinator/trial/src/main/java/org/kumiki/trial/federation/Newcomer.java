package org.kumiki.trial.federation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.node.identity.EnrolmentKeys;
import org.kumiki.node.identity.InvitedNode;
import org.kumiki.node.participation.Enrolling;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.trial.federation.LocalFederation.Member;

/**
 * One organisation's way into the consortium, as operator, member and steward walk it: by the
 * services' public API, and by the classes that the node's commands use. One thread at a time.
 */
final class Newcomer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int INVITED_DAYS = 7;
  private static final String ROSTER = "/api/v1/roster";

  private final Member member;
  private final FoundingPlan plan;
  private final String programs;
  private final ServiceProcess service;

  /**
   * @param programs where PostgreSQL's programs are unpacked
   * @param service the member's node; its folder must not hold one yet
   */
  Newcomer(Member member, FoundingPlan plan, String programs, ServiceProcess service) {
    this.member = member;
    this.plan = plan;
    this.programs = programs;
    this.service = service;
  }

  /**
   * Comes as far as a certificate: {@code invite}, {@code init}, {@code enrol}, {@code approve}.
   */
  void enrol(LocalApi operator) throws InterruptedException {
    NodeFolder node = NodeFolder.open(service.folder());
    SecureRandom random = new SecureRandom();
    EnrolmentKeys keys =
        new InvitedNode(node, Clock.systemUTC(), random).make(invitation(operator), choices());
    write(node);
    // While the node waits, its people read the words out, and the operator types them.
    new Enrolling(node, Clock.systemUTC(), pause -> approve(operator, keys.words())).run(true);
  }

  private Invitation invitation(LocalApi operator) {
    ObjectNode whom =
        JSON.createObjectNode()
            .put("organisation", member.organisation())
            .put("name", member.displayName())
            .put("days", INVITED_DAYS);
    try {
      return JSON.treeToValue(operator.postJson("/api/v1/invitations", whom), Invitation.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the coordinator's invitation cannot be read", e);
    }
  }

  private InvitedNode.Choices choices() {
    int apiPort = plan.of(member.organisation()).apiPort();
    return new InvitedNode.Choices(
        "node-1", apiPort, programs, null, Optional.empty(), SigningKind.ED25519, Optional.empty());
  }

  private void write(NodeFolder node) {
    try {
      Files.writeString(
          node.settingsFile(), plan.of(member.organisation()).lines(), StandardOpenOption.APPEND);
      LocalFederation.writeVocabulary(node.vocabularyFolder(), plan.vocabulary());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void approve(LocalApi operator, String words) {
    operator.postJson(
        "/api/v1/enrolments/" + member.organisation() + "/approval",
        JSON.createObjectNode().put("words", words).put("renewal", false));
  }

  /** The words of the roster that is offered to this member, once its running node has it. */
  String offered() throws InterruptedException {
    service.await("a roster is offered to it", () -> proposal().isPresent());
    return RosterWords.of(proposal().orElseThrow().hash());
  }

  /**
   * Signs the offered roster, as {@code node roster sign} does.
   *
   * @param words as another member's steward reads them out
   */
  void sign(String words) {
    RosterProposal proposal = proposal().orElseThrow();
    if (!RosterWords.of(proposal.hash()).equals(words)) {
      throw CommandFailure.refused(
          member.organisation() + " is offered another roster than another member",
          "read the logs of the services");
    }
    RosterApproval approval;
    try (SigningKey key = NodeFolder.open(service.folder()).signingKey()) {
      approval = RosterApproval.sign(proposal, Optional.empty(), key);
    }
    service
        .api()
        .postJson(
            ROSTER + "/approval",
            JSON.createObjectNode()
                .put("hash", proposal.hash().hex())
                .put("answer", ByteString.of(approval.encode(proposal.roster().protocol())).hex()));
  }

  /** Waits until the node has pinned the roster that all have signed. */
  void awaitRoster() throws InterruptedException {
    service.await(
        "the roster is in force",
        () -> service.api().get("/api/v1/status").path("rosterInForce").asBoolean());
  }

  private Optional<RosterProposal> proposal() {
    JsonNode offered = service.api().get(ROSTER).path("proposal");
    return Optional.ofNullable(offered.textValue())
        .map(hex -> RosterProposal.decode(ByteString.fromHex(hex).toByteArray()));
  }
}
