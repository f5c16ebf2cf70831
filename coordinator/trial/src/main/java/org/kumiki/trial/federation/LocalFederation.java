package org.kumiki.trial.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.coordinator.authority.Founding;
import org.kumiki.coordinator.authority.Passphrase;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.node.identity.Joining;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.NodeSettings;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.trial.federation.ServiceProcess.Program;

/**
 * A consortium on this machine: one coordinator and its member nodes, each a process with its own
 * PostgreSQL, over mutual TLS on loopback. Founded once in a folder, started as often as wanted.
 * Closing it ends every process; so does the end of this process, however it comes.
 */
public final class LocalFederation implements AutoCloseable {
  private final Path folder;
  private final ServiceProcess coordinator;
  private final SortedMap<String, ServiceProcess> nodes = new TreeMap<>();
  private JvmProfile profile = JvmProfile.SMALL;

  /** A member to found: identifier and name for people. */
  public record Member(String organisation, String displayName) {}

  private LocalFederation(Path folder, Collection<String> organisations) {
    this.folder = folder;
    this.coordinator =
        new ServiceProcess(
            Program.COORDINATOR, coordinatorFolder(folder), folder.resolve("coordinator.log"));
    for (String organisation : organisations) {
      nodes.put(
          organisation,
          new ServiceProcess(
              Program.NODE,
              nodeFolder(folder, organisation),
              folder.resolve("node-" + organisation + ".log")));
    }
  }

  /** True if a federation was founded here completely. */
  public static boolean exists(Path folder) {
    return Files.exists(folder.resolve("founded"));
  }

  /** A federation that was founded before. */
  public static LocalFederation reuse(Path folder) {
    try {
      return new LocalFederation(folder, Files.readAllLines(folder.resolve("founded")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes keys, certificates and the roster: what operator and members would do by hand.
   *
   * @param vocabulary Turtle with terms beyond the shipped ones; may be empty
   */
  public static LocalFederation found(Path folder, List<Member> members, String vocabulary) {
    return found(folder, members, vocabulary, URI.create("https://127.0.0.1:" + freePort()));
  }

  /** As {@link #found(Path, List, String)}, with nodes that connect to another address. */
  public static LocalFederation found(
      Path folder, List<Member> members, String vocabulary, URI address) {
    try {
      Files.createDirectories(folder);
      SecureRandom random = new SecureRandom();
      Path programs = folder.resolve("postgresql-programs").toAbsolutePath();
      CoordinatorFolder coordinator = CoordinatorFolder.open(coordinatorFolder(folder));
      Founding founding = new Founding(coordinator, Clock.systemUTC(), random);
      founding.init("demo", address, coordinatorSettings(address, programs), passphrase(folder));
      if (!vocabulary.isEmpty()) {
        Files.createDirectories(coordinator.vocabularyFolder());
        Files.writeString(coordinator.vocabularyFolder().resolve("draft.ttl"), vocabulary);
      }
      List<Joining> joining = new ArrayList<>();
      for (Member member : members) {
        NodeFolder node = NodeFolder.open(nodeFolder(folder, member.organisation()));
        Joining steps = new Joining(node, Clock.systemUTC(), random);
        steps.request(
            new NodeSettings(member.organisation(), "node-1", 0, null, programs, null),
            member.displayName(),
            nodeSettings(member, programs));
        founding.admit(node.requestFile());
        joining.add(steps);
      }
      founding.freeze();
      joining.forEach(steps -> steps.pin(coordinator.consortiumFile()));
      List<String> names = members.stream().map(Member::organisation).toList();
      Files.write(folder.resolve("founded"), names);
      return new LocalFederation(folder, names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #start()}, with other services than small ones; restarts keep to it. */
  public void start(JvmProfile services) throws InterruptedException {
    profile = services;
    start();
  }

  /** Starts all processes and waits until each answers. */
  public void start() throws InterruptedException {
    coordinator.launch(profile);
    nodes.values().forEach(node -> node.launch(profile));
    coordinator.awaitReady();
    for (ServiceProcess node : nodes.values()) {
      node.awaitReady();
    }
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

  @Override
  public void close() {
    nodes.values().forEach(ServiceProcess::release);
    coordinator.release();
    nodes.values().forEach(ServiceProcess::close);
    coordinator.close();
  }

  /** A port of loopback that is free now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path coordinatorFolder(Path folder) {
    return folder.resolve("coordinator");
  }

  public static Path nodeFolder(Path folder, String organisation) {
    return folder.resolve("node-" + organisation);
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

  private static String coordinatorSettings(URI address, Path programs) {
    return "consortium: demo\naddress: "
        + address
        + "\nlisten: 127.0.0.1\nport: "
        + address.getPort()
        + "\napiPort: 0\nprograms: "
        + programs
        + "\n";
  }

  private static String nodeSettings(Member member, Path programs) {
    return "organisation: "
        + member.organisation()
        + "\nnode: node-1\napiPort: 0\nprograms: "
        + programs
        + "\n";
  }
}
