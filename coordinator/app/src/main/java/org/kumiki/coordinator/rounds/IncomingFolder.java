package org.kumiki.coordinator.rounds;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/**
 * Where one process writes files that are not complete yet. It holds the folder's lock for as long
 * as it lives, so that the others can tell its uploads from those of a process that was killed.
 * Thread-safe.
 */
final class IncomingFolder implements AutoCloseable {
  private static final String NAME = "incoming";

  private final FolderLock lock;

  private IncomingFolder(FolderLock lock) {
    this.lock = lock;
  }

  /**
   * Makes this process's folder and removes those of processes that have ended. Processes that
   * share the vectors must take turns with this, or one could remove what another is about to lock.
   *
   * @param process this process, among all that share the vectors
   */
  static IncomingFolder claim(Path vectors, String process) throws IOException {
    DataFolder all = DataFolder.open(Files.createDirectories(vectors).resolve(NAME));
    try (DirectoryStream<Path> others = Files.newDirectoryStream(all.path())) {
      for (Path other : others) {
        removeIfLeft(other);
      }
    }
    return new IncomingFolder(DataFolder.open(all.resolve(process)).lock());
  }

  Path newFile() throws IOException {
    return Files.createTempFile(lock.folder().path(), "", ".part");
  }

  @Override
  public void close() {
    lock.close();
  }

  private static void removeIfLeft(Path folder) throws IOException {
    try (FolderLock left = DataFolder.open(folder).lock()) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(left.folder().path())) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    } catch (CommandFailure e) {
      if (e.exitCode() != ExitCode.TRY_LATER) {
        throw e;
      }
      // Its process is alive.
    }
  }
}
