package org.kumiki.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code ./kumiki} builds: with a Maven that only writes down that it was asked. */
class LauncherTest {
  private static final List<String> MODULES =
      List.of("certs", "ontology", "node/app", "coordinator/app", "coordinator/trial");

  @TempDir Path clone;
  private Path programs;
  private Path builds;

  @BeforeEach
  void cloneAfresh() throws IOException {
    Path root = Path.of(System.getProperty("kumiki.root"));
    Files.copy(root.resolve("kumiki"), clone.resolve("kumiki"), StandardCopyOption.COPY_ATTRIBUTES);
    builds = clone.resolve("builds");
    Files.createFile(builds);
    Files.createDirectory(clone.resolve(".mvn"));
    Files.createFile(clone.resolve("pom.xml"));
    for (String module : MODULES) {
      Files.createFile(Files.createDirectories(clone.resolve(module)).resolve("pom.xml"));
    }
    programs = Files.createDirectory(clone.resolve("programs"));
    StringBuilder maven = new StringBuilder("#!/bin/sh\necho build >>'" + builds + "'\n");
    for (String module : MODULES) {
      // As Maven does, after the launcher has noted the time.
      maven.append("mkdir -p ").append(module).append("/target/classes\n");
      maven.append("echo none.jar >").append(module).append("/target/classpath.txt\n");
    }
    Path mvn = Files.writeString(programs.resolve("mvn"), maven);
    Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void theSecondCommandInAFreshCloneBuildsNothing() throws Exception {
    run();
    run();
    assertEquals(List.of("build"), Files.readAllLines(builds));
  }

  @Test
  void whatWasEditedIsBuiltAndTestsAreNot() throws Exception {
    run();
    Path source = Files.createDirectories(clone.resolve("node/app/src/main/java"));
    Path test = Files.createDirectories(clone.resolve("node/app/src/test/java"));
    run();
    assertEquals(2, Files.readAllLines(builds).size(), "folders were added");
    FileTime later = FileTime.from(Instant.now().plusSeconds(5));
    Files.setLastModifiedTime(Files.createFile(test.resolve("ATest.java")), later);
    run();
    assertEquals(2, Files.readAllLines(builds).size(), "a test is no part of what runs");
    Files.setLastModifiedTime(Files.createFile(source.resolve("A.java")), later);
    run();
    assertEquals(3, Files.readAllLines(builds).size());
  }

  /** A command; its program is not there, which comes after the build. */
  private void run() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(clone.resolve("kumiki").toString(), "node", "--help")
            .redirectErrorStream(true)
            .redirectOutput(clone.resolve("programs/output").toFile());
    builder.environment().merge("PATH", "", (path, none) -> programs + ":" + path);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
  }
}
