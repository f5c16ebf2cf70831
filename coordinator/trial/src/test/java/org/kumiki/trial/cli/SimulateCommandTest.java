package org.kumiki.trial.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.trial.simulation.SyntheticFile;

class SimulateCommandTest {
  private static final String PREDICTIONS_HEADER =
      "row,member,actual,local,federated,pooled,federated_std,personal";

  @TempDir Path dir;
  private Path data;

  @BeforeEach
  void writeData() throws IOException {
    data = SyntheticFile.of(21, 25, 40, 20, 15, 9, 7, 5).write(dir.resolve("rows.csv"));
  }

  private CommandRun ridge(String... more) {
    return simulate("ridge", "--numeric-rest " + String.join(" ", more));
  }

  private CommandRun simulate(String model, String more) {
    return run(data, "--target strength --model " + model + " " + more);
  }

  private static CommandRun run(Path data, String options) {
    List<String> arguments =
        new ArrayList<>(List.of("--data", data.toString(), "--member-column", "company"));
    arguments.addAll(List.of(options.strip().split("\\s+")));
    return CommandRun.of(new SimulateCommand(), arguments.toArray(String[]::new));
  }

  private Path out(String name) {
    return dir.resolve(name);
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(out("r.json").toFile());
  }

  @Test
  void theTableNamesMembersAndArmsAndNothingElseIsSaidInAPipe() {
    CommandRun run = ridge();
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("federated"), run.out());
    assertTrue(run.out().contains("would refuse 3 members"), run.out());
    assertTrue(run.out().contains("Bounds come from the training rows"), run.out());
    assertEquals("", run.err());
  }

  @Test
  void whoIsLeftOutStandsInAllOutputsIfThatWasAsked() throws IOException {
    CommandRun run =
        ridge(
            "--leave-one-out --clear --report",
            out("r.json").toString(),
            "--predictions",
            out("p.csv").toString());
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("Predicted by the model of all other members"), run.out());
    JsonNode report = report();
    double mae = report.path("overall").path("left-out").path("mae").asDouble();
    assertTrue(mae >= report.path("overall").path("pooled").path("mae").asDouble() / 2);
    report.path("members").forEach(member -> assertTrue(member.has("left-out"), member::toString));
    assertEquals(PREDICTIONS_HEADER + ",left_out", Files.readAllLines(out("p.csv")).get(0));
  }

  @Test
  void theReportHasTheFieldsThatOthersScriptAgainst() throws IOException {
    assertEquals(
        0, ridge("--composition formula --set lambda=2 --report " + out("r.json")).exitCode());
    JsonNode report = report();
    assertEquals("ridge", report.get("model").textValue());
    assertEquals(2.0, report.at("/settings/lambda").doubleValue());
    assertEquals(7, report.get("members").size());
    JsonNode first = report.at("/members/0");
    assertEquals("A", first.get("name").textValue());
    assertEquals(20, first.get("trainRows").intValue());
    assertEquals(5, first.get("testRows").intValue());
    for (String arm : List.of("local", "federated", "pooled")) {
      assertTrue(first.get(arm).get("mae").doubleValue() > 0, arm);
      assertTrue(report.get("overall").get(arm).get("rmse").isNumber(), arm);
    }
    JsonNode single = report.at("/members/6");
    assertEquals(1, single.get("testRows").intValue());
    assertTrue(single.at("/federated/r2").isNull(), "one value has no variance");
    assertEquals(135, report.at("/coefficients/federated").size());
    assertEquals(0.0, report.at("/coefficients/pooled/constant").doubleValue());
    assertTrue(report.at("/rowsLeftOut").isObject());
    assertTrue(report.at("/missingValues/time").intValue() > 0);
    assertEquals(4, report.get("rounds").intValue());
    assertTrue(report.get("bytesUpPerMember").longValue() > 0);
    assertTrue(report.get("seconds").doubleValue() > 0);
    assertEquals(10, report.at("/refusedByShippedPolicy/minimumRows").intValue());
    assertEquals("[\"E\",\"F\",\"G\"]", report.at("/refusedByShippedPolicy/members").toString());
    assertTrue(report.get("bounds").textValue().contains("training rows of the file"));
  }

  @Test
  void theMeanModelNeedsNoFeatureAndHasNoCoefficients() throws IOException {
    assertEquals(0, simulate("mean", "--report " + out("r.json")).exitCode());
    assertFalse(report().has("coefficients"));
    assertEquals(3, report().get("rounds").intValue());
  }

  @Test
  void predictionsHaveARowForEveryTestRow() throws IOException {
    assertEquals(0, ridge("--predictions " + out("p.csv")).exitCode());
    List<String> lines = Files.readAllLines(out("p.csv"));
    assertEquals(PREDICTIONS_HEADER, lines.get(0));
    assertEquals(1 + 5 + 8 + 4 + 3 + 1 + 1 + 1, lines.size());
    List<String> rows = Files.readAllLines(data);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      String[] row = rows.get(1 + Integer.parseInt(cells[0])).split(",", -1);
      assertEquals(row[1], cells[1]);
      assertEquals(Double.parseDouble(row[7]), Double.parseDouble(cells[2]));
      assertTrue(Double.isFinite(Double.parseDouble(cells[3])));
      assertEquals("", cells[6]);
      assertTrue(Double.isFinite(Double.parseDouble(cells[7])));
    }
  }

  @Test
  void secureAndClearWriteTheSamePredictionsToTheLastCharacter() throws IOException {
    assertEquals(0, ridge("--composition formula --predictions " + out("s.csv")).exitCode());
    assertEquals(
        0, ridge("--composition formula --clear --predictions " + out("c.csv")).exitCode());
    assertEquals(Files.readString(out("s.csv")), Files.readString(out("c.csv")));
  }

  @Test
  void featuresAreWrittenAsTheyStandBeforeStandardisation() throws IOException {
    assertEquals(
        0,
        simulate("ridge", "--numeric temp,time --composition formula --features " + out("f.csv"))
            .exitCode());
    List<String> lines = Files.readAllLines(out("f.csv"));
    assertTrue(lines.get(0).startsWith("row,temp,time,MagpieData minimum Number,"), lines.get(0));
    assertEquals(135, lines.get(0).split(",").length);
    assertEquals(1 + 121, lines.size());
    String[] row = Files.readAllLines(data).get(1).split(",", -1);
    String[] cells = lines.get(1).split(",", -1);
    assertEquals("0", cells[0]);
    assertEquals(row[3], cells[1]);
    assertEquals(row[4].isEmpty(), cells[2].isEmpty());
  }

  @Test
  void membersAreGroupedAndNamed() throws IOException {
    assertEquals(0, ridge("--members 3 --report " + out("r.json")).exitCode());
    assertEquals(3, report().get("members").size());
    assertEquals("member-1", report().at("/members/0/name").textValue());
    assertEquals("[\"B\"]", report().at("/members/0/values").toString());
    assertEquals("[\"A\",\"E\",\"F\"]", report().at("/members/1/values").toString());
    assertEquals("[\"C\",\"D\",\"G\"]", report().at("/members/2/values").toString());
  }

  @Test
  void aTestColumnMarksTheTestRows() throws IOException {
    assertEquals(
        0,
        simulate("ridge", "--numeric temp --test-column grade=2 --report " + out("r.json"))
            .exitCode());
    long marked =
        Files.readAllLines(data).stream().filter(r -> r.split(",")[6].equals("2")).count();
    int tested = 0;
    for (JsonNode member : report().get("members")) {
      tested += member.get("testRows").intValue();
    }
    assertEquals(marked, tested);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--model forest --numeric-rest",
        "--model ridge",
        "--model ridge --numeric-rest --numeric temp",
        "--model ridge --numeric-rest --secure --clear",
        "--model ridge --numeric-rest --set alpha=1",
        "--model ridge --numeric-rest --test-column grade --seed 3",
        "--model ridge --numeric-rest --test-fraction 1.5",
        "--model ridge --numeric-rest --members many",
        "--model ridge --numeric-rest --nonsense",
        "--numeric-rest"
      })
  void wrongUsageIsTwoWithOneLine(String options) {
    CommandRun run = run(data, "--target strength " + options);
    assertEquals(2, run.exitCode(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertEquals("", run.out());
  }

  @Test
  void aLaterModelIsRefusedWithTheNamesOfThisRelease() {
    CommandRun run = simulate("forest", "--numeric-rest");
    assertTrue(run.err().contains("use mean, ridge, sparse, gp, gbdt or mlp"), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--target missing --model mean",
        "--target id --model mean",
        "--target strength --model ridge --numeric-rest --members 2",
        "--target strength --model ridge --numeric-rest --members 8",
        "--target strength --model ridge --numeric-rest --test-column grade=9",
        "--target strength --model ridge --numeric-rest --exclude temp,time,constant",
        "--target strength --model ridge --numeric-rest --report /nowhere/r.json"
      })
  void whatTheFileDoesNotAllowIsOneWithOneLine(String options) {
    CommandRun run = run(data, options);
    assertEquals(1, run.exitCode(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("; "), "a cause and a next step: " + run.err());
  }

  @Test
  void fewerThanThreeMembersAreOne() throws IOException {
    Path two = SyntheticFile.of(22, 30, 30).write(out("two.csv"));
    CommandRun run = run(two, "--target strength --model ridge --numeric-rest");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("2 members are too few"), run.err());
  }

  @Test
  void aFileThatCannotBeReadIsOne() throws IOException {
    String options = "--target strength --model mean";
    CommandRun absent = run(out("absent.csv"), options);
    assertEquals(1, absent.exitCode());
    assertTrue(absent.err().contains("check that the file exists"), absent.err());
    CommandRun ragged =
        run(Files.writeString(out("ragged.csv"), "company,strength\nA,1\nB,2,3\n"), options);
    assertEquals(1, ragged.exitCode());
    assertTrue(ragged.err().contains("Line 3 has 3 fields"), ragged.err());
    assertEquals(1, ragged.err().lines().count());
  }

  @Test
  void anOutputNeverOverwritesTheData() throws IOException {
    String before = Files.readString(data);
    assertEquals(2, ridge("--predictions " + data).exitCode());
    assertEquals(before, Files.readString(data));
  }
}
