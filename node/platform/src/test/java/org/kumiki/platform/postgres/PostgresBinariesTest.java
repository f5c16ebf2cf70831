package org.kumiki.platform.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.ChildJvm;

class PostgresBinariesTest {
  @TempDir Path temp;

  @Test
  void severalProcessesAndThreadsMayUnpackAtOnce() throws Exception {
    Path cache = temp.resolve("cache");
    List<Process> others =
        List.of(
            ChildJvm.of(UnpackOnce.class, cache).start(),
            ChildJvm.of(UnpackOnce.class, cache).start());
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Path> unpack = () -> PostgresBinaries.unpack(cache);
      Set<Path> homes =
          threads.invokeAll(List.of(unpack, unpack)).stream()
              .map(PostgresBinariesTest::result)
              .collect(Collectors.toSet());
      for (Process other : others) {
        assertTrue(other.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, other.exitValue());
      }
      assertEquals(1, homes.size());
      assertTrue(Files.isExecutable(homes.iterator().next().resolve("bin/postgres")));
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void whatAKilledProcessLeftIsClearedAway() throws Exception {
    Path cache = temp.resolve("cache");
    Path left = Files.createDirectories(cache.resolve(".unpacking-1/bin"));
    Files.writeString(left.resolve("postgres"), "half");
    PostgresBinaries.unpack(cache);

    assertFalse(Files.exists(left));
    try (Stream<Path> content = Files.list(cache)) {
      assertEquals(2, content.count(), "the programs and the lock");
    }
  }

  private static Path result(Future<Path> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** {@code CACHE}: unpacks and ends. */
  public static final class UnpackOnce {
    private UnpackOnce() {}

    public static void main(String[] arguments) {
      PostgresBinaries.unpack(Path.of(arguments[0]));
    }
  }
}
