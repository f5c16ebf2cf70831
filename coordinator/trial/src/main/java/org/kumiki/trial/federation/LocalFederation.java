package org.kumiki.trial.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.kumiki.coordinator.authority.Founding;
import org.kumiki.coordinator.authority.Passphrase;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.trial.federation.ServiceProcess.Program;

/**
 * A consortium on this machine: one coordinator and its member nodes, each a process with its own
 * PostgreSQL, over mutual TLS on loopback. Founded once in a folder, started as often as wanted.
 * Members come in as they do anywhere: by an invitation, six words that the operator types, and a
 * first roster that each of them signs.
 *
 * <p>Closing it ends every process; so does the end of this process, however it comes. Not
 * thread-safe.
 */
public final class LocalFederation implements AutoCloseable {
  static final String COORDINATOR_FOLDER = "coordinator";
  static final String NODE_FOLDER = "node-";
  private static final String CONSORTIUM = "demo";
  private static final Random PORTS = new Random();
  private static final int PORT_TRIES = 100;
  private static final int LOWEST_PORT = 15_000;
  private static final int LOWEST_OUTGOING_PORT = 32_768;

  private static final String COORDINATOR_NAME = "the coordinator";

  private final Path folder;
  private final FoundingMark mark;
  private final ServiceProcess coordinator;
  private final SortedMap<String, ServiceProcess> nodes = new TreeMap<>();
  private final Optional<Newcomers> newcomers;
  private boolean enrolled;
  private JvmProfile profile = JvmProfile.SMALL;
  private Consumer<String> told = line -> {};

  /** A member to found: identifier and name for people. */
  public record Member(String organisation, String displayName) {}

  private LocalFederation(Path folder, List<String> organisations, Optional<FoundingPlan> plan) {
    this.folder = folder;
    this.mark = new FoundingMark(folder);
    this.coordinator =
        new ServiceProcess(
            Program.COORDINATOR, coordinatorFolder(folder), folder.resolve("coordinator.log"));
    for (String organisation : organisations) {
      nodes.put(
          organisation,
          new ServiceProcess(
              Program.NODE,
              nodeFolder(folder, organisation),
              folder.resolve(NODE_FOLDER + organisation + ".log")));
    }
    this.newcomers =
        plan.map(founding -> new Newcomers(founding, programs(folder, founding), nodes));
  }

  /** True if a federation was founded here completely. */
  public static boolean exists(Path folder) {
    return new FoundingMark(folder).isWhole();
  }

  /** A federation that was founded before. */
  public static LocalFederation reuse(Path folder) {
    return new LocalFederation(folder, new FoundingMark(folder).members(), Optional.empty());
  }

  /**
   * Begins a federation: the coordinator's folder, with keys and authority, and empty ones of the
   * nodes. Nothing runs yet; the members come in with the first {@link #start()}, after which the
   * federation is whole. What a founding that was stopped before has left is deleted.
   */
  public static LocalFederation found(Path folder, FoundingPlan plan) {
    new FoundingMark(folder).begin(plan.organisations());
    URI address = URI.create("https://127.0.0.1:" + freePort());
    CoordinatorFolder coordinator = CoordinatorFolder.open(coordinatorFolder(folder));
    new Founding(coordinator, Clock.systemUTC(), new SecureRandom())
        .init(
            CONSORTIUM,
            address,
            settings(address, programs(folder, plan), plan.of(FoundingPlan.COORDINATOR)),
            passphrase(folder));
    writeVocabulary(coordinator.vocabularyFolder(), plan.vocabulary());
    plan.organisations().forEach(name -> DataFolder.open(nodeFolder(folder, name)));
    return new LocalFederation(folder, plan.organisations(), Optional.of(plan));
  }

  /** Says from now on which service is started, and which one answers. */
  public LocalFederation telling(Consumer<String> listener) {
    told = listener;
    return this;
  }

  /** As {@link #start()}, with other services than small ones; restarts keep to it. */
  public void start(JvmProfile services) throws InterruptedException {
    profile = services;
    start();
  }

  /**
   * Starts all processes and waits until each answers; the first time it lets the members in, and
   * waits until the roster that all have signed is in force at each.
   */
  public void start() throws InterruptedException {
    if (mark.isWhole()) {
      startServices();
      return;
    }
    enrol();
    // Offered before the nodes start, it is the first that they hear.
    newcomers.orElseThrow().offerRoster(coordinatorApi());
    startServices();
    newcomers.orElseThrow().adoptRoster();
    mark.finish();
  }

