package org.kumiki.platform.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user as whom this process runs, by number: names can be shared or missing. */
public final class CurrentUser {
  private CurrentUser() {}

  /** The effective user identifier (Linux: the owner of {@code /proc/self}). */
  public static int uid() {
    try {
      return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException("Kumiki needs Linux with /proc", e);
    }
  }

  /** Whether this process runs as root. */
  public static boolean isRoot() {
    return uid() == 0;
  }
}
