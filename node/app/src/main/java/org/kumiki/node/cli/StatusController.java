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
import org.kumiki.node.identity.PinnedRoster;
import org.kumiki.node.ledger.HeadStore;
import org.kumiki.node.participation.Studies;
import org.kumiki.node.participation.StudyStore;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** Where this node stands, for its own people. */
@Controller("/api/v1/status")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusController {
  private final Studies studies;
  private final PinnedRoster pinned;
  private final LedgerHeads heads;

  StatusController(Studies studies, PinnedRoster pinned, HeadStore heads) {
    this.studies = studies;
    this.pinned = pinned;
    this.heads = heads;
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
      long vectorBytesSent) {}

  /** Connection and pinned roster. */
  @Get
  @OpenTo(audience = Audience.PEOPLE)
  StatusView status() {
    String trouble = studies.connectionTrouble();
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
        sent.vectorBytes());
  }
}
