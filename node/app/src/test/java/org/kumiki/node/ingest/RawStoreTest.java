package org.kumiki.node.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawStoreTest {

  /** FIPS 180-4's example "abc". */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void bytesAreKeptUnchangedUnderTheirHash() throws IOException {
    RawStore store = new RawStore(folder.resolve("raw"));
    byte[] bytes = {0, (byte) 0xFF, '\r', '\n', (byte) 0x82, (byte) 0xA0};
    RawStore.Stored stored = store.put(new ByteArrayInputStream(bytes));
    assertEquals(bytes.length, stored.bytes());
    assertArrayEquals(bytes, Files.readAllBytes(store.path(stored.sha256())));
    assertEquals(ABC, store.put(stream("abc")).sha256());
  }

  @Test
  void theSameBytesAreStoredOnce() throws IOException {
    RawStore store = new RawStore(folder);
    assertEquals(store.put(stream("abc")), store.put(stream("abc")));
    assertEquals(List.of(folder.resolve(ABC)), files(folder));
    assertTrue(store.contains(ABC));
    assertFalse(store.contains(ABC.replace('b', 'c')));
  }

  @Test
  void anUploadThatBreaksOffLeavesNothing() throws IOException {
    RawStore store = new RawStore(folder);
    InputStream breaking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection lost");
          }
        };
    InputStream partly = new SequenceInputStream(stream("abc"), breaking);
    assertThrows(IOException.class, () -> store.put(partly));
    assertEquals(List.of(), files(folder));
  }

  @Test
  void whatAKilledUploadLeftIsRemovedAndStoredFilesStay() throws IOException {
    RawStore store = new RawStore(folder);
    store.put(stream("abc"));
    Files.writeString(folder.resolve("incoming-123.part"), "half");
    assertEquals(1, store.removeBrokenUploads());
    assertEquals(List.of(folder.resolve(ABC)), files(folder));
  }

  @Test
  void onlyTheOwnerMayReadAFile() throws IOException {
    Assumptions.assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    RawStore store = new RawStore(folder.resolve("raw"));
    store.put(stream("abc"));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(store.path(ABC))));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("raw"))));
  }

  @Test
  void aNameThatIsNoHashNeverReachesTheDisk() throws IOException {
    RawStore store = new RawStore(folder);
    for (String name : List.of("../secret", "", ABC.toUpperCase(java.util.Locale.ROOT))) {
      assertThrows(IllegalArgumentException.class, () -> store.path(name));
    }
  }
}
