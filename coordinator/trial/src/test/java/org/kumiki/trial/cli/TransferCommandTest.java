package org.kumiki.trial.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Computed values of many, measured values of few. */
class TransferCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  @Test
  void fewMeasuredRowsLearnFromManyComputedOnes() throws IOException {
    JsonNode figures = json(made("--models", "ridge,mlp", "--rows", "15,40", "--draws", "5"));
    assertEquals(400, figures.path("sourceRows").asInt());
    assertEquals(3, figures.path("features").asInt());
    assertEquals("mlp", figures.path("sources").get(1).path("name").asText());
    for (JsonNode size : figures.path("sizes")) {
      List<String> names = new ArrayList<>();
      size.path("ways").forEach(way -> names.add(way.path("name").asText()));
      assertEquals(
          List.of(
              "direct",
              "ridge, warm start",
              "mlp, warm start",
              "mlp, frozen features",
              "chosen by evidence"),
          names);
      int chosen = 0;
      for (JsonNode way : size.path("ways")) {
        chosen += way.path("chosen").asInt();
        assertEquals(5, way.path("errors").size());
        assertTrue(way.path("lowerQuartile").asDouble() <= way.path("median").asDouble());
        assertTrue(way.path("median").asDouble() <= way.path("upperQuartile").asDouble());
      }
      assertEquals(5, chosen, "each draw chooses once");
    }
    JsonNode few = figures.path("sizes").get(0).path("ways");
    assertTrue(
        few.get(4).path("median").asDouble() < few.get(0).path("median").asDouble(), few::toString);
  }

  @Test
  void theSameFilesGiveTheSameErrors() throws IOException {
    String[] options = {"--models", "ridge", "--rows", "20", "--draws", "2"};
    assertEquals(json(made(options)).path("sizes"), json(made(options)).path("sizes"));
  }

  @Test
  void aTableWithoutEnoughRowsIsRefusedAndWrongUsageIsTold() throws IOException {
    assertEquals(1, made("--models", "ridge", "--rows", "195", "--draws", "1").exitCode());
    assertEquals(2, made("--models", "forest").exitCode());
    assertEquals(2, made("--rows", "30,20").exitCode());
    assertEquals(2, made("--rows", "5").exitCode());
  }

  @Test
  void computedBandGapsHelpWhereThirtyWereMeasured() throws IOException {
    JsonNode figures =
        json(
            CommandRun.of(
                new TransferCommand(),
                "--source",
                shared("dft_band_gap_mp.csv"),
                "--source-target",
                "dft_band_gap_ev",
                "--member-column",
                "formula",
                "--data",
                shared("band_gap_expt.csv"),
                "--target",
                "band_gap_ev",
                "--composition",
                "formula",
                "--source-rows",
                "2000",
                "--models",
                "ridge",
                "--rows",
                "30",
                "--draws",
                "3",
                "--json"));
    JsonNode ways = figures.path("sizes").get(0).path("ways");
    assertTrue(
        ways.get(2).path("median").asDouble() < ways.get(0).path("median").asDouble(),
        ways::toString);
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertEquals(0, run.exitCode(), run.err());
    return JSON.readTree(run.out());
  }

  private CommandRun made(String... options) throws IOException {
    Path source = dir.resolve("computed.csv");
    Path data = dir.resolve("measured.csv");
    Files.writeString(source, rows(1, 400, 1));
    Files.writeString(data, rows(2, 200, 3));
    List<String> all =
        new ArrayList<>(
            List.of(
                "--source",
                source.toString(),
                "--source-target",
                "value",
                "--member-column",
                "company",
                "--members",
                "4",
                "--data",
                data.toString(),
                "--target",
                "value",
                "--numeric",
                "x,y,z",
                "--json"));
    all.addAll(List.of(options));
    return CommandRun.of(new TransferCommand(), all.toArray(new String[0]));
  }

  private static String rows(long seed, int count, double factor) {
    Random random = new Random(seed);
    StringBuilder rows = new StringBuilder("company,x,y,z,value\n");
    for (int i = 0; i < count; i++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      double z = random.nextGaussian();
      double law = 3 * Math.sin(1.5 * x) + y * z + 2 * y;
      double value = factor * law + 0.1 * random.nextGaussian();
      rows.append(String.format(Locale.ROOT, "c%d,%.5f,%.5f,%.5f,%.5f%n", i % 4, x, y, z, value));
    }
    return rows.toString();
  }

  private static String shared(String name) {
    Path file = Path.of(System.getProperty("kumiki.root")).resolve("../shared/data").resolve(name);
    if (!Files.isRegularFile(file)) {
      System.out.println("SKIPPED: " + name + " absent");
      Assumptions.abort(name + " absent");
    }
    return file.normalize().toString();
  }
}
