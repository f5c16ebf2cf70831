package org.kumiki.exchange.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kumiki.exchange.ledger.CheckpointNote;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.round.CoordinatorRound.Course;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.MessageCodec;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.learning.computation.CanonicalForm;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.State;

/**
 * What each protocol version wrote, one folder a version ({@code src/test/resources/golden/vN}): a
 * node's or coordinator's database may hold any of it, so today's code must read all of it. A
 * folder is frozen by its {@code SHA256SUMS}; a new version gets a new folder.
 *
 * <p>A file is named {@code KIND.NAME.hex}. Where a version can no longer be written, only reading
 * is asked for.
 */
class GoldenBytesTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  /** How each kind of document is read, and written again, in a protocol version. */
  private record Kind<T>(
      BiFunction<byte[], Integer, T> decode, BiFunction<T, Integer, byte[]> encode) {
    /** Of a document that says its version itself, or has none. */
    static <T> Kind<T> of(Function<byte[], T> decode, Function<T, byte[]> encode) {
      return new Kind<>((bytes, version) -> decode.apply(bytes), (t, version) -> encode.apply(t));
    }

    Object read(byte[] bytes, int version) {
      return decode.apply(bytes, version);
    }

    byte[] again(byte[] bytes, int version) {
      return encode.apply(decode.apply(bytes, version), version);
    }
  }

  private static final Map<String, Kind<?>> KINDS =
      new TreeMap<>(
          Map.of(
              "message", new Kind<>(MessageCodec::decode, MessageCodec::encode),
              "signed-message", Kind.of(SignedMessage::decode, SignedMessage::encode),
              "roster", Kind.of(RosterSnapshot::decode, RosterSnapshot::encode),
              "signed-roster", Kind.of(SignedRoster::decode, SignedRoster::encode),
              "succession", Kind.of(RosterSuccession::decode, RosterSuccession::encode),
              "study", Kind.of(Study::decode, Study::encode),
              "course", Kind.of(Course::decode, Course::encode),
              "computation",
                  Kind.of(CanonicalForm::decodeComputation, c -> CanonicalForm.encode(c)),
              "state", Kind.of(CanonicalForm::decodeStage, s -> CanonicalForm.encode(s)),
              "result", Kind.of(CanonicalForm::decodeStage, s -> CanonicalForm.encode(s))));

  @TestFactory
  Stream<DynamicTest> whatEachVersionWroteIsStillRead() {
    return versions()
        .boxed()
        .flatMap(version -> files(version, ".hex").stream())
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getParent().getFileName() + "/" + file.getFileName(), () -> check(file)));
  }

  @Test
  void thisVersionHasBytesOfEveryKindOfMessageAndDocument() {
    Set<Object> seen = new HashSet<>();
    Set<String> kinds = new HashSet<>();
    for (Path file : files(ProtocolVersion.CURRENT, ".hex")) {
      kinds.add(kind(file));
      seen.add(KINDS.get(kind(file)).read(bytes(file), ProtocolVersion.CURRENT).getClass());
    }
    assertEquals(KINDS.keySet(), kinds);
    for (Class<?> root : List.of(Message.class, Computation.class, State.class, Result.class)) {
      for (Class<?> variant : variants(root)) {
        assertTrue(seen.contains(variant), () -> "no golden bytes of " + variant.getSimpleName());
      }
    }
  }

  /** The records under a sealed root, some of which stand under a sealed interface of their own. */
  private static List<Class<?>> variants(Class<?> root) {
    return root.isSealed()
        ? Stream.of(root.getPermittedSubclasses())
            .flatMap(variant -> variants(variant).stream())
            .toList()
        : List.of(root);
  }

  @Test
  void aCheckpointNoteOfEachVersionIsStillReadAndWritten() throws IOException {
    for (int version : versions().toArray()) {
      for (Path file : files(version, ".note.txt")) {
        String note = Files.readString(file, StandardCharsets.UTF_8);
        assertEquals(note, CheckpointNote.parse(note).format());
      }
      assertEquals(1, files(version, ".note.txt").size());
    }
  }

  @Test
  void aVersionsFolderIsComplete() throws Exception {
    for (int version : versions().toArray()) {
      Map<String, String> sums = new TreeMap<>();
      for (String line : Files.readAllLines(folder(version).resolve("SHA256SUMS"))) {
        sums.put(line.substring(66), line.substring(0, 64));
      }
      Map<String, String> found = new TreeMap<>();
      for (Path file : files(version, "")) {
        if (!file.endsWith("SHA256SUMS")) {
          byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
          found.put(file.getFileName().toString(), HexFormat.of().formatHex(sum));
        }
      }
      assertEquals(sums, found, "what a version wrote does not change any more");
    }
  }

  private static void check(Path file) {
    Kind<?> kind = KINDS.get(kind(file));
    int version = version(file);
    if (ProtocolVersion.isSpoken(version)) {
      assertArrayEquals(bytes(file), kind.again(bytes(file), version));
    } else {
      kind.read(bytes(file), version);
    }
  }

  /** All that were ever released, so that a raised version cannot leave its folder out. */
  private static IntStream versions() {
    return IntStream.rangeClosed(1, ProtocolVersion.CURRENT);
  }

  private static Path folder(int version) {
    return GOLDEN.resolve("v" + version);
  }

  private static List<Path> files(int version, String suffix) {
    try (Stream<Path> files = Files.list(folder(version))) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError("there are no golden bytes of version " + version, e);
    }
  }

  private static int version(Path file) {
    return Integer.parseInt(file.getParent().getFileName().toString().substring(1));
  }

  private static String kind(Path file) {
    return file.getFileName().toString().split("\\.", 2)[0];
  }

  private static byte[] bytes(Path file) {
    try {
      return HexFormat.of().parseHex(Files.readString(file).replaceAll("\\s", ""));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
