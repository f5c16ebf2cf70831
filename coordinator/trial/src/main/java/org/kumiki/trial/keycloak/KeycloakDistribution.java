package org.kumiki.trial.keycloak;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.process.ChildProcess;
import org.kumiki.platform.process.StdinLease;

/**
 * Keycloak's distribution as the build fetched it, unpacked once into a folder that is named after
 * its version, and there made ready ({@code kc.sh build}) once. Many processes may want it at the
 * same time. Keycloak's own start script is not used: it needs more than a JDK.
 */
final class KeycloakDistribution {
  private static final String READY = "kumiki-ready";

  /** As its start script sets them, with the small compiler and collector. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx512m",
          "-XX:MaxMetaspaceSize=256m",
          "-Dfile.encoding=UTF-8",
          "-Duser.language=en",
          "-Duser.country=US",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
          "-Dpicocli.disable.closures=true",
          "-Dquarkus-log-max-startup-records=10000",
          "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
              + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED");

  private final Path home;

  private KeycloakDistribution(Path home) {
    this.home = home;
  }

  /** The distribution, made ready if it is not yet; that takes half a minute. */
  static KeycloakDistribution ready() {
    Path root = Path.of(System.getProperty("kumiki.root"));
    Path archive = archive(root);
    String name = archive.getFileName().toString().replace(".tar.gz", "");
    Path cache = root.resolve(".kumiki").resolve("programs");
    Path home = cache.resolve(name);
    try {
      Files.createDirectories(cache);
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!Files.exists(home.resolve(READY))) {
          deleteTree(home);
          Path fresh = cache.resolve(name + ".unpacked");
          deleteTree(fresh);
          unpack(archive, fresh);
          Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
          build(home, cache.resolve(name + ".log"));
          Files.createFile(home.resolve(READY));
        }
        assert lock.isValid();
      }
      return new KeycloakDistribution(home);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot unpack Keycloak into " + cache, "check the disk", e);
    }
  }

  /** Folders that a running instance shares with all others, and does not write to. */
  List<Path> sharedFolders() {
    return List.of(
        home.resolve("lib"),
        home.resolve("conf"),
        home.resolve("providers"),
        home.resolve("themes"));
  }

  /** The command line of a Keycloak whose own files are in {@code instance}. */
  List<String> command(Path instance, List<String> arguments) {
    return command(home, instance, arguments);
  }

  private static List<String> command(Path home, Path instance, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.add("-Dkc.home.dir=" + instance);
    command.add("-Djboss.server.config.dir=" + instance.resolve("conf"));
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            home.resolve("lib/quarkus-run.jar").toString(),
            place(LeasedKeycloak.class),
            place(StdinLease.class)));
    command.add(LeasedKeycloak.class.getName());
    command.addAll(arguments);
    return command;
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path is made of files", e);
    }
  }

  private static Path archive(Path root) {
    Path named = root.resolve("coordinator/trial/target/keycloak.txt");
    try {
      return Path.of(Files.readString(named).strip());
    } catch (IOException e) {
      throw CommandFailure.refused(
          "the build is incomplete: it has not fetched Keycloak",
          "run './kumiki' again, or 'mvn package'",
          e);
    }
  }

  private static void build(Path home, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(home, home, List.of("build", "--db=dev-file")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    try (ChildProcess process = ChildProcess.start(builder)) {
      if (process.onExit().join() != 0) {
        throw CommandFailure.refused("Keycloak cannot be made ready", "read " + log);
      }
    }
  }

  private static void unpack(Path archive, Path target) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 20);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, target);
      }
    }
  }

  private static void write(InputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path name = Path.of(entry.getName()).normalize();
    if (name.getNameCount() < 2) {
      return;
    }
    // The archive's own top folder carries its version, as our target does.
    Path path = target.resolve(name.subpath(1, name.getNameCount())).normalize();
    if (name.startsWith("..") || !path.startsWith(target)) {
      throw new IOException("an entry leaves the archive");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
    } else if (entry.isFile()) {
      Files.createDirectories(path.getParent());
      Files.copy(tar, path);
    }
  }

  static void deleteTree(Path top) {
    if (!Files.exists(top)) {
      return;
    }
    try (var tree = Files.walk(top)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
