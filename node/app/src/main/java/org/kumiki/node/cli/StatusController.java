package org.kumiki.node.cli;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.ledger.LedgerHeads;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.node.identity.NodeInstance;
import org.kumiki.node.identity.OrganisationKey;
import org.kumiki.node.identity.PinnedRoster;
import org.kumiki.node.identity.RosterAnswers;
import org.kumiki.node.identity.RosterPins;
import org.kumiki.node.ledger.HeadStore;
import org.kumiki.node.ledger.LedgerStore;
import org.kumiki.node.participation.RenewalWorker;
import org.kumiki.node.participation.Studies;
import org.kumiki.node.participation.StudyStore;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** Where this node stands, for its own people. */
@Controller("/api/v1/status")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusController {
  private final Studies studies;
  private final RosterPins rosters;
  private final RosterAnswers answers;
  private final OrganisationKey key;
  private final LedgerStore ledger;
  private final LedgerHeads heads;
  private final RenewalWorker renewal;
  private final NodeInstance instance;

  StatusController(
      Studies studies,
      RosterPins rosters,
      RosterAnswers answers,
      OrganisationKey key,
      LedgerStore ledger,
      HeadStore heads,
      RenewalWorker renewal,
      NodeInstance instance) {
    this.studies = studies;
    this.rosters = rosters;
    this.answers = answers;
    this.key = key;
    this.ledger = ledger;
    this.heads = heads;
    this.renewal = renewal;
    this.instance = instance;
  }

  /**
   * Connection, pinned roster, and what has left this node so far.
   *
   * @param roster hash of the roster in force here; empty before the first
   * @param rosterVersion 0 before the first
   * @param rosterWords what stewards read to each other
   * @param rosterInForce whether the roster is signed by all, or by those by whom it came into
   *     force; nothing leaves before
   * @param rosterMissing members that have not signed it yet
   * @param rosterDisputing members that have signed another one
   * @param rosterObstacle why nothing leaves yet and what to do; empty if nothing is in the way
   * @param rosterNotice a roster that is in force in the consortium and not here, and why; empty if
   *     there is none
   * @param rosterProposal what is offered for signature, and whether this steward is awaited; empty
   *     if nothing is
   * @param signingKey how the organisation's key lies in its file
   * @param connectionTrouble what stands between this node and the coordinator, or empty
   * @param ledger whether all that others saw of the release ledger is still there, in words
   * @param vectorBytesSent masked vectors, 8 bytes a number
   * @param certificateNotAfter the last instant of the node's certificate, ISO 8601
   * @param certificateDaysLeft whole days until then, negative afterwards
   * @param certificateAlarm why somebody should look at it; empty if nobody need
   * @param instance this run of the node, as it tells the coordinator
   */
  @Serdeable
  record StatusView(
      String consortium,
      String roster,
      int rosterVersion,
      String rosterWords,
      boolean rosterInForce,
      List<String> rosterMissing,
      List<String> rosterDisputing,
      String rosterObstacle,
      String rosterNotice,
      String rosterProposal,
      String signingKey,
      List<String> members,
      int minimumContributors,
      boolean coordinatorReached,
      String connectionTrouble,
      String ledger,
      long messagesSent,
      long messageBytesSent,
      long vectorsSent,
      long vectorBytesSent,
      String certificateNotAfter,
      long certificateDaysLeft,
      String certificateAlarm,
      String instance) {}

  /** Connection and pinned roster. */
  @Get
  @OpenTo(audience = Audience.PEOPLE)
  StatusView status() {
    String trouble = studies.connectionTrouble();
    RenewalWorker.Status certificate = renewal.status();
    StudyStore.Sent sent = studies.store().sent();
    Optional<PinnedRoster> pinned = rosters.current();
    Optional<RosterSnapshot> roster = pinned.map(PinnedRoster::roster);
    return new StatusView(
        ledger.origin().consortium(),
        roster.map(r -> r.hash().hex()).orElse(""),
        roster.map(RosterSnapshot::version).orElse(0),
        roster.map(r -> RosterWords.of(r.hash())).orElse(""),
        pinned.filter(PinnedRoster::isInForce).isPresent(),
        pinned.map(PinnedRoster::missing).orElse(List.of()),
        pinned.map(PinnedRoster::disputing).orElse(List.of()),
        rosters.obstacle().orElse(""),
        rosters.notice().orElse(""),
        answers.offered().map(this::offered).orElse(""),
        key.isEncrypted()
            ? "encrypted"
            : "NOT encrypted: whoever copies its file has the key; see 'kumiki node roster"
                + " protect-key'",
        roster.map(RosterSnapshot::members).orElse(List.of()).stream()
            .map(Organisation::name)
            .toList(),
        roster.map(RosterSnapshot::minimumContributors).orElse(0),
        trouble.isEmpty(),
        trouble,
        heads.status().sentence(),
        sent.messages(),
        sent.messageBytes(),
        sent.vectors(),
        sent.vectorBytes(),
        certificate.notAfter().toString(),
        (long) Math.floor(certificate.daysLeft()),
        certificate.alarm(),
        instance.header());
  }

  private String offered(RosterProposal proposal) {
    boolean awaited =
        proposal.awaited().contains(key.name()) && answers.answer(proposal.hash()).isEmpty();
    return "roster "
        + proposal.roster().version()
        + (awaited ? " awaits this steward: 'kumiki node roster show'" : " is offered");
  }
}
