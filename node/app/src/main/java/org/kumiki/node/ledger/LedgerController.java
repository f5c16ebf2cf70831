package org.kumiki.node.ledger;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.OffsetDateTime;
import java.util.List;

/** The release ledger for the steward. */
@Controller("/api/v1/ledger")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LedgerController {
  private final LedgerStore ledger;

  LedgerController(LedgerStore ledger) {
    this.ledger = ledger;
  }

  /**
   * One vector that left, or did not.
   *
   * @param length entries of 8 bytes
   * @param cohort organisations whose masks cover it
   * @param verdict GRANTED, WITHHELD (zeros left instead) or REFUSED (nothing left)
   */
  @Serdeable
  record EntryView(
      long number,
      OffsetDateTime at,
      String studyHash,
      long epoch,
      int round,
      String subject,
      int length,
      int cohort,
      String verdict,
      String reason) {}

  /** All entries, oldest first. */
  @Get
  List<EntryView> list() {
    return ledger.all().stream()
        .map(
            row ->
                new EntryView(
                    row.number(),
                    row.at(),
                    row.studyHash(),
                    row.epoch(),
                    row.round(),
                    row.subject(),
                    row.length(),
                    row.cohort(),
                    row.verdict(),
                    row.reason()))
        .toList();
  }
}
