package org.kumiki.coordinator.rounds;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kumiki.exchange.secagg.VectorRoot;
import org.kumiki.exchange.secagg.VectorSample;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;

/**
 * One masked vector on disk, with the hashes of its chunks in a file beside it, so that a node that
 * asks for a few chunks costs no pass over the vector. The hashes may be missing or broken after a
 * crash; then they are made again.
 */
record StoredVector(Path file) implements VectorSample.Vector {
  long bytes() throws IOException {
    return Files.size(file);
  }

  @Override
  public VectorRoot.Chunks chunks() throws IOException {
    long bytes = bytes();
    byte[] kept = keptHashes();
    if (kept.length != VectorRoot.chunkCount(bytes) * Sha256.SIZE_BYTES) {
      return hashAgain();
    }
    List<ByteString> hashes = new ArrayList<>();
    for (int at = 0; at < kept.length; at += Sha256.SIZE_BYTES) {
      hashes.add(ByteString.of(Arrays.copyOfRange(kept, at, at + Sha256.SIZE_BYTES)));
    }
    VectorRoot.Chunks chunks = new VectorRoot.Chunks(bytes, hashes);
    // The file is named by its root: hashes that a crash has cut or mixed up do not have it.
    boolean right = file.getFileName().toString().endsWith(chunks.root().hex() + ".bin");
    return right ? chunks : hashAgain();
  }

  @Override
  public byte[] chunk(int index) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[VectorRoot.chunkLength(access.length(), index)];
      access.seek((long) index * VectorRoot.CHUNK_BYTES);
      access.readFully(bytes);
      return bytes;
    }
  }

  void keepHashes(VectorRoot.Chunks chunks) throws IOException {
    byte[] all = new byte[chunks.hashes().size() * Sha256.SIZE_BYTES];
    int at = 0;
    for (ByteString hash : chunks.hashes()) {
      System.arraycopy(hash.toByteArray(), 0, all, at, Sha256.SIZE_BYTES);
      at += Sha256.SIZE_BYTES;
    }
    Files.write(hashFile(), all);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(hashFile());
  }

  private VectorRoot.Chunks hashAgain() throws IOException {
    VectorRoot root = new VectorRoot();
    byte[] buffer = new byte[VectorRoot.CHUNK_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        root.update(buffer, 0, count);
      }
    }
    VectorRoot.Chunks chunks = root.finish();
    keepHashes(chunks);
    return chunks;
  }

  private byte[] keptHashes() throws IOException {
    try {
      return Files.readAllBytes(hashFile());
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  private Path hashFile() {
    return file.resolveSibling(file.getFileName() + ".hashes");
  }
}
