package org.kumiki.coordinator.rounds;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.kumiki.exchange.round.CoordinatorRound.Course;
import org.kumiki.exchange.secagg.VectorBytes;
import org.kumiki.exchange.secagg.VectorRoot;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Sha256;

/**
 * Masked vectors and sums on disk, one folder a round. A file is complete or absent. Files are
 * named by member and root, so that what was signed is never overwritten by other bytes.
 *
 * <p>Thread-safe, but {@link #keep} of one member and round at a time only.
 */
final class VectorFiles {
  private static final int BUFFER_BYTES = VectorRoot.CHUNK_BYTES;

  private final Path folder;
  private final IncomingFolder incoming;

  /** Rounds whose folders' names are on disk, so that a vector forces one folder and not three. */
  private final Set<Path> named = ConcurrentHashMap.newKeySet();

  /**
   * @param folder where the rounds are; coordinators beside each other share it
   * @param incoming this process's own, on the same file system
   */
  VectorFiles(Path folder, IncomingFolder incoming) {
    this.folder = folder;
    this.incoming = incoming;
  }

  /** Where in a study a vector belongs. */
  record RoundKey(String study, long epoch, int round) {}

  /**
   * A vector on disk that belongs to no round yet; gone when closed, unless it was kept.
   *
   * @param chunks its hashes; longer than was asked for if it is too long
   */
  record Incoming(Path file, VectorRoot.Chunks chunks) implements AutoCloseable {
    ByteString root() {
      return chunks.root();
    }

    long bytes() {
      return chunks.totalBytes();
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  /** Streams one vector to disk, not much further than it may be long. */
  Incoming receive(InputStream vector, long atMost) throws IOException {
    Path part = incoming.newFile();
    boolean received = false;
    try {
      VectorRoot.Chunks chunks = copy(vector, part, atMost);
      received = true;
      return new Incoming(part, chunks);
    } finally {
      if (!received) {
        Files.deleteIfExists(part);
      }
    }
  }

  /** Makes it the member's only vector of the round. */
  void keep(RoundKey key, String member, Incoming vector) throws IOException {
    Path kept = vectorFile(key, member, vector.root());
    Files.createDirectories(kept.getParent());
    StoredVector stored = new StoredVector(kept);
    stored.keepHashes(vector.chunks());
    move(vector.file(), kept);
    for (Path file : vectorsOf(key, member)) {
      if (!file.equals(kept)) {
        new StoredVector(file).delete();
      }
    }
  }

  /** Whether anything of a study is here. */
  boolean has(String study) {
    return Files.isDirectory(folder.resolve(study));
  }

  /** Deletes all that is here of a study. */
  void delete(String study) throws IOException {
    for (Path round : rounds(study)) {
      deleteFolder(round);
    }
    deleteFolder(folder.resolve(study));
  }

  /**
   * Deletes what nobody needs any more once a study has come this far: rounds before the last
   * published one, which every member had checked when it signed its next vector, and vectors of
   * epochs in which the next round was begun and abandoned.
   */
  void deleteBefore(String study, Course course) throws IOException {
    for (Path round : rounds(study)) {
      String[] name = round.getFileName().toString().split("-");
      long epoch = Long.parseLong(name[0]);
      int number = Integer.parseInt(name[1]);
      boolean abandoned = number == course.round() + 1 && epoch < course.epoch();
      if (number < course.round() || abandoned) {
        deleteFolder(round);
      }
    }
  }

  private List<Path> rounds(String study) throws IOException {
    Path of = folder.resolve(study);
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> rounds = Files.list(of)) {
      return rounds.toList();
    }
  }

  /** Another process may be deleting the same. */
  private void deleteFolder(Path gone) throws IOException {
    named.remove(gone);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(gone)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      return;
    }
    Files.deleteIfExists(gone);
  }

  boolean has(RoundKey key, String member, ByteString root) {
    return Files.isRegularFile(vectorFile(key, member, root));
  }

  /**
   * Adds the vectors of all members in one pass each and keeps the sum. Their roots were checked
   * when they came; should a disk have changed one since, every node finds it in R2.
   *
   * @param goOn asked before each vector; empty is returned as soon as it says no
   */
  Optional<long[]> open(
      RoundKey key, VectorSum sum, SortedMap<String, Entry> uploads, BooleanSupplier goOn)
      throws IOException {
    for (Map.Entry<String, Entry> upload : uploads.entrySet()) {
      if (!goOn.getAsBoolean()) {
        return Optional.empty();
      }
      ByteString signed = ((MaskedVector) upload.getValue().body()).root();
      try (InputStream vector = Files.newInputStream(vectorFile(key, upload.getKey(), signed))) {
        sum.addChecked(vector);
      }
    }
    long[] total = sum.toArray();
    writeSum(key, VectorBytes.of(total, sum.ring()));
    return Optional.of(total);
  }

  Path sumFile(RoundKey key) {
    return folderOf(key).resolve("sum.bin");
  }

  Path vectorFile(RoundKey key, String member, ByteString root) {
    return folderOf(key).resolve(member + "-" + root.hex() + ".bin");
  }

  /** The vectors of an opened round, one a member; nothing if there is no such round. */
  Optional<List<StoredVector>> published(RoundKey key, List<String> cohort) throws IOException {
    if (!Files.isRegularFile(sumFile(key))) {
      return Optional.empty();
    }
    List<StoredVector> vectors = new ArrayList<>();
    for (String member : cohort) {
      List<Path> files = vectorsOf(key, member);
      if (files.size() != 1) {
        return Optional.empty();
      }
      vectors.add(new StoredVector(files.get(0)));
    }
    return Optional.of(vectors);
  }

  private List<Path> vectorsOf(RoundKey key, String member) throws IOException {
    List<Path> own = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folderOf(key), member + "-*.bin")) {
      for (Path file : files) {
        // Another member's name may begin with this one's and a hyphen: its files are longer.
        if (file.getFileName().toString().length() == nameLength(member)) {
          own.add(file);
        }
      }
    }
    return own;
  }

  private Path folderOf(RoundKey key) {
    return folder.resolve(key.study()).resolve(key.epoch() + "-" + key.round());
  }

  private void writeSum(RoundKey key, byte[] total) throws IOException {
    Path part = incoming.newFile();
    try {
      Files.write(part, total);
      force(part);
      move(part, sumFile(key));
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static VectorRoot.Chunks copy(InputStream in, Path file, long atMost) throws IOException {
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

  /** The names up to the room's own folder reach the disk too, or a power cut forgets the file. */
  private void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path round = to.getParent();
    forceNames(round);
    if (!named.contains(round)) {
      for (Path up = round.getParent(); up.startsWith(folder); up = up.getParent()) {
        forceNames(up);
      }
      named.add(round);
    }
  }

  private static void forceNames(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static int nameLength(String member) {
    return member.length() + "-".length() + 2 * Sha256.SIZE_BYTES + ".bin".length();
  }
}
