package org.kumiki.coordinator.membership;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;

/**
 * Decides on every request of a machine, not only when a connection opens: a certificate counts
 * only while the membership table lists it, and a node only while it speaks a version of ours.
 */
@ServerFilter({"/exchange/v1/**", "/.well-known/est/simplereenroll"})
final class PeerFilter {
  private static final String EXCHANGE = "/exchange/v1/";
  private static final String OPEN = EXCHANGE + "revocation-lists";

  /** A doctor beside the node's service is no run of the node: it changes nothing. */
  private static final String ECHO = "/exchange/v1/echo";

  private final MembershipStore members;
  private final NodeInstances instances;

  PeerFilter(MembershipStore members, NodeInstances instances) {
    this.members = members;
    this.instances = instances;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void authenticate(HttpRequest<?> request) {
    if (isOpen(request.getUri().getRawPath())) {
      return;
    }
    X509Certificate certificate =
        request
            .getCertificate()
            .filter(X509Certificate.class::isInstance)
            .map(X509Certificate.class::cast)
            .orElseThrow(
                () ->
                    new ProblemException(
                        CommonProblem.UNAUTHENTICATED, "Present the node's certificate"));
    Optional<String> versions =
        request.getHeaders().findFirst(ProtocolVersion.HEADER).map(String::strip);
    Peer peer =
        peer(certificate, versions.filter(ProtocolVersion::isAnnouncement))
            .orElseThrow(
                () ->
                    new ProblemException(
                        CommonProblem.FORBIDDEN,
                        "This certificate is unknown or revoked; ask the operator"));
    if (request.getPath().startsWith(EXCHANGE) && !request.getPath().equals(ECHO)) {
      // Renewal is open to other tools, which have no runs.
      instances.check(
          peer.organisation(),
          request.getHeaders().findFirst(NodeRun.HEADER).flatMap(NodeRun::parse));
    }
    peer.attach(request);
    versions.ifPresent(PeerFilter::requireCommonVersion);
  }

  /** Revocation lists are for anybody: who doubts a certificate may have none that counts. */
  private static boolean isOpen(String path) {
    return path.equals(OPEN) || path.startsWith(OPEN + "/");
  }

  private static void requireCommonVersion(String announcement) {
    try {
      ProtocolVersion.requireCommon(announcement);
    } catch (WireFormatException e) {
      throw new ProblemException(MembershipProblem.PROTOCOL_VERSION, e.getMessage());
    }
  }

  private Optional<Peer> peer(X509Certificate certificate, Optional<String> versions) {
    try {
      return members.authenticate(
          PeerIdentity.from(certificate), Fingerprint.of(certificate), versions);
    } catch (CertificateRefused e) {
      return Optional.empty();
    }
  }
}
