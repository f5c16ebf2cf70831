package org.kumiki.coordinator.enrolment;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kumiki.coordinator.enrolment.Enrolment.Approval;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/**
 * Requests for certificates and the operator's decisions. The words of a request stand nowhere in
 * this API: they come from the member, by phone.
 */
@Controller("/api/v1/enrolments")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EnrolmentController {
  private static final int MAX_REASON_CHARS = 200;

  private final EnrolmentDecisions decisions;

  EnrolmentController(EnrolmentDecisions decisions) {
    this.decisions = decisions;
  }

  /**
   * A request and how it stands.
   *
   * @param kind {@code first}, {@code renewal} or {@code grace}
   * @param name for people; null unless first
   * @param state {@code requested}, {@code approved}, {@code refused} or {@code issued}
   * @param requestedAt ISO 8601
   * @param approvedBy who has approved so far
   * @param detail why it was refused, or the certificate's serial number; empty before
   */
  @Serdeable
  record EnrolmentView(
      String organisation,
      String node,
      String kind,
      @Nullable String name,
      String state,
      String requestedAt,
      List<String> approvedBy,
      String detail) {}

  /**
   * An approval.
   *
   * @param words the six words as the member read them; null for a renewal after expiry
   * @param officer who approves, where two people must; may be null otherwise
   * @param renewal whether it is a renewal after expiry
   */
  @Serdeable
  record ApprovalRequest(@Nullable String words, @Nullable String officer, boolean renewal) {}

  /** A refusal, which the member is told. */
  @Serdeable
  record RefusalRequest(String reason) {}

  /** How a request stands after a decision. */
  @Serdeable
  record Decision(String state, int approvals) {}

  /** The newest requests, newest first; to a member's people, those of their organisation. */
  @Get
  @OpenTo({Role.OPERATOR, Role.AUDITOR})
  List<EnrolmentView> list(HttpRequest<?> http) {
    Person person = Person.of(http);
    return decisions.list().stream()
        .filter(row -> person.sees(List.of(row.organisation())))
        .map(EnrolmentController::view)
        .toList();
  }

  /** Approves what waits of an organisation. */
  @Post("/{organisation}/approval")
  @OpenTo(Role.OPERATOR)
  Decision approve(HttpRequest<?> http, String organisation, @Body ApprovalRequest request) {
    // Whoever signed in is one officer, whatever the request says.
    Optional<String> officer =
        Optional.ofNullable(Person.of(http).account(request.officer())).filter(o -> !o.isBlank());
    return request.renewal()
        ? decision(decisions.approveRenewal(organisation, officer))
        : decision(decisions.approve(organisation, words(request), officer));
  }

  /** Refuses what waits of an organisation. */
  @Post("/{organisation}/refusal")
  @OpenTo(Role.OPERATOR)
  Decision refuse(String organisation, @Body RefusalRequest request) {
    String reason = request.reason() == null ? "" : request.reason().strip();
    if (reason.isEmpty() || reason.length() > MAX_REASON_CHARS) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST, "A reason has 1 to " + MAX_REASON_CHARS + " characters");
    }
    return decision(decisions.refuse(organisation, reason));
  }

  private static String words(ApprovalRequest request) {
    if (request.words() == null) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST, "Type the six words that the member reads out");
    }
    return request.words();
  }

  private static EnrolmentView view(EnrolmentRow row) {
    return new EnrolmentView(
        row.organisation(),
        row.node(),
        row.kind().name().toLowerCase(Locale.ROOT),
        row.displayName().orElse(null),
        name(row.state()),
        row.requestedAt().toString(),
        row.approvals().stream().map(Approval::officer).toList(),
        row.state().fold(r -> "", a -> "", Enrolment.Refused::reason, Enrolment.Issued::serial));
  }

  private static Decision decision(Enrolment state) {
    return new Decision(name(state), approvals(state).size());
  }

  private static String name(Enrolment state) {
    return state.fold(r -> "requested", a -> "approved", no -> "refused", i -> "issued");
  }

  private static List<Approval> approvals(Enrolment state) {
    return state.fold(
        Enrolment.Requested::approvals,
        Enrolment.Approved::approvals,
        n -> List.of(),
        i -> List.of());
  }
}
