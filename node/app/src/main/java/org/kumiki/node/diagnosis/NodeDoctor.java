package org.kumiki.node.diagnosis;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.NodeSettings;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.diagnosis.CertificateCheck;
import org.kumiki.platform.diagnosis.CheckResult;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.NotTried;
import org.kumiki.platform.diagnosis.CheckResult.Warning;
import org.kumiki.platform.diagnosis.DatabaseCheck;
import org.kumiki.platform.diagnosis.Diagnosis;
import org.kumiki.platform.diagnosis.DiskCheck;
import org.kumiki.platform.diagnosis.FirewallRequest;
import org.kumiki.platform.diagnosis.KeyFileCheck;
import org.kumiki.platform.diagnosis.MachineChecks;
import org.kumiki.platform.diagnosis.Resolver;
import org.kumiki.platform.diagnosis.ServiceState;
import org.kumiki.platform.diagnosis.TlsCheck;
import org.kumiki.platform.people.IssuerProbe;
import org.kumiki.platform.people.PeopleSettings;
import org.kumiki.platform.proxy.ProxySettings;
import org.kumiki.platform.proxy.WayOut;

/**
 * Looks a node's folder, machine and way to the coordinator over, and to the issuer if there is
 * one. Takes no lock, changes nothing and makes no folder, so that it may run beside the service.
 * Not thread-safe.
 */
public final class NodeDoctor {
  private static final String FOLDER = "folder";
  private static final String CERTIFICATE = "certificate";

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
    return way(standing, results);
  }

  private Findings way(NodeStanding standing, List<CheckResult> results)
      throws InterruptedException {
    Optional<ProxySettings> proxy = Optional.ofNullable(standing.settings().proxy());
    Instant now = surroundings.clock().instant();
    WayExamination way;
    WayExamination.Seen seen;
    if (standing instanceof NodeStanding.Enrolled enrolled) {
      results.add(
          CertificateCheck.of(
              CERTIFICATE,
              enrolled.identity().certificate(),
              now,
              "start the service, which asks for another; the operator lets an expired one be"
                  + " replaced by 'kumiki coordinator approve ORGANISATION --renewal'"));
      way = new WayExamination(enrolled.coordinator(), proxy, surroundings);
      seen = way.examine(enrolled);
    } else {
      NodeStanding.Invited invited = (NodeStanding.Invited) standing;
      results.add(invitation(invited, now));
      way = new WayExamination(URI.create(invited.invitation().coordinator()), proxy, surroundings);
      seen = way.examine(invited);
    }
    results.addAll(seen.lines());
    Optional<PeopleSettings> people = Optional.ofNullable(standing.settings().people());
    people.ifPresent(settings -> results.add(issuer(settings, proxy, seen.lines())));
    FirewallRequest request = way.request(seen.inspector());
    return new Findings(
        new Diagnosis(results),
        seen.inspector(),
        Optional.of(
            people
                .filter(settings -> !settings.issuerIsHere())
                .map(settings -> request.withIssuer(settings.issuer()))
                .orElse(request)));
  }

  /** A proxy that does not let this node to the coordinator is not asked a second time. */
  private static CheckResult issuer(
      PeopleSettings people, Optional<ProxySettings> proxy, List<CheckResult> way) {
    boolean stopped =
        way.stream().anyMatch(line -> line instanceof Failure && ofTheWay(line.check()));
    if (proxy.isPresent() && stopped && !people.issuerIsHere()) {
      return new NotTried(IssuerCheck.NAME, "the way through the proxy is not free");
    }
    WayOut out = people.wayToIssuer(WayOut.of(proxy));
    return new IssuerCheck(people.issuer(), out.proxyAddress())
        .of(IssuerProbe.ask(people.issuer(), out));
  }

  private static boolean ofTheWay(String check) {
    return List.of(WayChecks.NAME, WayChecks.CONNECTION, WayChecks.PROXY).contains(check);
  }

  private static CheckResult invitation(NodeStanding.Invited invited, Instant now) {
    Instant end = Instant.parse(invited.invitation().expiresAt());
    return now.isAfter(end)
        ? new Failure(
            CERTIFICATE,
            "not enrolled, and the invitation expired at " + end,
            "ask the operator for a new one; if that is wrong, set this machine's clock")
        : new Warning(CERTIFICATE, "not enrolled: invited until " + end, "run 'kumiki node enrol'");
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
        connected(service));
  }

  /** The service, and what it says itself about its connection. */
  private static CheckResult connected(ServiceState service) {
    CheckResult runs = service.check("kumiki node start");
    if (!(service instanceof ServiceState.Healthy healthy)) {
      return runs;
    }
    return CheckResult.attempt(
        ServiceState.NAME,
        () -> {
          String trouble = healthy.api().get("/api/v1/status").path("connectionTrouble").asText();
          return trouble.isEmpty()
              ? runs
              : new Warning(
                  ServiceState.NAME, "it runs and says: " + trouble, "see the lines below");
        });
  }

  private static List<Path> secrets(NodeFolder folder, NodeSettings settings) {
    return Stream.of(
            Optional.of(folder.tlsKeyFile()),
            Optional.of(folder.identityFile()),
            Optional.of(folder.invitationFile()),
            Optional.of(folder.signingKeyFile()),
            Optional.of(folder.nextSigningKeyFile()),
            Optional.of(folder.folder().resolve("api-token")),
            Optional.of(folder.folder().resolve("postgresql-password")),
            Optional.ofNullable(settings.proxy()).map(ProxySettings::passwordFile),
            Optional.ofNullable(settings.database()).map(database -> database.passwordFile()))
        .flatMap(Optional::stream)
        .toList();
  }
}
