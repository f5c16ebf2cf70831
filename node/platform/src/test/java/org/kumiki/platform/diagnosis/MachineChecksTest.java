package org.kumiki.platform.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {
  @TempDir Path temp;

  @Test
  void anOldJavaIsRed() {
    CheckResult.Failure old =
        (CheckResult.Failure) MachineChecks.java(Runtime.Version.parse("11.0.2"));
    assertTrue(old.cause().contains("11.0.2 is too old"), old::cause);
    assertTrue(old.fix().contains("17 or newer"), old::fix);
    assertTrue(MachineChecks.java(Runtime.Version.parse("21")) instanceof CheckResult.Good);
  }

  @Test
  void randomNumbersThatComeAtOnceAreGreen() throws IOException {
    Path enough = Files.write(temp.resolve("random"), new byte[64]);
    Duration limit = Duration.ofSeconds(30);
    assertTrue(MachineChecks.entropy(enough, limit) instanceof CheckResult.Good);
    Path absent = temp.resolve("absent");
    assertTrue(MachineChecks.entropy(absent, limit) instanceof CheckResult.NotTried);
  }

  @Test
  void randomNumbersThatLetKeysWaitAreYellow() throws Exception {
    Path dry = temp.resolve("random");
    assertEquals(0, new ProcessBuilder("mkfifo", dry.toString()).start().waitFor());
    CheckResult waiting = MachineChecks.entropy(dry, Duration.ofMillis(50));
    assertTrue(waiting instanceof CheckResult.Warning, waiting::toString);
    // Lets the reader go.
    Files.write(dry, new byte[64]);
  }

  @Test
  void aTimeServiceLeavesATrace() throws IOException {
    Path trace = temp.resolve("chronyd.pid");
    assertTrue(MachineChecks.timeService(List.of(trace)) instanceof CheckResult.Warning);
    Files.createFile(trace);
    assertTrue(MachineChecks.timeService(List.of(trace)) instanceof CheckResult.Good);
  }

  @Test
  void aReportIsOneLineACheckWithCauseAndFix() {
    Diagnosis diagnosis =
        new Diagnosis(
            List.of(
                new CheckResult.Good("disk", "10 GiB free"),
                new CheckResult.Warning("service", "it does not run", "start it"),
                new CheckResult.Failure("proxy", "it answers\r\n403", "ask"),
                new CheckResult.NotTried("tls", "there is no way")));
    assertEquals(
        List.of(
            "green   disk          10 GiB free",
            "yellow  service       it does not run; start it",
            "red     proxy         it answers 403; ask",
            "-       tls           not tried: there is no way"),
        diagnosis.lines(Diagnosis.Paint.NONE));
    assertEquals("red", diagnosis.json().path("checks").get(2).path("state").asText());
    assertEquals(1, diagnosis.exitCode());
  }
}
