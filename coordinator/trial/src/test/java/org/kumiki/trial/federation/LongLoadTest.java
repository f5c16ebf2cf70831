package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.trial.federation.TestRows.Row;

/** A file that is larger than the node's memory. Runs with {@code -Dkumiki.long=true} alone. */
class LongLoadTest {
  private static final int HEAP_MEGABYTES = 1024;
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Twice the heap; a smaller one can be asked for, to try the test itself. */
  private static final long FILE_MEGABYTES = Long.getLong("kumiki.longLoadMegabytes", 2048);

  /** A lab's table has a dozen columns that nobody maps. */
  private static final String UNMAPPED = ",annealed,furnace 3,operator 12".repeat(4);

  private static final String MAPPING =
      """
      columns:
        id: {term: kt:sampleIdentifier}
        HV: {term: kt:vickersHardness}
        T: {term: kt:testTemperature, unit: degC}
        TS: {term: kt:tensileStrength, unit: kgf/mm2}
      """;

  @Test
  void aFileOfTwiceTheHeapLoads(@TempDir Path folder) throws Exception {
    if (!Boolean.getBoolean("kumiki.long")) {
      System.out.println("SKIPPED: LongLoadTest loads two gigabytes; -Dkumiki.long=true is absent");
      Assumptions.abort("only with -Dkumiki.long=true");
    }
    Path csv = folder.resolve("long.csv");
    long rows = write(csv);
    try (Trial trial = Trial.enrol(folder.resolve("trial"), "alpha", "beta", "gamma")) {
      ServiceProcess node = trial.federation().node("alpha");
      node.launch(JvmProfile.small(HEAP_MEGABYTES));
      node.awaitReady();
      Path mapping = trial.file(".yml", MAPPING.getBytes(StandardCharsets.UTF_8));
      long start = System.nanoTime();
      String done =
          Cli.node(LONGEST, "load", "--dir", node.folder(), csv, "--mapping", mapping, "--commit")
              .done();
      System.out.printf(
          "LongLoadTest: %d MB, %d rows in %d s with a heap of %d MB%n",
          Files.size(csv) >> 20,
          rows,
          Duration.ofNanos(System.nanoTime() - start).toSeconds(),
          HEAP_MEGABYTES);
      assertTrue(done.contains("with " + rows + " rows."), done);
      assertTrue(node.isAlive());
      assertEquals(1, trial.versions("alpha"));
    }
  }

  private static long write(Path csv) throws IOException {
    List<Row> rows = TestRows.of(61, 1000);
    long written = 0;
    long bytes = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(csv), 1 << 20)) {
      out.write(header());
      while (bytes < FILE_MEGABYTES << 20) {
        Row row = rows.get((int) (written % rows.size()));
        String line =
            "S-"
                + written
                + ","
                + row.hardness()
                + ","
                + (row.temperature() - 273.15)
                + ","
                + row.strength() / 9.80665
                + UNMAPPED
                + "\n";
        byte[] encoded = line.getBytes(StandardCharsets.UTF_8);
        out.write(encoded);
        bytes += encoded.length;
        written++;
      }
    }
    return written;
  }

  private static byte[] header() {
    StringBuilder header = new StringBuilder("id,HV,T,TS");
    for (int i = 0; i < UNMAPPED.chars().filter(c -> c == ',').count(); i++) {
      header.append(",note ").append(i + 1);
    }
    return header.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }
}
