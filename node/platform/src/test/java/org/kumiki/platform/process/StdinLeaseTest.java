package org.kumiki.platform.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.ChildJvm;
import org.kumiki.platform.cli.ExitCode;

class StdinLeaseTest {
  @TempDir Path temp;

  private static String firstLine(ChildProcess child) throws IOException {
    return new BufferedReader(new InputStreamReader(child.output(), StandardCharsets.UTF_8))
        .readLine();
  }

  @Test
  void theEndOfTheStreamEndsTheLease() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    StdinLease.watch(new ByteArrayInputStream(new byte[1000]), ended::countDown);

    assertTrue(ended.await(5, TimeUnit.SECONDS));
  }

  @Test
  void aBrokenStreamEndsTheLease() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken pipe");
          }
        };
    StdinLease.watch(broken, ended::countDown);

    assertTrue(ended.await(5, TimeUnit.SECONDS));
  }

  @Test
  void closingAChildRunsItsShutdownHooks() throws Exception {
    Path mark = temp.resolve("mark");
    ChildProcess child = ChildProcess.start(ChildJvm.of(LeaseHolder.class, "orderly", mark));
    assertEquals("leased", firstLine(child));
    assertTrue(child.isAlive());
    child.close();

    assertEquals(ExitCode.INTERRUPTED, child.onExit().get(1, TimeUnit.SECONDS));
    assertTrue(Files.exists(mark));
  }

  @Test
  void aChildWhoseShutdownHangsIsHalted() throws Exception {
    ChildProcess child =
        ChildProcess.start(ChildJvm.of(LeaseHolder.class, "stuck", temp.resolve("mark")));
    assertEquals("leased", firstLine(child));
    child.release();

    assertEquals(ExitCode.INTERRUPTED, child.onExit().get(8, TimeUnit.SECONDS));
  }

  @Test
  void killingTheLauncherEndsItsChildren() throws Exception {
    Path mark = temp.resolve("mark");
    Process launcher = ChildJvm.of(LeaseHolder.class, "launcher", mark).start();
    String pid =
        new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    ProcessHandle child = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    launcher.destroyForcibly().waitFor();

    child.onExit().get(10, TimeUnit.SECONDS);
    assertFalse(child.isAlive());
    assertTrue(Files.exists(mark), "it ended in order");
  }
}
