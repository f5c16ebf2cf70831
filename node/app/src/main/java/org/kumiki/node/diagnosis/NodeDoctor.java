package org.kumiki.node.diagnosis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.node.participation.ConnectionProbe;
import org.kumiki.node.participation.EchoCall;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.NodeSettings;
import org.kumiki.node.platform.ProxySettings;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.diagnosis.CertificateCheck;
import org.kumiki.platform.diagnosis.CheckResult;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.NotTried;
import org.kumiki.platform.diagnosis.DatabaseCheck;
import org.kumiki.platform.diagnosis.Diagnosis;
import org.kumiki.platform.diagnosis.DiskCheck;
import org.kumiki.platform.diagnosis.FirewallRequest;
import org.kumiki.platform.diagnosis.HostNames;
import org.kumiki.platform.diagnosis.KeyFileCheck;
import org.kumiki.platform.diagnosis.MachineChecks;
import org.kumiki.platform.diagnosis.Resolver;
import org.kumiki.platform.diagnosis.ServiceState;
import org.kumiki.platform.diagnosis.TlsCheck;
import org.kumiki.platform.diagnosis.TlsProbe;

/**
 * Looks a node's folder, machine and way to the coordinator over. Takes no lock, changes nothing
 * and makes no folder, so that it may run beside the service. Not thread-safe.
 */
public final class NodeDoctor {
  private static final String FOLDER = "folder";
  private static final String CERTIFICATE = "certificate";
  private static final String NOT_ENROLLED = "this node is not enrolled";

  private final Path path;
  private final Surroundings surroundings;

  /**
   * What is asked of the world.
   *
   * @param clock this machine's
   * @param limit how long each step on the way to the coordinator may take
   */
  public record Surroundings(
      Clock clock, Resolver resolver, DiskCheck.FreeSpace space, Duration limit) {
    /** As they are. */
    public static Surroundings ofSystem() {
      return new Surroundings(
          Clock.systemUTC(),
          Resolver.ofSystem(),
          DiskCheck.FreeSpace.ofSystem(),
          Duration.ofSeconds(10));
    }
  }

  /**
   * What a doctor has to say.
   *
   * @param inspector who inspects TLS on the way, where that was seen
   * @param request to the network team, where the coordinator's address is known
   */
  public record Findings(
      Diagnosis diagnosis,
      Optional<TlsCheck.Stranger> inspector,
      Optional<FirewallRequest> request) {}

  public NodeDoctor(Path path, Surroundings surroundings) {
    this.path = path;
    this.surroundings = surroundings;
  }

  /** Looks at everything; an interrupt ends it. */
  public Findings examine() throws InterruptedException {
    List<CheckResult> results = new ArrayList<>();
    results.add(MachineChecks.java(Runtime.version()));
    results.add(MachineChecks.entropy(MachineChecks.LINUX_RANDOM, surroundings.limit()));
    NodeFolder folder;
    NodeStanding standing;
    try {
      folder = open();
      standing = NodeStanding.of(folder);
    } catch (CommandFailure e) {
      results.add(new Failure(FOLDER, e.getMessage(), e.nextStep()));
      return new Findings(new Diagnosis(results), Optional.empty(), Optional.empty());
    }
    results.addAll(local(folder, standing.settings()));
    if (standing instanceof NodeStanding.Enrolled enrolled) {
      return examine(enrolled, results);
    }
    results.add(
        new Failure(
            CERTIFICATE,
            "not enrolled: this node has keys and no certificate yet",
            "run 'kumiki node enrol' with the operator's invitation, or 'kumiki node init"
                + " --consortium' with the file that came back for "
                + folder.requestFile()));
    results.add(new NotTried(WayChecks.NAME, NOT_ENROLLED));
    return new Findings(new Diagnosis(results), Optional.empty(), Optional.empty());
  }

  private NodeFolder open() {
    // Opening makes a folder that is absent.
    if (!Files.isDirectory(path)) {
      throw CommandFailure.refused("there is no folder " + path, "name the node's with --dir");
    }
    return NodeFolder.open(path);
  }

  private List<CheckResult> local(NodeFolder folder, NodeSettings settings) {
    Path data = folder.folder().path();
    ServiceState service = ServiceState.of(data);
    return List.of(
        new Good(FOLDER, "of " + settings.organisation() + ", " + settings.node()),
        DiskCheck.of("disk", data, surroundings.space()),
        KeyFileCheck.of("key files", secrets(folder, settings)),
        DatabaseCheck.of(settings.databaseSettings(data), data, service),
        service.check("kumiki node start"));
  }

  private static List<Path> secrets(NodeFolder folder, NodeSettings settings) {
    return Stream.of(
            Optional.of(folder.tlsKeyFile()),
            Optional.of(folder.signingKeyFile()),
            Optional.of(folder.folder().resolve("api-token")),
            Optional.of(folder.folder().resolve("postgresql-password")),
            Optional.ofNullable(settings.proxy()).map(ProxySettings::passwordFile),
            Optional.ofNullable(settings.database()).map(database -> database.passwordFile()))
        .flatMap(Optional::stream)
        .toList();
  }

  private Findings examine(NodeStanding.Enrolled node, List<CheckResult> results)
      throws InterruptedException {
    Instant now = surroundings.clock().instant();
    results.add(
        CertificateCheck.of(
            CERTIFICATE, node.chain().get(0), now, "ask the operator for a new certificate"));
    Optional<ProxySettings> proxy = Optional.ofNullable(node.settings().proxy());
    TlsCheck tls =
        new TlsCheck(
            HostNames.host(node.coordinator()),
            HostNames.port(node.coordinator()),
            node.authorities(),
            now);
    Optional<TlsCheck.Stranger> inspector = Optional.empty();
    try {
      ConnectionProbe.Outcome way =
          new ConnectionProbe(
                  node.coordinator(), proxy, surroundings.resolver(), surroundings.limit())
              .walk();
      List<CheckResult> lines = new WayChecks(tls, proxy).of(way);
      results.addAll(lines);
      inspector = inspector(tls, way);
      results.addAll(exchange(node, proxy, new Diagnosis(lines).healthy()));
    } catch (CommandFailure e) {
      results.add(new Failure(WayChecks.PROXY, e.getMessage(), e.nextStep()));
      results.addAll(ExchangeChecks.notTried("nothing can be told to the proxy"));
    }
    return new Findings(
        new Diagnosis(results), inspector, Optional.of(request(tls, proxy, inspector)));
  }

  private static Optional<TlsCheck.Stranger> inspector(TlsCheck tls, ConnectionProbe.Outcome way) {
    return way instanceof ConnectionProbe.Outcome.Reached reached
            && reached.tls() instanceof TlsProbe.Outcome.Presented presented
        ? tls.inspector(presented.chain())
        : Optional.empty();
  }

  private List<CheckResult> exchange(
      NodeStanding.Enrolled node, Optional<ProxySettings> proxy, boolean free)
      throws InterruptedException {
    if (!free) {
      return ExchangeChecks.notTried("the way to the coordinator is not free");
    }
    return ExchangeChecks.of(
        new EchoCall(
                node.coordinator(),
                node.key(),
                node.chain(),
                node.authorities(),
                proxy,
                surroundings.clock())
            .call());
  }

  private static FirewallRequest request(
      TlsCheck tls, Optional<ProxySettings> proxy, Optional<TlsCheck.Stranger> inspector) {
    return new FirewallRequest(
        tls.host(),
        tls.port(),
        proxy.map(p -> p.host() + ":" + p.port()),
        inspector.map(TlsCheck.Stranger::fingerprint).map(Fingerprint::hex));
  }
}
