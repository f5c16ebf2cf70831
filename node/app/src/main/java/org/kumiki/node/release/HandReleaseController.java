package org.kumiki.node.release;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.kumiki.exchange.vocabulary.HeaderProposal;
import org.kumiki.exchange.vocabulary.HeaderProposal.Cells;
import org.kumiki.exchange.vocabulary.UsageReport;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.node.participation.HandReleases;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** What a steward lets go by hand for the vocabulary; by default nothing. */
@Controller("/api/v1/released")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HandReleaseController {
  private static final int MAX_NAME_CHARS = 200;

  private final WouldLeave wouldLeave;
  private final HandReleases releases;

  HandReleaseController(WouldLeave wouldLeave, HandReleases releases) {
    this.wouldLeave = wouldLeave;
    this.releases = releases;
  }

  /**
   * What could be released; none of it leaves by being shown.
   *
   * @param terms exactly what a report would name
   * @param keptHere terms of columns that no report names
   * @param headersWithoutTerm headers that may be released one by one
   */
  @Serdeable
  record WouldLeaveView(
      List<String> terms, List<String> keptHere, List<String> headersWithoutTerm) {}

  /**
   * Something that was released.
   *
   * @param terms of a report; null for a header
   * @param header null for a report
   * @param sentAt when the coordinator answered; null while it waits
   */
  @Serdeable
  record ReleasedView(
      long number,
      @Nullable List<String> terms,
      @Nullable String header,
      @Nullable String unit,
      @Nullable String cells,
      String by,
      OffsetDateTime at,
      @Nullable OffsetDateTime sentAt,
      boolean refused) {
    static ReleasedView of(HandReleases.Released one) {
      return new ReleasedView(
          one.number(),
          one.usage().map(UsageReport::terms).orElse(null),
          one.header().map(HeaderProposal::header).orElse(null),
          one.header().map(HeaderProposal::unit).orElse(null),
          one.header().map(header -> word(header.cells())).orElse(null),
          one.by(),
          one.at(),
          one.sentAt().orElse(null),
          one.refused());
    }
  }

  /**
   * A report to be released.
   *
   * @param terms some of those that would leave; an empty list takes an earlier report back
   * @param by the steward, where the owner of the machine acts for somebody
   */
  @Serdeable
  record TermsBody(List<String> terms, @Nullable String by) {}

  /**
   * A header to be released; it need not be one of those that are left out.
   *
   * @param unit as written; may be null
   * @param cells {@code numbers}, {@code words} or {@code unknown}; null for unknown
   */
  @Serdeable
  record HeaderBody(
      String header, @Nullable String unit, @Nullable String cells, @Nullable String by) {}

  /** What was released, the newest first. */
  @Get
  @OpenTo({Role.STEWARD, Role.AUDITOR})
  List<ReleasedView> released() {
    return releases.all().stream().map(ReleasedView::of).toList();
  }

  /** What could be released. */
  @Get("/possible")
  @OpenTo({Role.STEWARD, Role.AUDITOR})
  WouldLeaveView possible() {
    return new WouldLeaveView(
        wouldLeave.terms(), wouldLeave.keptHere(), wouldLeave.headersWithoutTerm());
  }

  /** Releases exactly these terms. */
  @Post("/terms")
  @OpenTo(Role.STEWARD)
  List<ReleasedView> releaseTerms(HttpRequest<?> request, @Body TermsBody body) {
    Set<String> wanted = new TreeSet<>();
    body.terms().forEach(term -> wanted.add(Names.expand(term)));
    Set<String> foreign = new TreeSet<>(wanted);
    foreign.removeAll(new HashSet<>(wouldLeave.terms()));
    if (!foreign.isEmpty()) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST,
          foreign.size()
              + " of these are no terms that a column here is mapped to; see what would leave");
    }
    return done(() -> releases.releaseUsage(List.copyOf(wanted), by(request, body.by())));
  }

  /** Releases a header as a proposal for a term. */
  @Post("/headers")
  @OpenTo(Role.STEWARD)
  List<ReleasedView> releaseHeader(HttpRequest<?> request, @Body HeaderBody body) {
    String unit = body.unit() == null ? "" : body.unit().strip();
    Cells cells = cells(body.cells() == null ? "unknown" : body.cells());
    return done(
        () -> releases.releaseHeader(body.header().strip(), unit, cells, by(request, body.by())));
  }

  private List<ReleasedView> done(Runnable release) {
    try {
      release.run();
      return released();
    } catch (WireFormatException e) {
      throw new ProblemException(CommonProblem.BAD_REQUEST, e.getMessage());
    }
  }

  private static Cells cells(String written) {
    return Arrays.stream(Cells.values())
        .filter(known -> word(known).equals(written))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    CommonProblem.BAD_REQUEST, "'cells' is numbers, words or unknown"));
  }

  private static String word(Cells cells) {
    return cells.name().toLowerCase(Locale.ROOT);
  }

  private static String by(HttpRequest<?> request, @Nullable String stated) {
    String name = Person.of(request).signature(stated);
    if (name == null || name.isBlank() || name.length() > MAX_NAME_CHARS) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST, "Say under 'by' who releases it, in at most 200 characters");
    }
    return name;
  }
}
