package org.kumiki.coordinator.authority;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.coordinator.authority.BundleStore.Step;
import org.kumiki.coordinator.authority.BundleStore.Stored;
import org.kumiki.platform.http.ProblemException;

/**
 * The steps of a rotation in a running coordinator: what the root signed is installed, which
 * introduces the new authority beside the old one; activated, once every node has it; and the old
 * one is retired, once no node needs it. Thread-safe.
 */
final class Rotation {
  private static final List<Step> REFRESH = List.of(Step.REFRESHED);
  private static final List<Step> STEPS = List.of(Step.INTRODUCED, Step.ACTIVATED, Step.RETIRED);

  private final OnlineAuthority authority;
  private final BundleStore bundles;

  Rotation(OnlineAuthority authority) {
    this.authority = authority;
    this.bundles = authority.bundles();
  }

  /**
   * Whom a step does not wait for.
   *
   * @param without nodes as {@code organisation/node}
   * @param reason why; not blank if there are any
   */
  record Exemption(List<String> without, String reason) {
    Exemption {
      without = List.copyOf(without);
      if (!without.isEmpty() && (reason == null || reason.isBlank())) {
        throw new ProblemException(
            AuthorityProblem.NODES_MISSING, "Going on without a node needs a reason");
      }
    }
  }

  /** Installs what the root signed, and publishes its first step. */
  void install(List<SignedBundle> signed) {
    if (bundles.next().isPresent()) {
      throw new ProblemException(
          AuthorityProblem.UNFINISHED, "Finish it with 'ca activate' and 'ca retire' first");
    }
    AuthorityBundle current = authority.bundle();
    verify(signed, current);
    boolean whole = signed.size() == STEPS.size();
    if (whole && !authority.canSignFor(signed.get(1).bundle())) {
      throw new ProblemException(
          AuthorityProblem.NO_KEY, "Its request was made by 'ca request' in another folder");
    }
    if (!bundles.install(signed, whole ? STEPS : REFRESH, current.number())) {
      throw new ProblemException(
          AuthorityProblem.UNFINISHED,
          "Something else was installed meanwhile; look at 'ca status'");
    }
    authority.refresh();
  }

  private static void verify(List<SignedBundle> signed, AuthorityBundle current) {
    if (signed.size() != 1 && signed.size() != STEPS.size()) {
      throw new ProblemException(
          AuthorityProblem.NOT_ACCEPTABLE, "The root's answer has one bundle or three");
    }
    AuthorityBundle previous = current;
    try {
      for (SignedBundle next : signed) {
        next.verify(previous.roots()).requireSuccessorOf(previous);
        if (next.bundle().number() != previous.number() + 1) {
          throw new ProblemException(
              AuthorityProblem.NOT_ACCEPTABLE,
              "The root answered another request; make a new one with 'ca request'");
        }
        previous = next.bundle();
      }
    } catch (CertificateRefused e) {
      throw new ProblemException(AuthorityProblem.NOT_ACCEPTABLE, e.getMessage());
    }
  }

  /** Makes the introduced authority the active one. */
  void activate(Exemption exemption) {
    Stored current = bundles.current().orElseThrow();
    Stored next = waiting(Step.ACTIVATED);
    require(
        bundles.missing(current.sha256()), exemption, "have not acknowledged the new authority");
    if (!authority.canSignFor(next.signed().bundle())) {
      throw new ProblemException(
          AuthorityProblem.NO_KEY, "Activate it at the coordinator on which it was made");
    }
    publish(next, exemption);
  }

  /** Takes the old authority away. */
  void retire(Exemption exemption) {
    Stored current = bundles.current().orElseThrow();
    Stored next = waiting(Step.RETIRED);
    List<String> missing = new ArrayList<>(bundles.missing(current.sha256()));
    authority.issued().nodesWithout(authority.bundle().active()).stream()
        .filter(node -> !missing.contains(node))
        .forEach(missing::add);
    require(missing, exemption, "still need the old authority");
    publish(next, exemption);
  }

  private Stored waiting(Step step) {
    return bundles
        .next()
        .filter(next -> next.step() == step)
        .orElseThrow(
            () ->
                new ProblemException(
                    AuthorityProblem.NOTHING_WAITS, "'ca status' says which step is next"));
  }

  private static void require(List<String> missing, Exemption exemption, String what) {
    List<String> left = new ArrayList<>(missing);
    left.removeAll(exemption.without());
    if (!left.isEmpty()) {
      throw new ProblemException(
          AuthorityProblem.NODES_MISSING, String.join(", ", left) + " " + what);
    }
    List<String> unknown = new ArrayList<>(exemption.without());
    unknown.removeAll(missing);
    if (!unknown.isEmpty()) {
      throw new ProblemException(
          AuthorityProblem.NODES_MISSING,
          "Nothing is missing of " + String.join(", ", unknown) + "; write organisation/node");
    }
  }

  private void publish(Stored next, Exemption exemption) {
    bundles.publish(next.signed().bundle().number(), exemption.without(), exemption.reason());
    authority.refresh();
  }
}
