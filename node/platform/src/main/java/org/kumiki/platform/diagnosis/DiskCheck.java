package org.kumiki.platform.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.Warning;

/** Whether a folder can be written to and has room. */
public final class DiskCheck {
  /** PostgreSQL's write-ahead log alone may take this much; then it stops. */
  private static final long TOO_LITTLE_BYTES = 256L << 20;

  /** A few masked vectors of a large study. */
  private static final long LITTLE_BYTES = 2L << 30;

  private DiskCheck() {}

  /** How many bytes this user can still write to the disk of a folder. */
  @FunctionalInterface
  public interface FreeSpace {
    long bytes(Path folder) throws IOException;

    /** As the operating system says. */
    static FreeSpace ofSystem() {
      return folder -> Files.getFileStore(folder).getUsableSpace();
    }
  }

  /** Writes a small file into the folder and removes it. */
  public static CheckResult of(String check, Path folder, FreeSpace space) {
    try {
      // Before the trial: where the disk is full, that is the cause, and not the permissions.
      long free = space.bytes(folder);
      if (free < TOO_LITTLE_BYTES) {
        return new Failure(
            check,
            "only " + size(free) + " are free on the disk of " + folder,
            "make room: below " + size(TOO_LITTLE_BYTES) + " PostgreSQL stops");
      }
      Files.delete(Files.createTempFile(folder, ".doctor-", ""));
      return free < LITTLE_BYTES
          ? new Warning(
              check, size(free) + " are free on the disk of " + folder, "make room in time")
          : new Good(check, folder + " can be written to, " + size(free) + " free");
    } catch (IOException e) {
      return new Failure(
          check,
          "nothing can be written to " + folder,
          "check that its disk is mounted writable and that the folder belongs to this user");
    }
  }

  private static String size(long bytes) {
    return bytes < 1L << 30 ? (bytes >> 20) + " MiB" : (bytes >> 30) + " GiB";
  }
}
