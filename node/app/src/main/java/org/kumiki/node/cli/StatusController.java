package org.kumiki.node.cli;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.kumiki.exchange.ledger.LedgerHeads;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.node.identity.NodeInstance;
import org.kumiki.node.identity.PinnedRoster;
import org.kumiki.node.ledger.HeadStore;
import org.kumiki.node.participation.RenewalWorker;
import org.kumiki.node.participation.Studies;
import org.kumiki.node.participation.StudyStore;

/** Where this node stands, for its own people. */
@Controller("/api/v1/status")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusController {
  private final Studies studies;
  private final PinnedRoster pinned;
  private final LedgerHeads heads;
  private final RenewalWorker renewal;
  private final NodeInstance instance;

  StatusController(
      Studies studies,
      PinnedRoster pinned,
      HeadStore heads,
      RenewalWorker renewal,
      NodeInstance instance) {
    this.studies = studies;
    this.pinned = pinned;
    this.heads = heads;
    this.renewal = renewal;
    this.instance = instance;
  }

  /**
   * Connection, pinned roster, and what has left this node so far.
   *
   * @param rosterWords what stewards read to each other
   * @param rosterInForce whether all organisations have signed the roster; nothing leaves before
   * @param rosterMissing members that have not signed it yet
   * @param rosterDisputing members that have signed another one
   * @param rosterObstacle why nothing leaves yet and what to do; empty if nothing is in the way
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
      String rosterWords,
      boolean rosterInForce,
      List<String> rosterMissing,
      List<String> rosterDisputing,
      String rosterObstacle,
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
  StatusView status() {
    String trouble = studies.connectionTrouble();
    RenewalWorker.Status certificate = renewal.status();
    StudyStore.Sent sent = studies.store().sent();
    RosterSnapshot roster = pinned.roster();
    return new StatusView(
        roster.consortium(),
        roster.hash().hex(),
        RosterWords.of(roster.hash()),
        pinned.complete(),
        pinned.missing(),
        pinned.disputing(),
        pinned.obstacle().orElse(""),
        roster.members().stream().map(Organisation::name).toList(),
        roster.minimumContributors(),
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
}
