package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.trial.federation.ServiceProcess.Program;

/**
 * {@code src/test/walk/two-networks.sh}: a member behind a proxy that asks for a password and knows
 * port 443 alone, from its first command to the end of its first study. Long: the whole rehearsal
 * of the samples.
 */
class TwoNetworksTest {
  private static final boolean LONG = Boolean.getBoolean("kumiki.long");
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** What a member is promised. */
  private static final int MOST_COMMANDS = 5;

  /** The script's word for a machine that allows no network namespaces. */
  private static final int IMPOSSIBLE = 77;

  @Test
  void aMemberBehindAProxyTakesPartInAStudyAfterTheFiveCommandsOfTheReadme(@TempDir Path folder)
      throws Exception {
    Path walk = Files.createDirectory(folder.resolve("walk"));
    Path output = folder.resolve("output");
    int code = run(folder, walk, output);
    String text = Files.readString(output);
    System.out.println(text);
    if (code == IMPOSSIBLE) {
      System.out.println("SKIPPED: TwoNetworksTest; network namespaces are absent");
      assertTrue(System.getenv("CI") == null, "CI must be able to make network namespaces");
      Assumptions.abort("no network namespaces");
    }
    assertEquals(0, code, () -> text + logs(walk));
    List<String> promised = promised();
    assertTrue(promised.size() <= MOST_COMMANDS, promised::toString);
    List<String> typed =
        text.lines()
            .filter(line -> line.startsWith("member "))
            .map(l -> l.split(" s  ")[1])
            .toList();
    assertEquals(promised, typed, text);
    assertTrue(text.contains("walk done: " + typed.size() + " commands of the member"), text);
    assertTrue(text.lines().noneMatch(line -> line.startsWith("red ")), text);
    assertTrue(text.contains("it opens a tunnel to coordinator.kumiki.test:443"), text);
  }

  /** The member's commands as the README lists them, without options and arguments. */
  private static List<String> promised() throws IOException {
    String readme = Files.readString(Path.of(System.getProperty("kumiki.root"), "README.md"));
    String[] parts = readme.split("five commands from the invitation")[1].split("```");
    return parts[1]
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.replace("./kumiki ", "").replaceFirst(" +--dir.*", ""))
        .toList();
  }

  private static int run(Path folder, Path walk, Path output) throws Exception {
    Path script =
        Path.of(
            System.getProperty("kumiki.root"), "coordinator/trial/src/test/walk/two-networks.sh");
    List<String> command = new ArrayList<>(List.of(script.toString(), walk.toString()));
    if (LONG) {
      command.addAll(List.of("20", "100000"));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    JvmProfile small = JvmProfile.SMALL;
    builder.environment().put("KUMIKI_NODE", launcher(folder, "node", Program.NODE.command(small)));
    builder
        .environment()
        .put(
            "KUMIKI_COORDINATOR",
            launcher(folder, "coordinator", Program.COORDINATOR.command(small)));
    builder.environment().put("KUMIKI_PROXY", launcher(folder, "proxy", proxy()));
    builder.environment().put("PROGRAMS", Trial.programs().toString());
    Process process = builder.start();
    try {
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        fail("the walk does not end:\n" + Files.readString(output) + logs(walk));
      }
      return process.exitValue();
    } finally {
      // SIGTERM: the script takes its networks and services along.
      process.destroy();
    }
  }

  private static List<String> proxy() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-cp",
        System.getProperty("java.class.path"),
        ConnectProxy.class.getName());
  }

  /** A command line as one executable, so that the script starts it as a person would. */
  private static String launcher(Path folder, String name, List<String> command)
      throws IOException {
    String quoted =
        command.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\nexec " + quoted + " \"$@\"\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file.toString();
  }

  private static String logs(Path walk) {
    StringBuilder all = new StringBuilder();
    for (String name : List.of("coordinator.log", "acme.log", "birch.log", "proxy.log")) {
      try {
        all.append("\n--- ").append(name).append('\n').append(Files.readString(walk.resolve(name)));
      } catch (IOException e) {
        all.append("\n--- no ").append(name);
      }
    }
    return all.toString();
  }
}
