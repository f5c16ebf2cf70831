package org.kumiki.coordinator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine;

class CoordinatorCommandTest {
  @TempDir Path temporary;

  private CommandFailure failure;

  @ParameterizedTest
  @CsvSource({
    "Steel, https://coordinator.example:8443, a-z",
    "steel-, https://coordinator.example:8443, not at an end",
    "'', https://coordinator.example:8443, 1 to 40",
    "steel, http://coordinator.example:8443, https://host:port",
    "steel, https:coordinator, https://host:port",
    "steel, https://coordinator.example:70000, https://host:port",
    "steel, https://coordinator.example:0, https://host:port",
    "steel, https://coordinator.example:8443/path, https://host:port",
    "steel, https://someone@coordinator.example, https://host:port",
  })
  void aNameThatCannotStandIsRefusedBeforeAnythingIsWritten(
      String consortium, String address, String cause) {
    Path folder = temporary.resolve("coordinator");
    assertEquals(
        ExitCode.FAILED,
        run("init", "--dir", folder.toString(), "--consortium", consortium, "--address", address));
    assertTrue(failure.line().contains(cause), failure.line());
    assertFalse(Files.exists(folder));
  }

  @Test
  void aFoundedFolderHoldsWholeFilesOnly() throws IOException {
    Path folder = temporary.resolve("coordinator");
    assertEquals(
        ExitCode.DONE,
        run(
            "init",
            "--dir",
            folder.toString(),
            "--consortium",
            "steel",
            "--address",
            "https://coordinator.example"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          Set.of("authority.pem", "ca", "kumiki.yml", "signing.key", "tls.key.pem", "tls.pem"),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "../members", "%00", "a b"})
  void whatIsNoHashNeverBecomesPartOfAPath(String hash) {
    CommandFailure refusal = assertThrows(CommandFailure.class, () -> StudyHash.require(hash));
    assertEquals(ExitCode.FAILED, refusal.exitCode());
  }

  @Test
  void aHashMayBeTypedInUpperCase() {
    assertEquals("ab".repeat(32), StudyHash.require("AB".repeat(32)));
  }

  private int run(String... arguments) {
    return new CommandLine(new CoordinatorCommandTest.Root())
        .addSubcommand(new CoordinatorCommand.Init())
        .setExecutionExceptionHandler(
            (thrown, line, parsed) -> {
              failure = assertFailure(thrown);
              return failure.exitCode();
            })
        .execute(List.of(arguments).toArray(new String[0]));
  }

  private static CommandFailure assertFailure(Exception thrown) {
    return assertThrows(
        CommandFailure.class,
        () -> {
          throw thrown;
        });
  }

  @CommandLine.Command(name = "coordinator")
  static final class Root {}
}
