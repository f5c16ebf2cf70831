package org.kumiki.coordinator.diagnosis;

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
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.coordinator.platform.CoordinatorSettings;
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

/**
 * Looks a coordinator's folder, machine, listener and members over. Takes no lock, changes nothing
 * and makes no folder, so that it may run beside the service. Not thread-safe.
 */
public final class CoordinatorDoctor {
  private static final String FOLDER = "folder";

  /** An authority is replaced with overlap, which takes all members' time. */
  private static final Duration AUTHORITY_SOON = Duration.ofDays(90);

  private final Path path;
  private final Surroundings surroundings;

  /**
   * What is asked of the world.
   *
   * @param clock this machine's
   * @param timeServices what time services leave while they work
   * @param limit how long each connection may take
   */
  public record Surroundings(
      Clock clock,
      Resolver resolver,
      DiskCheck.FreeSpace space,
      List<Path> timeServices,
      Duration limit) {
    /** As they are. */
    public static Surroundings ofSystem() {
      return new Surroundings(
          Clock.systemUTC(),
          Resolver.ofSystem(),
          DiskCheck.FreeSpace.ofSystem(),
          MachineChecks.TIME_SERVICES,
          Duration.ofSeconds(10));
    }
  }

  /**
   * What a doctor has to say.
   *
   * @param request that members hand to their network teams, where the address is known
   */
  public record Findings(Diagnosis diagnosis, Optional<FirewallRequest> request) {}

  public CoordinatorDoctor(Path path, Surroundings surroundings) {
    this.path = path;
    this.surroundings = surroundings;
  }

  /** Looks at everything. */
  public Findings examine() {
    List<CheckResult> results = new ArrayList<>();
    results.add(MachineChecks.java(Runtime.version()));
    results.add(MachineChecks.entropy(MachineChecks.LINUX_RANDOM, surroundings.limit()));
    results.add(MachineChecks.timeService(surroundings.timeServices()));
    try {
      CoordinatorFolder folder = open();
      CoordinatorSettings settings = folder.settings();
      ServiceState service = ServiceState.of(folder.folder().path());
      results.addAll(local(folder, settings, service));
      results.addAll(listener(folder, settings, service));
      results.addAll(members(service));
      results.add(BackupCheck.of(folder.folder().path(), surroundings.clock().instant()));
      return new Findings(new Diagnosis(results), Optional.of(request(settings)));
    } catch (CommandFailure e) {
      results.add(new Failure(FOLDER, e.getMessage(), e.nextStep()));
      return new Findings(new Diagnosis(results), Optional.empty());
    }
  }

  private CoordinatorFolder open() {
    // Opening makes a folder that is absent.
    if (!Files.isDirectory(path)) {
      throw CommandFailure.refused(
          "there is no folder " + path, "name the coordinator's with --dir");
    }
    return CoordinatorFolder.open(path);
  }

  private List<CheckResult> local(
      CoordinatorFolder folder, CoordinatorSettings settings, ServiceState service) {
    Path data = folder.folder().path();
    Path vectors = settings.vectorsFolder(folder.roundsFolder());
    return List.of(
        new Good(FOLDER, "of the consortium " + settings.consortium()),
        DiskCheck.of("disk", data, surroundings.space()),
        Files.isDirectory(vectors)
            ? DiskCheck.of("vectors", vectors, surroundings.space())
            : new NotTried("vectors", "the folder is made at the first start"),
        KeyFileCheck.of("key files", secrets(folder, settings)),
        DatabaseCheck.of(settings.databaseSettings(data), data, service),
        service.check("kumiki coordinator start"));
  }

  private static List<Path> secrets(CoordinatorFolder folder, CoordinatorSettings settings) {
    Stream<Optional<Path>> others =
        Stream.of(
            Optional.of(folder.tlsKeyFile()),
            Optional.of(folder.signingKeyFile()),
            Optional.of(folder.folder().resolve("api-token")),
            Optional.of(folder.folder().resolve("postgresql-password")),
            Optional.ofNullable(settings.database()).map(database -> database.passwordFile()));
    return Stream.concat(folder.authorityKeyFiles().stream(), others.flatMap(Optional::stream))
        .toList();
  }

  private List<CheckResult> listener(
      CoordinatorFolder folder, CoordinatorSettings settings, ServiceState service) {
    Instant now = surroundings.clock().instant();
    List<CheckResult> lines = new ArrayList<>();
    lines.addAll(
        new ListenerChecks(
                URI.create(settings.address()),
                folder.certificate(),
                surroundings.resolver(),
                surroundings.limit())
            .of(settings.listen(), settings.port(), !(service instanceof ServiceState.Stopped)));
    lines.add(
        CertificateCheck.of(
            "certificate",
            folder.certificate(),
            now,
            "make a new one with the consortium's authority"));
    lines.add(
        CertificateCheck.of(
            "authority",
            folder.authority(),
            now,
            AUTHORITY_SOON,
            "replace the authority while the old one is valid"));
    return lines;
  }

  private List<CheckResult> members(ServiceState service) {
    if (service instanceof ServiceState.Healthy healthy) {
      try {
        return MemberChecks.of(
            healthy.api().get("/api/v1/members"), surroundings.clock().instant());
      } catch (CommandFailure e) {
        return List.of(new Failure(MemberChecks.SEEN, e.getMessage(), e.nextStep()));
      }
    }
    String because = "the service does not run, or is not well";
    return List.of(
        new NotTried(MemberChecks.SEEN, because), new NotTried(MemberChecks.VERSIONS, because));
  }

  private static FirewallRequest request(CoordinatorSettings settings) {
    URI address = URI.create(settings.address());
    return new FirewallRequest(
        HostNames.host(address), HostNames.port(address), Optional.empty(), Optional.empty());
  }
}
