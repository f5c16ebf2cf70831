package org.kumiki.trial.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A new folder that is gone with all it holds when closed, unless it shall be kept. On the disk of
 * its parent and not in the system's temporary folder, which may lie in memory: files that are
 * forced to disk are part of what is measured.
 */
public record ScratchFolder(Path path, boolean kept) implements AutoCloseable {
  public static ScratchFolder create(Path parent, boolean kept) throws IOException {
    Files.createDirectories(parent);
    return new ScratchFolder(Files.createTempDirectory(parent.toAbsolutePath(), "bench-"), kept);
  }

  @Override
  public void close() {
    if (kept) {
      return;
    }
    try (Stream<Path> tree = Files.walk(path)) {
      List<Path> all = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Deleted already: a signal and the end of the run may meet.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
