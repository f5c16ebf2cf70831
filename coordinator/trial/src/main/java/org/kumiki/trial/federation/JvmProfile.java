package org.kumiki.trial.federation;

import java.util.List;
import java.util.stream.Stream;

/**
 * How much of the machine a service gets.
 *
 * @param options of the Java machine, without the class path
 */
public record JvmProfile(List<String> options) {
  /** Many small services on few cores: start fast, stay small. */
  public static final JvmProfile SMALL = small(256);

  public JvmProfile {
    options = List.copyOf(options);
  }

  /** Without the optimising compiler: ciphers and hashes are many times slower than on a server. */
  public static JvmProfile small(int heapMegabytes) {
    return new JvmProfile(
        List.of(
            "-Xmx" + heapMegabytes + "m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto"));
  }

  /** This and one more option. */
  JvmProfile with(String option) {
    return new JvmProfile(Stream.concat(options.stream(), Stream.of(option)).toList());
  }

  /** As {@code kumiki node start} and {@code kumiki coordinator start} run it, but for the heap. */
  public static JvmProfile server(int heapMegabytes) {
    return new JvmProfile(List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseParallelGC"));
  }
}
