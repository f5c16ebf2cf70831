package org.kumiki.coordinator.enrolment;

import java.util.function.Supplier;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.Problem;
import org.kumiki.platform.http.ProblemException;

/** Says in this API's words why a stranger's bytes are no acceptable request. */
final class RequestRefusal {
  private RequestRefusal() {}

  /** What {@code reader} makes of them, or the problem. */
  static <T> T orThrow(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (CertificateRefused e) {
      throw new ProblemException(problem(e.reason()), e.getMessage());
    }
  }

  private static Problem problem(CertificateRefused.Reason reason) {
    return switch (reason) {
      case TOO_LARGE -> CommonProblem.TOO_LARGE;
      case WRONG_KEY -> EnrolmentProblem.WRONG_KEY;
      case NO_PROOF_OF_POSSESSION -> EnrolmentProblem.NO_PROOF;
      case WRONG_IDENTITY -> EnrolmentProblem.WRONG_NAME;
      case WRONG_PURPOSE -> EnrolmentProblem.NOT_GRANTED;
      default -> EnrolmentProblem.REQUEST_UNREADABLE;
    };
  }
}
