package org.kumiki.node.ledger;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Locale;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** The release ledger: everything that left, and whether the record is whole. */
@Hidden
@Controller("/ledger")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class LedgerPages {
  private static final int ROWS = 50;

  private final LedgerStore ledger;
  private final HeadStore heads;
  private final LedgerVerification verification;
  private final RoomPages pages;

  LedgerPages(LedgerStore ledger, HeadStore heads, LedgerVerification verification, Pages pages) {
    this.ledger = ledger;
    this.heads = heads;
    this.verification = verification;
    this.pages = pages.of(LedgerPages.class);
  }

  /**
   * What the page shows.
   *
   * @param rows newest first
   * @param older the number before which older ones stand; 0 if these are the oldest
   * @param newest whether these are the newest
   * @param size all entries
   * @param note the signed head, a C2SP checkpoint
   * @param inOrder whether all that other members saw of this ledger is still here
   * @param trouble what is wrong, in English; empty if nothing is
   */
  public record View(
      List<LedgerRow> rows,
      long older,
      boolean newest,
      long size,
      String note,
      boolean inOrder,
      String trouble) {}

  /** The chip's class of a verdict. */
  public static String colour(LedgerRow row) {
    return switch (row.verdict().toLowerCase(Locale.ROOT)) {
      case "granted" -> "info";
      case "withheld" -> "warn";
      default -> "stop";
    };
  }

  /** Entries, the newest first. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo({Role.STEWARD, Role.AUDITOR})
  @Menu(place = 50)
  HttpResponse<String> entries(HttpRequest<?> request, @Nullable @QueryValue Long before) {
    long below = before == null ? Long.MAX_VALUE : before;
    List<LedgerRow> rows = ledger.newest(below, ROWS);
    long last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).number();
    View view =
        new View(
            rows,
            last > 1 ? last : 0,
            before == null,
            ledger.head().size(),
            verification.note().format(),
            heads.status().inOrder(),
            heads.status().inOrder() ? "" : heads.status().sentence());
    return pages.show(request, "ledger", pages.words(request).say("title"), view);
  }

  /** Reads and checks every entry. */
  @Get(uri = "/verification", produces = MediaType.TEXT_HTML)
  @OpenTo({Role.STEWARD, Role.AUDITOR})
  HttpResponse<String> verify(HttpRequest<?> request) {
    LedgerVerification.Report report = verification.verify();
    Checked checked = new Checked(report, verification.note(report.head()).format());
    return pages.show(
        request, "verification", pages.words(request).say("verification.title"), checked);
  }

  /** A verification with the head that it was made against. */
  public record Checked(LedgerVerification.Report report, String note) {}
}
