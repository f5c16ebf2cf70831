package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.trial.federation.ServiceProcess.Program;

/** Somebody has copied a node's folder and runs it somewhere else. */
class StolenCopyTest {
  @Test
  void aStolenCopyIsNoticedAndNamedAndARestartIsNot(@TempDir Path folder) throws Exception {
    try (Trial trial = Trial.start(folder.resolve("trial"), "alpha", "beta", "gamma")) {
      ServiceProcess gamma = trial.federation().node("gamma");
      gamma.kill();
      trial.federation().restart(gamma);
      gamma.kill();
      // Its PostgreSQL ends a little later; a folder that is being left is no copy to start from.
      Path postmaster = trial.nodeFolder("gamma").resolve("postgresql/postmaster.pid");
      Await.until("gamma's PostgreSQL has ended", () -> !Files.exists(postmaster));
      Path copied = folder.resolve("stolen");
      copy(trial.nodeFolder("gamma"), copied);
      trial.federation().restart(gamma);
      Await.until("gamma is connected", () -> trouble(trial).isEmpty());
      assertFalse(member(trial).hasNonNull("copiedAt"), "a restart is no copy");

      try (ServiceProcess thief =
          new ServiceProcess(Program.NODE, copied, folder.resolve("stolen.log"))) {
        thief.launch(JvmProfile.SMALL);
        thief.awaitReady();
        Await.until("the copy is noticed", () -> member(trial).hasNonNull("copiedAt"));
        Await.until("the member is told", () -> trouble(trial).contains("two copies of this node"));
        String status = Cli.coordinator("status", "--dir", trial.coordinatorFolder()).done();
        assertTrue(status.contains("TWO COPIES of its node"), status);
      }
      Cli.coordinator("member", "reset", "gamma", "--dir", trial.coordinatorFolder()).done();
      Await.until("gamma goes on", () -> trouble(trial).isEmpty());
    }
  }

  private static JsonNode member(Trial trial) {
    for (JsonNode member : trial.coordinator().get("/api/v1/members")) {
      if (member.path("organisation").asText().equals("gamma")) {
        return member;
      }
    }
    throw new AssertionError("gamma is no member");
  }

  private static String trouble(Trial trial) {
    return trial.node("gamma").get("/api/v1/status").path("connectionTrouble").asText();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        if (Files.isRegularFile(path) || Files.isDirectory(path)) {
          Files.copy(
              path,
              to.resolve(from.relativize(path).toString()),
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
