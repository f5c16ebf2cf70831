package org.kumiki.node.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.node.diagnosis.LoopbackConsortium.Manner;
import org.kumiki.node.diagnosis.LoopbackConsortium.Server;
import org.kumiki.node.diagnosis.NodeDoctor.Findings;
import org.kumiki.node.diagnosis.NodeDoctor.Surroundings;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.diagnosis.CheckResult;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.Diagnosis;
import org.kumiki.platform.diagnosis.Resolver;
import org.kumiki.platform.folder.PrivateFile;

/** A node on loopback that a doctor looks at. */
record Patient(Path temp, LoopbackConsortium consortium) {
  static final Duration LIMIT = Duration.ofSeconds(5);

  Patient(Path temp) {
    this(temp, new LoopbackConsortium("kinzoku"));
  }

  static Surroundings surroundings(Clock clock) {
    return new Surroundings(clock, Resolver.ofSystem(), folder -> 1L << 40, LIMIT);
  }

  static Findings examine(Path folder) throws InterruptedException {
    return new NodeDoctor(folder, surroundings(Clock.systemUTC())).examine();
  }

  Server coordinator(Manner manner) throws IOException {
    return consortium.serve(consortium.coordinator(Instant.now(), "127.0.0.1"), manner);
  }

  Path node(String address, String settings) throws IOException {
    return consortium.node(temp.resolve("node"), address, Instant.now(), settings);
  }

  /** A folder as it is between invitation and enrolment. */
  Path invited(String address, Instant end) throws IOException {
    Path folder = node(address, "");
    NodeFolder opened = NodeFolder.open(folder);
    Files.delete(opened.enrolmentFile());
    Files.delete(opened.identityFile());
    String root = Fingerprint.of(consortium.authority()).hex();
    new Invitation("kinzoku", address, "alpha", "Alpha", "t".repeat(22), root, end.toString())
        .write(opened.invitationFile());
    return folder;
  }

  String throughProxy(StubProxy proxy) throws IOException {
    Path password = temp.resolve("proxy-password");
    PrivateFile.write(password, "open sesame");
    return "proxy: {address: \"%s\", user: kumiki, passwordFile: \"%s\"}\n"
        .formatted(proxy.address(), password);
  }

  static void assertRed(Diagnosis diagnosis, String check, String cause, String fix) {
    String all = String.join("\n", diagnosis.lines(Diagnosis.Paint.NONE));
    if (!(diagnosis.of(check).orElseThrow() instanceof Failure failure)) {
      throw new AssertionError(check + " is not red in\n" + all);
    }
    assertTrue(failure.cause().contains(cause), all);
    assertTrue(failure.fix().contains(fix), all);
    assertFalse(diagnosis.healthy());
    assertEquals(1, diagnosis.exitCode());
  }

  static void assertGreen(Diagnosis diagnosis, String... checks) {
    for (String check : checks) {
      CheckResult result = diagnosis.of(check).orElseThrow();
      assertTrue(result instanceof Good, result::toString);
    }
  }
}
