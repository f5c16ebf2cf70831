package org.kumiki.platform.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.kumiki.platform.cli.CommandFailure;

/**
 * The folder that holds everything of one service: belongs to the user who runs it, and nobody else
 * may look inside (mode 0700). Immutable.
 */
public final class DataFolder {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;

  private DataFolder(Path path) {
    this.path = path;
  }

  /**
   * Creates the folder if it is absent, and checks owner and mode if it is there. An empty folder
   * is closed to others; one with content is refused instead, because others may have read it.
   *
   * @throws CommandFailure if it cannot be used
   */
  public static DataFolder open(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      if (!Files.exists(absolute)) {
        if (absolute.getParent() != null) {
          Files.createDirectories(absolute.getParent());
        }
        Files.createDirectory(absolute, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      }
      Path real = absolute.toRealPath();
      check(real);
      return new DataFolder(real);
    } catch (IOException | UnsupportedOperationException e) {
      throw CommandFailure.refused(
          "cannot use the data folder " + absolute,
          "check that this user may create it, on a file system with POSIX permissions",
          e);
    }
  }

  /** Its real, absolute path. */
  public Path path() {
    return path;
  }

  /** A file or folder inside. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /**
   * Takes the folder for this process until the lock is closed or the process ends.
   *
   * @throws CommandFailure with exit code 75 if another process has it
   */
  public FolderLock lock() {
    return FolderLock.take(this);
  }

  private static void check(Path real) throws IOException {
    if (!Files.isDirectory(real)) {
      throw CommandFailure.refused(real + " is not a folder", "choose another data folder");
    }
    int owner = (Integer) Files.getAttribute(real, "unix:uid");
    if (owner != CurrentUser.uid()) {
      throw CommandFailure.refused(
          "the data folder " + real + " belongs to another user (uid " + owner + ")",
          "run Kumiki as that user, or choose another folder");
    }
    if (Files.getPosixFilePermissions(real).equals(OWNER_ONLY)) {
      return;
    }
    if (!isEmpty(real)) {
      throw CommandFailure.refused(
          "others than its owner may use the data folder " + real,
          "run 'chmod 700 " + real + "' and consider who may have read it");
    }
    Files.setPosixFilePermissions(real, OWNER_ONLY);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
      return !content.iterator().hasNext();
    }
  }
}
