package org.kumiki.platform.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kumiki.platform.cli.CommandFailure;

/**
 * Proof that this process alone uses a data folder; the operating system takes it back when the
 * process ends, however it ends. Safe for use by many threads.
 */
public final class FolderLock implements AutoCloseable {
  private static final String FILE = "lock";

  /**
   * Folders held by this JVM. POSIX drops a process's lock when any of its descriptors of the file
   * is closed, so a second attempt within one JVM must be refused before it opens the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final DataFolder folder;
  private final FileChannel channel;

  private FolderLock(DataFolder folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static FolderLock take(DataFolder folder) {
    if (!HELD.add(folder.path())) {
      throw heldBy(folder, Long.toString(ProcessHandle.current().pid()));
    }
    FolderLock lock = null;
    try {
      lock = open(folder);
      return lock;
    } catch (IOException e) {
      throw CommandFailure.refused(
          "cannot lock the data folder " + folder.path(), "check the disk and its file system", e);
    } finally {
      if (lock == null) {
        HELD.remove(folder.path());
      }
    }
  }

  /** The process that took the folder last, if it lives; it may have given it back. */
  public static Optional<ProcessHandle> lastHolder(Path folder) {
    try {
      return ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve(FILE)).strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The folder that is held. */
  public DataFolder folder() {
    return folder;
  }

  /** Gives the folder back. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw CommandFailure.refused(
          "cannot unlock the data folder " + folder.path(), "check the disk", e);
    } finally {
      HELD.remove(folder.path());
    }
  }

  private static FolderLock open(DataFolder folder) throws IOException {
    Path file = folder.resolve(FILE);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    FileLock lock = null;
    try {
      lock = channel.tryLock();
      if (lock == null) {
        throw heldBy(folder, Files.readString(file).strip());
      }
      channel.truncate(0);
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      channel.write(ByteBuffer.wrap(pid), 0);
      return new FolderLock(folder, channel);
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  private static CommandFailure heldBy(DataFolder folder, String pid) {
    return CommandFailure.tryLater(
        "another process (pid " + pid + ") uses the folder " + folder.path(),
        "stop it or wait until it has ended");
  }
}
