package org.kumiki.coordinator.membership;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** The roster for the operator: who has signed it. */
@Controller("/api/v1/roster")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RosterController {
  private final RosterSignatures signatures;

  RosterController(RosterSignatures signatures) {
    this.signatures = signatures;
  }

  /**
   * A roster and how far it is signed.
   *
   * @param hash what every node pins
   * @param words the hash's first 160 bits, as people read them to each other
   * @param signed members that have signed exactly this roster
   * @param missing members whose signature has not come; their nodes were not started yet
   * @param disputing members that have signed another roster
   */
  @Serdeable
  record RosterView(
      int version,
      String hash,
      String words,
      List<String> signed,
      List<String> missing,
      List<String> disputing) {}

  /** The roster and who has signed it. */
  @Get
  @OpenTo(audience = Audience.PEOPLE)
  RosterView roster() {
    SignedRoster roster = signatures.current();
    List<String> disputing = roster.disputing();
    return new RosterView(
        roster.roster().version(),
        roster.roster().hash().hex(),
        RosterWords.of(roster.roster().hash()),
        roster.signatures().stream()
            .map(NamedSignature::organisation)
            .filter(name -> !disputing.contains(name))
            .toList(),
        roster.missing(),
        disputing);
  }
}
