package org.kumiki.platform.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.process.ChildProcess;

/**
 * A real PostgreSQL whose files live in the data folder and whose process lives no longer than this
 * JVM.
 *
 * <p>Guarantees: it listens on 127.0.0.1 alone and answers only who knows the random password; its
 * log holds no statement and no value; after this JVM was killed it is gone within 10 s, and a
 * later start finds all that was committed. Does not guarantee anything against root or the same
 * user. Safe for use by many threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  /** A free port can be taken by somebody else between asking and binding. */
  private static final int PORT_ATTEMPTS = 5;

  private static final Duration POLL = Duration.ofMillis(50);
  private static final long MAX_LOG_BYTES = 1024 * 1024;

  private final Cluster cluster;
  private final int port;
  private final long pid;
  private final ChildProcess supervisor;

  private EmbeddedPostgres(Cluster cluster, int port, long pid, ChildProcess supervisor) {
    this.cluster = cluster;
    this.port = port;
    this.pid = pid;
    this.supervisor = supervisor;
  }

  /**
   * Starts the server and waits until it accepts connections; makes the cluster the first time.
   *
   * @param lock the data folder, held by this process for as long as the server runs
   * @param binaryCache where the programs are unpacked; may be shared by many data folders
   * @throws CommandFailure if it cannot be started here
   */
  public static EmbeddedPostgres start(FolderLock lock, Path binaryCache) {
    DataFolder folder = lock.folder();
    Unprivileged unprivileged = Unprivileged.find();
    Path home = PostgresBinaries.unpack(binaryCache);
    Cluster cluster = Cluster.openOrCreate(folder, home, unprivileged);
    new PostmasterFile(cluster.directory()).awaitNobody();
    Path log = folder.resolve("postgresql.log");
    keepLogSmall(log);
    for (int attempt = 1; ; attempt++) {
      long logStart = size(log);
      Optional<EmbeddedPostgres> started = tryPort(unprivileged, home, cluster, freePort(), log);
      if (started.isPresent()) {
        return started.get();
      }
      String complaint = tail(log, logStart);
      if (!complaint.contains("could not create any TCP/IP sockets") || attempt >= PORT_ATTEMPTS) {
        throw CommandFailure.refused(
            "PostgreSQL did not start: " + lastFatal(complaint), "read " + log);
      }
    }
  }

  /** Empty if the server ended instead of becoming ready. */
  private static Optional<EmbeddedPostgres> tryPort(
      Unprivileged unprivileged, Path home, Cluster cluster, int port, Path log) {
    ChildProcess supervisor = startSupervisor(unprivileged, home, cluster, port, log);
    boolean ready = false;
    try {
      long pid = readPid(supervisor);
      ready = awaitReady(supervisor, new PostmasterFile(cluster.directory()), pid);
      return ready
          ? Optional.of(new EmbeddedPostgres(cluster, port, pid, supervisor))
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.tryLater("interrupted while PostgreSQL was starting", "start again");
    } finally {
      if (!ready) {
        supervisor.close();
      }
    }
  }

  /** The address for a JDBC driver, without credentials. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.DATABASE;
  }

  /** The role to connect as: owner of its database, not a superuser. */
  public String user() {
    return Cluster.ROLE;
  }

  /** Its password; a secret. */
  public String password() {
    return cluster.password();
  }

  /** The postmaster's process identifier. */
  public long pid() {
    return pid;
  }

  /** Completes when the server has ended, whether asked to or not. */
  public CompletableFuture<Integer> onExit() {
    return supervisor.onExit();
  }

  /** Stops the server in order: what was committed is on disk. */
  @Override
  public void close() {
    supervisor.close();
  }

  private static ChildProcess startSupervisor(
      Unprivileged unprivileged, Path home, Cluster cluster, int port, Path log) {
    List<String> postgres = new ArrayList<>();
    postgres.add(home.resolve("bin/postgres").toString());
    postgres.add("-D");
    postgres.add(cluster.directory().toString());
    postgres.addAll(ServerOptions.arguments(port));
    List<String> command = new ArrayList<>();
    // A session of its own: Ctrl-C in a terminal reaches the JVM, which then stops us in order.
    command.addAll(List.of("setsid", "sh", "-c", script(), "supervise", log.toString()));
    command.addAll(unprivileged.command(postgres));
    try {
      return ChildProcess.start(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    } catch (UncheckedIOException e) {
      throw CommandFailure.refused(
          "PostgreSQL's supervisor cannot be started", "install setsid (util-linux) and sh", e);
    }
  }

  private static String script() {
    try (InputStream script = EmbeddedPostgres.class.getResourceAsStream("supervise.sh")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("supervise.sh belongs to this jar", e);
    }
  }

  private static long readPid(ChildProcess supervisor) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(supervisor.output(), StandardCharsets.US_ASCII))) {
      return Long.parseLong(reader.readLine().strip());
    } catch (IOException | RuntimeException e) {
      throw CommandFailure.refused(
          "PostgreSQL's supervisor ended at once", "check that the data folder is writable", e);
    }
  }

  /** Recovery after a crash may take long; it ends by readiness or by the end of the process. */
  private static boolean awaitReady(ChildProcess supervisor, PostmasterFile postmaster, long pid)
      throws InterruptedException {
    while (!supervisor.awaitExit(POLL)) {
      if (postmaster.saysReady(pid)) {
        return true;
      }
    }
    return false;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw CommandFailure.refused("there is no free port on 127.0.0.1", "close programs", e);
    }
  }

  private static void keepLogSmall(Path log) {
    try {
      if (size(log) > MAX_LOG_BYTES) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw CommandFailure.refused("cannot turn over " + log, "check its permissions", e);
    }
  }

  private static long size(Path log) {
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + log, "check its permissions", e);
    }
  }

  private static String tail(Path log, long from) {
    try (InputStream stream = Files.newInputStream(log)) {
      stream.skipNBytes(from);
      return new String(stream.readNBytes((int) MAX_LOG_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static String lastFatal(String complaint) {
    return complaint
        .lines()
        .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
        .reduce("it gave no reason", (first, last) -> last);
  }
}
