package org.kumiki.coordinator.rounds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.coordinator.rounds.VectorFiles.RoundKey;
import org.kumiki.exchange.round.CoordinatorRound.Course;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.learning.computation.Ring;

class VectorFilesTest {
  private static final RoundKey KEY = new RoundKey("a".repeat(64), 1, 2);

  @TempDir Path folder;
  private IncomingFolder incoming;

  @AfterEach
  void endProcess() {
    if (incoming != null) {
      incoming.close();
    }
  }

  private VectorFiles files() throws IOException {
    incoming = IncomingFolder.claim(folder, "process");
    return new VectorFiles(folder, incoming);
  }

  @Test
  void aMemberHasOneVectorARound() throws IOException {
    VectorFiles files = files();
    ByteString first = store(files, "acme", 1);
    ByteString neighbour = store(files, "acme-b", 2);
    ByteString second = store(files, "acme", 3);
    assertFalse(files.has(KEY, "acme", first));
    assertTrue(files.has(KEY, "acme", second));
    assertTrue(files.has(KEY, "acme-b", neighbour));
  }

  @Test
  void theSameVectorAgainStays() throws IOException {
    VectorFiles files = files();
    ByteString root = store(files, "acme", 1);
    assertEquals(root, store(files, "acme", 1));
    assertTrue(files.has(KEY, "acme", root));
  }

  @Test
  void aVectorThatIsTooLongIsNotReadToItsEnd() throws IOException {
    VectorFiles files = files();
    try (VectorFiles.Incoming incoming =
        files.receive(new ByteArrayInputStream(new byte[10 << 20]), 8)) {
      assertTrue(incoming.bytes() > 8 && incoming.bytes() < 1 << 20, incoming.toString());
    }
    assertEquals(List.of(), all());
  }

  @Test
  void uploadsOfAProcessThatEndedAreGoneAfterAStartAndThoseOfAnotherStay() throws IOException {
    IncomingFolder killed = IncomingFolder.claim(folder, "killed");
    VectorFiles files = new VectorFiles(folder, killed);
    ByteString kept = store(files, "acme", 1);
    // Not closed, as if the process had been killed.
    files.receive(new ByteArrayInputStream(new byte[8]), 8);
    killed.close();
    IncomingFolder alive = IncomingFolder.claim(folder, "alive");
    Path running =
        new VectorFiles(folder, alive).receive(new ByteArrayInputStream(new byte[8]), 8).file();
    IncomingFolder last = IncomingFolder.claim(folder, "last");
    assertTrue(Files.exists(running));
    assertEquals(
        List.of(files.vectorFile(KEY, "acme", kept), running).stream().sorted().toList(), all());
    alive.close();
    last.close();
  }

  @Test
  void earlierRoundsAndAbandonedEpochsGoTheRestStays() throws IOException {
    VectorFiles files = files();
    String study = KEY.study();
    for (RoundKey key :
        List.of(
            new RoundKey(study, 1, 1),
            new RoundKey(study, 1, 2),
            new RoundKey(study, 1, 3),
            new RoundKey(study, 2, 3))) {
      store(files, key, "acme", 1);
    }
    files.deleteBefore(study, new Course(new Progress.Flags(), 2, 2));
    assertEquals(
        List.of("1-2", "2-3"),
        all().stream().map(file -> file.getParent().getFileName().toString()).toList());
    files.deleteBefore("c".repeat(64), new Course(new Progress.Flags(), 2, 2));
  }

  @Test
  void aDeletedStudyLeavesNothing() throws IOException {
    VectorFiles files = files();
    store(files, "acme", 1);
    RoundKey other = new RoundKey("b".repeat(64), 1, 1);
    ByteString kept = store(files, other, "acme", 1);
    files.delete(KEY.study());
    assertFalse(files.has(KEY.study()));
    assertEquals(List.of(files.vectorFile(other, "acme", kept)), all());
  }

  @Test
  void anOpenedRoundHasOneVectorAMemberWithTheHashesOfItsChunks() throws IOException {
    VectorFiles files = files();
    store(files, "acme", 7);
    ByteString second = store(files, "acme", 1);
    ByteString neighbour = store(files, "acme-b", 2);
    List<String> cohort = List.of("acme", "acme-b");
    assertEquals(Optional.empty(), files.published(KEY, cohort), "it is not opened yet");
    TreeMap<String, Entry> uploads =
        new TreeMap<>(
            Map.of("acme", signed("acme", second), "acme-b", signed("acme-b", neighbour)));
    assertEquals(
        Optional.empty(),
        files.open(KEY, new VectorSum(1, Ring.Z64), uploads, () -> false),
        "whoever lost the lease stops");
    long[] sum = files.open(KEY, new VectorSum(1, Ring.Z64), uploads, () -> true).orElseThrow();
    assertArrayEquals(new long[] {3}, sum);
    assertArrayEquals(new byte[] {3, 0, 0, 0, 0, 0, 0, 0}, Files.readAllBytes(files.sumFile(KEY)));
    List<StoredVector> vectors = files.published(KEY, cohort).orElseThrow();
    assertEquals(second, vectors.get(0).chunks().root());
    assertEquals(neighbour, vectors.get(1).chunks().root());
    assertArrayEquals(new byte[] {1, 0, 0, 0, 0, 0, 0, 0}, vectors.get(0).chunk(0));
    assertEquals(Optional.empty(), files.published(KEY, List.of("acme", "birch")));
  }

  @Test
  void hashesThatACrashHasCutOrMixedUpAreMadeAgain() throws IOException {
    VectorFiles files = files();
    ByteString root = store(files, "acme", 1);
    StoredVector vector = new StoredVector(files.vectorFile(KEY, "acme", root));
    Path hashes = Path.of(vector.file() + ".hashes");
    byte[] right = Files.readAllBytes(hashes);
    for (byte[] broken : List.of(new byte[0], new byte[31], new byte[32], new byte[64])) {
      Files.write(hashes, broken);
      assertEquals(root, vector.chunks().root());
      assertArrayEquals(right, Files.readAllBytes(hashes));
    }
    Files.delete(hashes);
    assertEquals(root, vector.chunks().root());
  }

  @Test
  void aReplacedVectorTakesItsHashesWithIt() throws IOException {
    VectorFiles files = files();
    StoredVector first = new StoredVector(files.vectorFile(KEY, "acme", store(files, "acme", 1)));
    store(files, "acme", 3);
    assertFalse(Files.exists(first.file()));
    assertFalse(Files.exists(Path.of(first.file() + ".hashes")));
  }

  private static Entry signed(String member, ByteString root) {
    ByteString context = ByteString.of(new byte[32]);
    ByteString signature = ByteString.of(new byte[64]);
    LedgerHead head = new LedgerHead(0, context, signature);
    return new Entry(member, new MaskedVector(1, context, root, 1, head), signature);
  }

  private static ByteString store(VectorFiles files, String member, int fill) throws IOException {
    return store(files, KEY, member, fill);
  }

  private static ByteString store(VectorFiles files, RoundKey key, String member, int fill)
      throws IOException {
    byte[] vector = {(byte) fill, 0, 0, 0, 0, 0, 0, 0};
    try (VectorFiles.Incoming incoming =
        files.receive(new ByteArrayInputStream(vector), vector.length)) {
      assertEquals(vector.length, incoming.bytes());
      files.keep(key, member, incoming);
      return incoming.root();
    }
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".hashes"))
          .filter(file -> !file.endsWith("lock"))
          .sorted()
          .toList();
    }
  }
}
