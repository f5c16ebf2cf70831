package org.kumiki.node.ledger;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.OffsetDateTime;
import java.util.List;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** The release ledger for the steward. */
@Controller("/api/v1/ledger")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LedgerController {
  private final LedgerStore ledger;
  private final LedgerVerification verification;

  LedgerController(LedgerStore ledger, LedgerVerification verification) {
    this.ledger = ledger;
    this.verification = verification;
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

  /**
   * Whether the ledger is what it was when its entries were written.
   *
   * @param inOrder no fault, and no member has seen what is not here
   * @param entries rows that were read
   * @param size entries under the signed head
   * @param root its tree hash, hexadecimal
   * @param note the head as a C2SP checkpoint
   * @param status what the node knows of itself, in words
   * @param faultCount all faults; the first hundred are listed
   */
  @Serdeable
  record VerificationView(
      boolean inOrder,
      long entries,
      long size,
      String root,
      String note,
      String status,
      long faultCount,
      List<FaultView> faults,
      List<WitnessView> witnesses) {}

  /** An entry that does not fit, and how. */
  @Serdeable
  record FaultView(long number, String fault) {}

  /**
   * What another member has seen of this ledger.
   *
   * @param size entries under the head that it showed
   * @param at when it last showed a larger one
   * @param standing how the entries here stand to it, in words
   */
  @Serdeable
  record WitnessView(
      String organisation, long size, OffsetDateTime at, boolean inOrder, String standing) {}

  /** All entries, oldest first. */
  @Get
  @OpenTo({Role.STEWARD, Role.AUDITOR})
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

  /** The signed head as a C2SP checkpoint note, for auditors to keep. */
  @Get("/checkpoint")
  @OpenTo({Role.STEWARD, Role.AUDITOR})
  @Produces(MediaType.TEXT_PLAIN)
  String checkpoint() {
    return verification.note().format();
  }

  /** Reads and checks every entry. */
  @Get("/verification")
  @OpenTo({Role.STEWARD, Role.AUDITOR})
  VerificationView verify() {
    LedgerVerification.Report report = verification.verify();
    return new VerificationView(
        report.inOrder(),
        report.entries(),
        report.head().size(),
        report.head().root().hex(),
        verification.note(report.head()).format(),
        report.status().sentence(),
        report.faultCount(),
        report.faults().stream()
            .map(fault -> new FaultView(fault.number(), fault.sentence()))
            .toList(),
        report.witnesses().stream().map(LedgerController::view).toList());
  }

  private static WitnessView view(LedgerVerification.Witness witness) {
    return new WitnessView(
        witness.organisation(),
        witness.size(),
        witness.at(),
        witness.standing().inOrder(),
        witness.standing().sentence());
  }
}
