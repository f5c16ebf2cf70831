package org.kumiki.coordinator.enrolment;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What the page of requests shows.
 *
 * @param waiting requests that wait for a person
 * @param decided the others, the newest first
 * @param approvalsNeeded different people for each request
 * @param typed the words that were typed and not accepted; empty otherwise
 * @param typedFor for whose request
 */
public record EnrolmentView(
    List<Request> waiting,
    List<Request> decided,
    int approvalsNeeded,
    String typed,
    String typedFor) {
  /**
   * A request.
   *
   * @param kind {@code first}, {@code renewal} or {@code grace}
   * @param name for people; empty unless first
   * @param state {@code requested}, {@code approved}, {@code refused} or {@code issued}
   * @param approvals who has approved and when
   * @param detail why it was refused, or the certificate's serial number; empty before
   * @param mine whether the person who looks has approved
   */
  public record Request(
      String organisation,
      String node,
      String kind,
      String name,
      String state,
      Instant requestedAt,
      List<Approval> approvals,
      String detail,
      boolean mine) {
    static Request of(EnrolmentRow row, String officer) {
      List<Approval> approvals =
          row.approvals().stream()
              .map(approval -> new Approval(approval.officer(), approval.at()))
              .toList();
      return new Request(
          row.organisation(),
          row.node(),
          row.kind().name().toLowerCase(Locale.ROOT),
          row.displayName().orElse(""),
          row.state().fold(r -> "requested", a -> "approved", no -> "refused", i -> "issued"),
          row.requestedAt(),
          approvals,
          row.state().fold(r -> "", a -> "", Enrolment.Refused::reason, Enrolment.Issued::serial),
          approvals.stream().anyMatch(a -> a.officer().equalsIgnoreCase(officer.strip())));
    }

    /** The chip's class in the style sheet. */
    public String colour() {
      return switch (state) {
        case "requested" -> "warn";
        case "approved" -> "info";
        case "issued" -> "ok";
        default -> "stop";
      };
    }
  }

  /** Somebody's yes. */
  public record Approval(String officer, Instant at) {}
}
