package org.kumiki.node.diagnosis;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.node.diagnosis.NodeDoctor.Surroundings;
import org.kumiki.node.participation.ConnectionProbe;
import org.kumiki.node.participation.EchoCall;
import org.kumiki.node.participation.InvitedRoot;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.diagnosis.CheckResult;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.Diagnosis;
import org.kumiki.platform.diagnosis.FirewallRequest;
import org.kumiki.platform.diagnosis.HostNames;
import org.kumiki.platform.diagnosis.TlsCheck;
import org.kumiki.platform.diagnosis.TlsProbe;
import org.kumiki.platform.proxy.ProxySettings;

/** The way from a node to its coordinator, walked once. Immutable. */
record WayExamination(URI coordinator, Optional<ProxySettings> proxy, Surroundings surroundings) {
  /**
   * What was seen.
   *
   * @param inspector who inspects TLS on the way, where that was seen
   */
  record Seen(List<CheckResult> lines, Optional<TlsCheck.Stranger> inspector) {}

  /** Whom to believe; may have to be asked for over the connection that was just tried. */
  @FunctionalInterface
  private interface Authorities {
    List<X509Certificate> get() throws InterruptedException;
  }

  /** With the node's certificate: to the end. */
  Seen examine(NodeStanding.Enrolled node) throws InterruptedException {
    return walk(node.identity()::authorities, Optional.of(node));
  }

  /** Without one: as far as TLS, by the root that the invitation names. */
  Seen examine(NodeStanding.Invited node) throws InterruptedException {
    return walk(
        () -> InvitedRoot.find(node.invitation(), proxy, surroundings.clock()).stream().toList(),
        Optional.empty());
  }

  private Seen walk(Authorities authorities, Optional<NodeStanding.Enrolled> enrolled)
      throws InterruptedException {
    List<CheckResult> all = new ArrayList<>();
    try {
      ConnectionProbe.Outcome way =
          new ConnectionProbe(coordinator, proxy, surroundings.resolver(), surroundings.limit())
              .walk();
      Optional<List<X509Certificate>> chain = presented(way);
      TlsCheck tls = tls(chain.isPresent() ? authorities.get() : List.of());
      List<CheckResult> lines = new WayChecks(tls, proxy).of(way);
      all.addAll(lines);
      all.addAll(exchange(enrolled, new Diagnosis(lines).healthy()));
      return new Seen(all, chain.flatMap(tls::inspector));
    } catch (CommandFailure e) {
      all.add(new Failure(WayChecks.PROXY, e.getMessage(), e.nextStep()));
      all.addAll(ExchangeChecks.notTried("nothing can be told to the proxy"));
      return new Seen(all, Optional.empty());
    }
  }

  private TlsCheck tls(List<X509Certificate> authorities) {
    return new TlsCheck(
        HostNames.host(coordinator),
        HostNames.port(coordinator),
        authorities,
        surroundings.clock().instant());
  }

  private static Optional<List<X509Certificate>> presented(ConnectionProbe.Outcome way) {
    return way instanceof ConnectionProbe.Outcome.Reached reached
            && reached.tls() instanceof TlsProbe.Outcome.Presented presented
        ? Optional.of(presented.chain())
        : Optional.empty();
  }

  private List<CheckResult> exchange(Optional<NodeStanding.Enrolled> enrolled, boolean free)
      throws InterruptedException {
    if (enrolled.isEmpty()) {
      return ExchangeChecks.notTried("this node is not enrolled");
    }
    return free
        ? ExchangeChecks.of(
            new EchoCall(coordinator, enrolled.get().identity(), proxy, surroundings.clock())
                .call())
        : ExchangeChecks.notTried("the way to the coordinator is not free");
  }

  /** What the network team is asked for. */
  FirewallRequest request(Optional<TlsCheck.Stranger> inspector) {
    return new FirewallRequest(
        HostNames.host(coordinator),
        HostNames.port(coordinator),
        proxy.map(p -> p.host() + ":" + p.port()),
        inspector.map(TlsCheck.Stranger::fingerprint).map(Fingerprint::hex));
  }
}
