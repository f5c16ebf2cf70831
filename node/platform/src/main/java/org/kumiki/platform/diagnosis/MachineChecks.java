package org.kumiki.platform.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.NotTried;
import org.kumiki.platform.diagnosis.CheckResult.Warning;

/** The machine itself: Java, its random numbers, and who sets its clock. */
public final class MachineChecks {
  /** Where Linux says how many bits it has gathered (random(4)). */
  public static final Path LINUX_ENTROPY = Path.of("/proc/sys/kernel/random/entropy_avail");

  /** What time services leave while they work: timesyncd, chrony, ntpd. */
  public static final List<Path> TIME_SERVICES =
      List.of(
          Path.of("/run/systemd/timesync/synchronized"),
          Path.of("/run/chrony/chronyd.pid"),
          Path.of("/run/chronyd.pid"),
          Path.of("/run/ntpd.pid"));

  private static final int JAVA = 17;

  /** A key has 256 bits; below half of that an old kernel makes its readers wait. */
  private static final int LITTLE_ENTROPY_BITS = 128;

  private MachineChecks() {}

  public static CheckResult java(Runtime.Version version) {
    return version.feature() < JAVA
        ? new Failure("java", "Java " + version + " is too old", "install a JDK of 17 or newer")
        : new Good("java", "Java " + version);
  }

  /**
   * @param source {@link #LINUX_ENTROPY}
   */
  public static CheckResult entropy(Path source) {
    try {
      int bits = Integer.parseInt(Files.readString(source).strip());
      return bits < LITTLE_ENTROPY_BITS
          ? new Warning(
              "entropy",
              "the kernel has gathered " + bits + " bits of randomness, and keys may have to wait",
              "give a virtual machine a virtio-rng device, or install rng-tools")
          : new Good("entropy", bits + " bits of randomness");
    } catch (IOException | NumberFormatException e) {
      return new NotTried("entropy", "this kernel does not say how much randomness it has");
    }
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
