package org.kumiki.platform.diagnosis;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.certs.trust.TrustAnchors;
import org.kumiki.certs.trust.TrustAnchors.Purpose;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;

/**
 * Whether what a server presents is the consortium's coordinator, and if not, what it is instead: a
 * device that inspects TLS, a server of somebody else's, or a coordinator with a wrong or old
 * certificate.
 *
 * @param host under which the coordinator is reached
 * @param port of it
 * @param authorities of the consortium, the only ones that count; without one nobody is believed
 * @param now by this machine's clock
 */
public record TlsCheck(String host, int port, List<X509Certificate> authorities, Instant now) {
  public static final String NAME = "tls";

  /**
   * Who signed for a stranger.
   *
   * @param subject of the last certificate that was presented, as RFC 2253 writes it
   * @param fingerprint its SHA-256
   * @param isRoot whether it is self-signed: servers need not send their root
   */
  public record Stranger(String subject, Fingerprint fingerprint, boolean isRoot) {}

  /**
   * What else answers in the coordinator's name; empty if the chain ends in the consortium's
   * authority or does not even name the host.
   */
  public Optional<Stranger> inspector(List<X509Certificate> chain) {
    return refusal(chain)
        .filter(
            reason ->
                (reason == Reason.UNTRUSTED || reason == Reason.TOO_LARGE)
                    && HostNames.cover(chain.get(0), host))
        .map(reason -> stranger(chain));
  }

  /** The line. */
  public CheckResult of(TlsProbe.Outcome outcome) {
    if (outcome instanceof TlsProbe.Outcome.Broken broken) {
      return broken(broken.way());
    }
    TlsProbe.Outcome.Presented presented = (TlsProbe.Outcome.Presented) outcome;
    List<X509Certificate> chain = presented.chain();
    Optional<Reason> reason = refusal(chain);
    if (reason.isPresent()) {
      return refused(reason.get(), chain);
    }
    if (!HostNames.cover(chain.get(0), host)) {
      return new Failure(
          NAME,
          "the coordinator's certificate is for "
              + String.join(", ", HostNames.in(chain.get(0)))
              + " and not for "
              + host,
          "ask the operator for a certificate that covers the consortium's address");
    }
    return new Good(NAME, "the coordinator, by the consortium's authority; nobody inspects it");
  }

  private Failure broken(TlsProbe.Way way) {
    return switch (way) {
      case CLOSED ->
          new Failure(
              NAME,
              "something closes the connection to " + host + " as soon as TLS begins",
              "ask the network team whether a firewall or proxy blocks TLS 1.3 to this host; "
                  + ask());
      case SILENT ->
          new Failure(
              NAME,
              "nobody answers at " + host + ":" + port + " when TLS begins",
              "ask the operator whether the coordinator runs, and the network team about " + ask());
      case NOT_TLS ->
          new Failure(
              NAME,
              "what answers at " + host + ":" + port + " does not speak TLS 1.3 or 1.2",
              "check host and port of the consortium's address; a sign-in page of the network"
                  + " answers like this too");
    };
  }

  private Failure refused(Reason reason, List<X509Certificate> chain) {
    X509Certificate leaf = chain.get(0);
    if (reason == Reason.OUT_OF_DATE || reason == Reason.NOT_YET_VALID) {
      return new Failure(
          NAME,
          "the coordinator's certificate is valid from "
              + leaf.getNotBefore().toInstant()
              + " until "
              + leaf.getNotAfter().toInstant()
              + ", and this machine's clock says "
              + now.truncatedTo(ChronoUnit.SECONDS),
          "set this machine's clock if it is wrong; otherwise ask the operator to renew it");
    }
    if (reason == Reason.WRONG_PURPOSE) {
      return new Failure(
          NAME,
          "what answers at " + host + " has a node's certificate and not the coordinator's",
          "check the consortium's address with the operator");
    }
    Stranger stranger = stranger(chain);
    String who = printable(stranger.subject()) + " (SHA-256 " + stranger.fingerprint().hex() + ")";
    return inspector(chain).isPresent()
        ? new Failure(
            NAME,
            "TLS is inspected on the way: " + who + " signs for " + host,
            "no certificate that you could import helps, because the node accepts the consortium's"
                + " authority alone: have inspection switched off; "
                + ask())
        : new Failure(
            NAME,
            "what answers at " + host + ":" + port + " is another server, certified by " + who,
            "check the address with the operator; if your network shows a block page, " + ask());
  }

  private String ask() {
    return "ask for the exception 'no TLS inspection for " + host + ":" + port + "'";
  }

  private Optional<Reason> refusal(List<X509Certificate> chain) {
    if (authorities.isEmpty()) {
      return Optional.of(Reason.UNTRUSTED);
    }
    try {
      new TrustAnchors(authorities).validate(chain, now, Purpose.COORDINATOR);
      return Optional.empty();
    } catch (CertificateRefused e) {
      return Optional.of(e.reason());
    }
  }

  private static Stranger stranger(List<X509Certificate> chain) {
    X509Certificate last = chain.get(chain.size() - 1);
    return new Stranger(
        last.getSubjectX500Principal().getName(),
        Fingerprint.of(last),
        last.getSubjectX500Principal().equals(last.getIssuerX500Principal()));
  }

  /** A stranger chooses this text, and it goes to a terminal. */
  private static String printable(String subject) {
    String plain = subject.replaceAll("[^\\p{L}\\p{N} .,=+@()'/&_-]", "?");
    return plain.length() > 120 ? plain.substring(0, 120) + "..." : plain;
  }
}
