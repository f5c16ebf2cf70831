package org.kumiki.node.cli;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.node.participation.Studies;
import org.kumiki.node.participation.StudyStore;

/** Where this node stands, for its own people. */
@Controller("/api/v1/status")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusController {
  private final Studies studies;
  private final RosterSnapshot roster;

  StatusController(Studies studies, RosterSnapshot roster) {
    this.studies = studies;
    this.roster = roster;
  }

  /**
   * Connection, pinned roster, and what has left this node so far.
   *
   * @param connectionTrouble what stands between this node and the coordinator, or empty
   * @param vectorBytesSent masked vectors, 8 bytes a number
   */
  @Serdeable
  record StatusView(
      String consortium,
      String roster,
      List<String> members,
      int minimumContributors,
      boolean coordinatorReached,
      String connectionTrouble,
      long messagesSent,
      long messageBytesSent,
      long vectorsSent,
      long vectorBytesSent) {}

  /** Connection and pinned roster. */
  @Get
  StatusView status() {
    String trouble = studies.connectionTrouble();
    StudyStore.Sent sent = studies.store().sent();
    return new StatusView(
        roster.consortium(),
        roster.hash().hex(),
        roster.members().stream().map(Organisation::name).toList(),
        roster.minimumContributors(),
        trouble.isEmpty(),
        trouble,
        sent.messages(),
        sent.messageBytes(),
        sent.vectors(),
        sent.vectorBytes());
  }
}
