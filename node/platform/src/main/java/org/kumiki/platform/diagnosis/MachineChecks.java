package org.kumiki.platform.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.NotTried;
import org.kumiki.platform.diagnosis.CheckResult.Warning;

/** The machine itself: Java, its random numbers, and who sets its clock. */
public final class MachineChecks {
  /** The source that waits until it is seeded (random(4)). */
  public static final Path LINUX_RANDOM = Path.of("/dev/random");

  /** What time services leave while they work: timesyncd, chrony, ntpd. */
  public static final List<Path> TIME_SERVICES =
      List.of(
          Path.of("/run/systemd/timesync/synchronized"),
          Path.of("/run/chrony/chronyd.pid"),
          Path.of("/run/chronyd.pid"),
          Path.of("/run/ntpd.pid"));

  private static final int JAVA = 17;

  private static final int KEY_BYTES = 32;

  private MachineChecks() {}

  public static CheckResult java(Runtime.Version version) {
    return version.feature() < JAVA
        ? new Failure("java", "Java " + version + " is too old", "install a JDK of 17 or newer")
        : new Good("java", "Java " + version);
  }

  /**
   * Whether the kernel gives random numbers without making its readers wait. What it says of its
   * own entropy counts nothing: kernels have changed what they mean by it.
   *
   * @param source {@link #LINUX_RANDOM}
   * @param limit how long a key may take
   */
  public static CheckResult entropy(Path source, Duration limit) {
    CompletableFuture<Integer> read =
        CompletableFuture.supplyAsync(() -> read(source), MachineChecks::daemon);
    try {
      return read.get(limit.toMillis(), TimeUnit.MILLISECONDS) == KEY_BYTES
          ? new Good("entropy", "random numbers come without waiting")
          : new NotTried("entropy", "this machine has no " + source);
    } catch (TimeoutException | ExecutionException e) {
      return new Warning(
          "entropy",
          "the kernel makes keys wait for randomness",
          "give a virtual machine a virtio-rng device, or install rng-tools");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NotTried("entropy", "interrupted");
    }
  }

  private static int read(Path source) {
    try (InputStream in = Files.newInputStream(source)) {
      return in.readNBytes(KEY_BYTES).length;
    } catch (IOException e) {
      return 0;
    }
  }

  /** A reader that waits must not keep the program from ending. */
  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "random-numbers");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * @param traces {@link #TIME_SERVICES}
   */
  public static CheckResult timeService(List<Path> traces) {
    return traces.stream().anyMatch(Files::exists)
        ? new Good("time service", "a time service sets this machine's clock")
        : new Warning(
            "time service",
            "no time service was found that sets this machine's clock",
            "install chrony or enable systemd-timesyncd: all members measure theirs by it");
  }
}
