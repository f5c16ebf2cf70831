package org.kumiki.node.participation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.kumiki.exchange.disclosure.Release;
import org.kumiki.exchange.secagg.MaskingClient;
import org.kumiki.exchange.secagg.RoundMask;
import org.kumiki.exchange.secagg.VectorRoot;

/**
 * Masked vectors on disk, written once before their first byte is sent, so that a lost connection
 * resends those very bytes. Only masked bytes ever reach it.
 */
final class Spool {
  private final Path folder;

  Spool(Path folder) {
    this.folder = folder;
  }

  /** A spooled vector and the hashes of its chunks. */
  record Spooled(String name, VectorRoot.Chunks chunks) {}

  Spooled write(String name, Release release, RoundMask mask) throws IOException {
    Files.createDirectories(folder);
    Path incoming = folder.resolve(name + ".part");
    Path file = folder.resolve(name);
    VectorRoot.Chunks chunks;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(incoming))) {
      chunks = MaskingClient.mask(release, mask, out);
    }
    try (FileChannel channel = FileChannel.open(incoming, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
    // The name must reach the disk too, or a power cut forgets a vector whose root is committed.
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
    return new Spooled(name, chunks);
  }

  /** Where a vector lies. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Removes a vector that the coordinator has taken or refused. */
  void remove(String name) throws IOException {
    Files.deleteIfExists(file(name));
  }

  /** Removes what a process that was killed left behind. */
  void keepOnly(Set<String> names) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!names.contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }
}
