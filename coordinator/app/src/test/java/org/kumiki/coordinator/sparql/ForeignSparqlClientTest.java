package org.kumiki.coordinator.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.coordinator.vocabulary.RunningCoordinator;

/**
 * A client library that others wrote, sparql-http-client of npm, talks to the endpoint. Runs with
 * {@code -Dkumiki.long=true} alone, needs node and npm and fetches the library; no part of the
 * product depends on it.
 */
class ForeignSparqlClientTest {
  private static final Path CLIENT =
      Path.of(System.getProperty("kumiki.root"), "coordinator", "app", "src", "test", "npm");

  @TempDir static Path temporary;

  @Test
  void aLibraryOfOthersAsksByEachOperationOfTheProtocolAndItsUpdatesAreRefused() throws Exception {
    if (!Boolean.getBoolean("kumiki.long")) {
      System.out.println("SKIPPED: a SPARQL client of npm; -Dkumiki.long=true is absent");
      Assumptions.abort("only with -Dkumiki.long=true");
    }
    Path folder = Files.createDirectory(temporary.resolve("client"));
    for (String file : List.of("package.json", "package-lock.json", "client.mjs")) {
      Files.copy(CLIENT.resolve(file), folder.resolve(file));
    }
    run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    try (RunningCoordinator coordinator =
        new RunningCoordinator(Files.createDirectory(temporary.resolve("coordinator")), "")) {
      String bearer =
          coordinator.request("/").build().headers().firstValue("Authorization").orElseThrow();
      String printed =
          run(
              folder,
              "node",
              "client.mjs",
              coordinator.address() + "/sparql",
              bearer.substring("Bearer ".length()));
      JsonNode said = new ObjectMapper().readTree(printed);
      for (String operation : List.of("get", "postUrlencoded", "postDirect")) {
        assertEquals(
            "[\"tensile strength@en\",\"引張強さ@ja\"]", said.path(operation).toString(), printed);
      }
      assertTrue(said.path("ask").asBoolean(), printed);
      assertTrue(said.path("constructed").asInt() > 1, printed);
      assertEquals(200, said.path("streamed").asInt(), printed);
      assertEquals(400, said.path("wrong").asInt(), printed);
      for (String operation : List.of("update postUrlencoded", "update postDirect")) {
        int status = said.path(operation).asInt();
        assertTrue(status >= 400 && status < 500, operation + " " + printed);
      }
      assertTrue(said.path("stillThere").asBoolean(), printed);
    }
  }

  /** What a program prints. */
  private static String run(Path folder, String... command)
      throws IOException, InterruptedException {
    Path printed = Files.createTempFile(temporary, "printed", ".txt");
    Path told = Files.createTempFile(temporary, "told", ".txt");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(printed.toFile())
              .redirectError(told.toFile())
              .start();
    } catch (IOException absent) {
      throw new AssertionError(
          command[0] + " is absent: install nodejs (20 or newer) and npm for the long form",
          absent);
    }
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    String problem = Files.readString(told, StandardCharsets.UTF_8);
    assertTrue(ended && process.exitValue() == 0, String.join(" ", command) + ": " + problem);
    return Files.readString(printed, StandardCharsets.UTF_8);
  }
}