  /**
   * Starts the coordinator and takes every member as far as its certificate, once. No node runs
   * yet: there is time to change a folder.
   */
  public void enrol() throws InterruptedException {
    if (enrolled || mark.isWhole()) {
      return;
    }
    launch(coordinator, COORDINATOR_NAME);
    awaitReady(coordinator, COORDINATOR_NAME);
    told.accept("Letting " + nodes.size() + " members in …");
    newcomers.orElseThrow().enrol(coordinatorApi());
    enrolled = true;
  }

  /** Starts what does not run, and waits until everything answers. */
  void startServices() throws InterruptedException {
    launch(coordinator, COORDINATOR_NAME);
    nodes.forEach((organisation, node) -> launch(node, nodeName(organisation)));
    awaitReady(coordinator, COORDINATOR_NAME);
    for (Map.Entry<String, ServiceProcess> node : nodes.entrySet()) {
      awaitReady(node.getValue(), nodeName(node.getKey()));
    }
  }

  private static String nodeName(String organisation) {
    return "the node of " + organisation;
  }

  private void launch(ServiceProcess service, String name) {
    if (!service.isAlive()) {
      told.accept("Starting " + name + " …");
      service.launch(profile);
    }
  }

  private void awaitReady(ServiceProcess service, String name) throws InterruptedException {
    service.awaitReady();
    told.accept("Ready: " + name);
  }

  /** Starts one process again after it ended. */
  public void restart(ServiceProcess service) throws InterruptedException {
    service.launch(profile);
    service.awaitReady();
  }

  public Path folder() {
    return folder;
  }

  public List<String> organisations() {
    return List.copyOf(nodes.keySet());
  }

  public ServiceProcess coordinator() {
    return coordinator;
  }

  public ServiceProcess node(String organisation) {
    return nodes.get(organisation);
  }

  public LocalApi coordinatorApi() {
    return coordinator.api();
  }

  public LocalApi nodeApi(String organisation) {
    return nodes.get(organisation).api();
  }

  /** The roster in force, as the first member's running node has pinned it. */
  public RosterSnapshot roster() {
    String bytes = nodeApi(nodes.firstKey()).get("/api/v1/roster").path("inForce").asText();
    return RosterSnapshot.decode(ByteString.fromHex(bytes).toByteArray());
  }

  @Override
  public void close() {
    nodes.values().forEach(ServiceProcess::release);
    coordinator.release();
    nodes.values().forEach(ServiceProcess::close);
    coordinator.close();
  }

  /**
   * A port of loopback that is free now. It lies below those that Linux gives to outgoing
   * connections, so that none of them takes it while the service that owns it is down.
   */
  public static int freePort() {
    for (int port : PORTS.ints(PORT_TRIES, LOWEST_PORT, LOWEST_OUTGOING_PORT).toArray()) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // The next one.
        continue;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException("none of " + PORT_TRIES + " ports of loopback is free");
  }

  public static Path coordinatorFolder(Path folder) {
    return folder.resolve(COORDINATOR_FOLDER);
  }

  public static Path nodeFolder(Path folder, String organisation) {
    return folder.resolve(NODE_FOLDER + organisation);
  }

  /** The root's passphrase of the federation in {@code folder}; it protects nothing but a demo. */
  public static Path passphraseFile(Path folder) {
    return folder.resolve("root-passphrase");
  }

  private static Passphrase passphrase(Path folder) {
    try (Passphrase made = Passphrase.generate(new SecureRandom())) {
      PrivateFile.write(passphraseFile(folder), String.valueOf(made.chars()));
    }
    return Passphrase.ofFile(passphraseFile(folder));
  }

  /** Terms beyond the shipped ones, where a service reads them when it starts. */
  static void writeVocabulary(Path vocabularyFolder, String turtle) {
    if (turtle.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(vocabularyFolder);
      Files.writeString(vocabularyFolder.resolve("draft.ttl"), turtle);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path programs(Path folder, FoundingPlan plan) {
    return plan.programs().orElse(folder.resolve("postgresql-programs")).toAbsolutePath();
  }

  private static String settings(URI address, Path programs, FoundingPlan.Particulars own) {
    return "consortium: "
        + CONSORTIUM
        + "\naddress: "
        + address
        + "\nlisten: 127.0.0.1\nport: "
        + address.getPort()
        + "\napiPort: "
        + own.apiPort()
        + "\nprograms: "
        + programs
        + "\n"
        + own.lines();
  }
}
