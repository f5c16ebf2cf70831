package org.kumiki.coordinator.rounds;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.kumiki.exchange.secagg.VectorBytes;
import org.kumiki.exchange.secagg.VectorRoot;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;

/**
 * Masked vectors and sums on disk, one folder a round. A file is complete or absent. Files are
 * named by member and root, so that a second upload with other bytes never replaces the first.
 *
 * <p>Thread-safe.
 */
final class VectorFiles {
  private static final int BUFFER_BYTES = VectorRoot.CHUNK_BYTES;

  private final Path folder;

  VectorFiles(Path folder) {
    this.folder = folder;
  }

  /** Where in a study a vector belongs. */
  record RoundKey(String study, long epoch, int round) {}

  /** Streams one vector to disk; empty, and nothing kept, if it has another length. */
  Optional<ByteString> store(RoundKey key, String member, InputStream vector, long bytes)
      throws IOException {
    Path round = Files.createDirectories(folderOf(key));
    Path incoming = Files.createTempFile(round, member + "-", ".part");
    try {
      VectorRoot.Chunks chunks = copy(vector, incoming, bytes);
      if (chunks.totalBytes() != bytes) {
        return Optional.empty();
      }
      move(incoming, vectorFile(key, member, chunks.root()));
      return Optional.of(chunks.root());
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  boolean has(RoundKey key, String member, ByteString root) {
    return Files.isRegularFile(vectorFile(key, member, root));
  }

  /** Adds the vectors of all members in one pass each, checks their roots and keeps the sum. */
  long[] open(RoundKey key, int length, SortedMap<String, Entry> uploads) throws IOException {
    VectorSum sum = new VectorSum(length);
    for (Map.Entry<String, Entry> upload : uploads.entrySet()) {
      ByteString signed = ((MaskedVector) upload.getValue().body()).root();
      try (InputStream vector = stream(vectorFile(key, upload.getKey(), signed))) {
        if (!sum.add(vector).equals(signed)) {
          throw new IOException("the stored vector of " + upload.getKey() + " has changed");
        }
      }
    }
    long[] total = sum.toArray();
    writeSum(key, total);
    return total;
  }

  /** The sum that {@link #open} kept. */
  long[] sum(RoundKey key) throws IOException {
    Path file = sumFile(key);
    VectorSum sum = new VectorSum((int) (Files.size(file) / Long.BYTES));
    try (InputStream in = stream(file)) {
      sum.add(in);
    }
    return sum.toArray();
  }

  Path sumFile(RoundKey key) {
    return folderOf(key).resolve("sum.bin");
  }

  Path vectorFile(RoundKey key, String member, ByteString root) {
    return folderOf(key).resolve(member + "-" + root.hex() + ".bin");
  }

  /** All chunk hashes of a stored vector. */
  static VectorRoot.Chunks chunks(Path file) throws IOException {
    VectorRoot root = new VectorRoot();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        root.update(buffer, 0, count);
      }
    }
    return root.finish();
  }

  private Path folderOf(RoundKey key) {
    return folder.resolve(key.study()).resolve(key.epoch() + "-" + key.round());
  }

  private void writeSum(RoundKey key, long[] total) throws IOException {
    Path incoming = Files.createTempFile(folderOf(key), "sum-", ".part");
    try {
      try (OutputStream out = Files.newOutputStream(incoming)) {
        byte[] bytes = new byte[BUFFER_BYTES];
        int chunk = BUFFER_BYTES / Long.BYTES;
        long[] part = new long[chunk];
        for (int start = 0; start < total.length; start += chunk) {
          int length = Math.min(chunk, total.length - start);
          System.arraycopy(total, start, part, 0, length);
          VectorBytes.write(part, length, bytes);
          out.write(bytes, 0, length * Long.BYTES);
        }
      }
      force(incoming);
      move(incoming, sumFile(key));
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  private static VectorRoot.Chunks copy(InputStream in, Path file, long atMost)
      throws IOException {
    VectorRoot root = new VectorRoot();
    byte[] buffer = new byte[BUFFER_BYTES];
    long total = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int count = in.read(buffer); count >= 0 && total <= atMost; count = in.read(buffer)) {
        out.write(buffer, 0, count);
        root.update(buffer, 0, count);
        total += count;
      }
    }
    force(file);
    return root.finish();
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static InputStream stream(Path file) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
  }
}
