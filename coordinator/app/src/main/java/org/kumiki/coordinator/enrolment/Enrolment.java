package org.kumiki.coordinator.enrolment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.kumiki.platform.http.ProblemException;

/**
 * How a request for a certificate stands. Each state carries what exists then and no more; a step
 * that does not belong to a state is refused and changes nothing. Pure.
 */
sealed interface Enrolment {

  /** A person who has compared the words and approves. */
  record Approval(String officer, Instant at) {
    public Approval {
      if (officer == null || officer.isBlank() || at == null) {
        throw new IllegalArgumentException("an approval has a person and a time");
      }
    }
  }

  /** It waits; where two people approve, one of them may have done so. */
  record Requested(List<Approval> approvals) implements Enrolment {
    public Requested {
      approvals = List.copyOf(approvals);
    }
  }

  /** It is approved, and the node has not fetched its certificate yet. */
  record Approved(List<Approval> approvals) implements Enrolment {
    public Approved {
      approvals = List.copyOf(approvals);
    }
  }

  /** It never becomes a certificate. */
  record Refused(String reason, Instant at) implements Enrolment {}

  /** It has become this certificate; the chain is PEM, the leaf first. */
  record Issued(String serial, String chain, Instant at) implements Enrolment {}

  /** The one analysis by cases; all of them. */
  default <T> T fold(
      Function<Requested, T> requested,
      Function<Approved, T> approved,
      Function<Refused, T> refused,
      Function<Issued, T> issued) {
    if (this instanceof Requested r) {
      return requested.apply(r);
    } else if (this instanceof Approved a) {
      return approved.apply(a);
    } else if (this instanceof Refused r) {
      return refused.apply(r);
    }
    return issued.apply((Issued) this);
  }

  /**
   * One person approves.
   *
   * @param needed how many different people must
   * @throws ProblemException if nothing waits, or this person has approved before
   */
  default Enrolment approve(Approval approval, int needed) {
    return fold(
        waiting -> approved(waiting, approval, needed),
        done -> decided(),
        refused -> decided(),
        issued -> decided());
  }

  /**
   * The operator says no.
   *
   * @throws ProblemException if a certificate was issued, or it was refused before
   */
  default Enrolment refuse(String reason, Instant at) {
    Refused no = new Refused(reason, at);
    return fold(waiting -> no, approved -> no, refused -> decided(), issued -> decided());
  }

  private static Enrolment approved(Requested waiting, Approval approval, int needed) {
    boolean again =
        waiting.approvals().stream().anyMatch(a -> a.officer().equals(approval.officer()));
    if (again) {
      throw new ProblemException(
          EnrolmentProblem.SAME_OFFICER, approval.officer() + " has approved; ask another person");
    }
    List<Approval> all = new ArrayList<>(waiting.approvals());
    all.add(approval);
    return all.size() < needed ? new Requested(all) : new Approved(all);
  }

  private static Enrolment decided() {
    throw new ProblemException(
        EnrolmentProblem.DECIDED_ALREADY, "See 'kumiki coordinator enrolment list'");
  }
}
