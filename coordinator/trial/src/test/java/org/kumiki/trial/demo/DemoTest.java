package org.kumiki.trial.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.node.dataset.MappedFile;
import org.kumiki.ontology.term.Vocabulary;

class DemoTest {
  @TempDir Path folder;

  @Test
  void theDemoEndsWithEachMembersGainAndLeavesNoProcess() throws Exception {
    Result result = demo("--once", "--members", "3", "--dir", folder.toString());

    assertEquals(0, result.exitCode(), result.error());
    assertTrue(result.output().contains("published relations"), result.output());
    assertTrue(result.output().contains("Standing rule set by this demo"), result.output());
    for (String company : List.of("Aoba", "Birch Forge", "Cedar Alloys")) {
      String line = lineWith(result.output(), company);
      String[] numbers = line.substring(28).strip().split("\\s+");
      assertEquals("40", numbers[0], line);
      assertEquals(numbers[2], numbers[3], "federated equals pooled: " + line);
    }
    assertEquals(List.of(), processesOf(folder));
  }

  @Test
  void twoMembersAreRefusedInOneLineBeforeAnythingIsFounded() throws Exception {
    Result result = demo("--once", "--members", "2", "--dir", folder.resolve("two").toString());
    assertEquals(1, result.exitCode());
    assertEquals(1, result.error().lines().count(), result.error());
    assertTrue(result.error().contains("3"), result.error());
  }

  @Test
  void optionsThatNameColumnsNeedAFile() throws Exception {
    Result result = demo("--target", "x");
    assertEquals(2, result.exitCode());
    assertTrue(result.error().contains("need --data"), result.error());
  }

  @Test
  void everySampleCompanyIsReadByItsOwnMappingWithoutAFinding() throws IOException {
    for (int number = 0; number < 6; number++) {
      MemberFiles files = new SampleCompany(number).write(folder.resolve("company-" + number));
      String mapping = Files.readString(files.mapping());
      for (Path csv : List.of(files.training(), files.holdout())) {
        MappedFile file = MappedFile.open(csv, mapping, Vocabulary.shipped());
        List<double[]> rows = new ArrayList<>();
        file.forEach(row -> rows.add(row.numbers()));
        assertEquals(csv.equals(files.training()) ? 22 : 40, rows.size());
        for (double[] row : rows) {
          double kelvin = row[6];
          double seconds = row[7];
          double megapascal = row[8];
          assertTrue(kelvin > 600 && kelvin < 1000, csv + ": " + kelvin + " K");
          assertTrue(seconds >= 1800 && seconds <= 21_600, csv + ": " + seconds + " s");
          assertTrue(megapascal > 300 && megapascal < 2000, csv + ": " + megapascal + " MPa");
        }
      }
    }
  }

  private record Result(int exitCode, String output, String error) {}

  private Result demo(String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "demo", ".out");
    Path error = Files.createTempFile(folder, "demo", ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dkumiki.root=" + System.getProperty("kumiki.root"));
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Dstdout.encoding=UTF-8");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("org.kumiki.trial.cli.TrialCommand");
    command.add("demo");
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(error.toFile())
            .start();
    try {
      assertTrue(process.waitFor(6, TimeUnit.MINUTES), "the demo does not end");
    } finally {
      process.destroyForcibly();
    }
    return new Result(
        process.exitValue(),
        Files.readString(output, StandardCharsets.UTF_8),
        Files.readString(error, StandardCharsets.UTF_8));
  }

  private static String lineWith(String output, String word) {
    return output.lines().filter(line -> line.contains(word)).findFirst().orElse("");
  }

  /** Processes whose command line names the folder: services and PostgreSQL servers. */
  private static List<String> processesOf(Path folder) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(command -> command.contains(folder.toString()))
        .toList();
  }
}
