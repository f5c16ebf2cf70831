package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.node.identity.IdentityFiles;
import org.kumiki.node.participation.ClockProbe;
import org.kumiki.node.participation.CoordinatorChannel;
import org.kumiki.node.participation.Enrolling;
import org.kumiki.node.participation.RenewalProbe;
import org.kumiki.node.participation.RenewalWorker;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.tls.MachineIdentity.Material;
import org.kumiki.trial.federation.ServiceProcess.Program;

/** Members that enrol by invitation, through their company's proxy, at a real coordinator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnrolmentTest {
  /** The coordinator's time has whole seconds. */
  private static final Pattern FIVE_MINUTES =
      Pattern.compile("this machine's clock is (4 min 5[89] s|5 min) ");

  private static final Pattern WORDS = Pattern.compile("(?m)^    ([a-z]{5}( [a-z]{5}){5})$");

  private Trial trial;
  private ConnectProxy proxy;
  private Path passwordFile;
  private Path files;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    CoordinatorChannel.prepareJvm();
    files = folder;
    trial = Trial.found(folder.resolve("trial"), "alpha", "beta", "gamma");
    trial.federation().coordinator().launch(JvmProfile.SMALL);
    trial.federation().coordinator().awaitReady();
    proxy = new ConnectProxy("kumiki", "secret");
    passwordFile = folder.resolve("proxy-password");
    PrivateFile.write(passwordFile, "secret\n");
  }

  @AfterAll
  void stop() {
    trial.close();
    proxy.close();
  }

  private Path invite(String organisation) {
    Path file = files.resolve(organisation + ".invite.json");
    Cli.coordinator(
            "invite",
            organisation,
            "--name",
            "Company",
            "--out",
            file,
            "--dir",
            trial.coordinatorFolder())
        .done();
    return file;
  }

  private Path init(String organisation, Path invitation) throws IOException {
    Path node = files.resolve("node-" + organisation);
    Cli.node(
            "init",
            "--dir",
            node,
            "--invite",
            invitation,
            "--batch",
            "--proxy",
            proxy.address().replace("//", "//kumiki@"),
            "--proxy-password-file",
            passwordFile,
            "--api-port",
            0,
            "--programs",
            Trial.programs())
        .done();
    return node;
  }

  private static String words(String printed) {
    Matcher words = WORDS.matcher(printed);
    assertTrue(words.find(), printed);
    return words.group(1);
  }

  @Test
  void threeCommandsAndAPhoneCallMakeAMembersCertificate() throws Exception {
    Path invitation = invite("delta");
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(invitation)));
    Path node = init("delta", invitation);
    String first = interrupted(node);

    Cli.Outcome waits = Cli.node("enrol", "--dir", node, "--no-wait");
    assertEquals(75, waits.exitCode(), waits::toString);
    String words = words(waits.out());
    assertEquals(first, words, "it goes on with the same keys and words");
    String listed = Cli.coordinator("enrolment", "list", "--dir", trial.coordinatorFolder()).done();
    assertTrue(listed.contains("delta") && listed.contains("requested"), listed);
    for (String word : words.split(" ")) {
      assertFalse(listed.contains(word), "the operator must ask for the words");
    }

    String wrong = words.replaceFirst(".$", words.endsWith("b") ? "d" : "b");
    approve("delta", wrong).refused(1, "These are not the words", "read them again");
    approve("delta", words.toUpperCase(Locale.ROOT)).done();
    Cli.node("enrol", "--dir", node).done();

    NodeFolder folder = NodeFolder.open(node);
    Material material = IdentityFiles.load(folder);
    assertEquals(
        new PeerIdentity("demo", "delta", "node-1"), PeerIdentity.from(material.certificate()));
    assertFalse(Files.exists(folder.invitationFile()), "the token is used and gone");
    assertTrue(Files.exists(folder.enrolmentFile()) && Files.exists(folder.signingKeyFile()));
    assertTrue(
        proxy.heads().stream().allMatch(head -> head.startsWith("CONNECT 127.0.0.1:")),
        () -> proxy.heads().toString());
    Cli.node("enrol", "--dir", node).refused(1, "enrolled already", "start");

    renews(folder, material);
    itsClockIsComparedOnEachAnswer(folder);
    starts(node);
    enrolsAgainAfterItsCertificateWasTakenBack(node);
    starts(node);
  }

  /** With the organisation's key and all data that it has, and a fresh key for connections. */
  private void enrolsAgainAfterItsCertificateWasTakenBack(Path node) throws Exception {
    NodeFolder folder = NodeFolder.open(node);
    Material before = IdentityFiles.load(folder);
    byte[] organisationsKey = Files.readAllBytes(folder.signingKeyFile());
    Cli.coordinator(
            "ca",
            "revoke",
            Fingerprint.of(before.certificate()).hex(),
            "--reason",
            "key-compromise",
            "--dir",
            trial.coordinatorFolder())
        .done();
    Cli.node("enrol", "--dir", node, "--invite", invite("theta"))
        .refused(1, "for theta", "in another folder");
    Path invitation = invite("delta");
    Cli.Outcome waits = Cli.node("enrol", "--dir", node, "--invite", invitation, "--no-wait");
    assertEquals(75, waits.exitCode(), waits::toString);
    assertEquals(before.certificate(), IdentityFiles.load(folder).certificate(), "not yet");
    approve("delta", words(waits.out())).done();
    Cli.node("enrol", "--dir", node).done();
    Material after = IdentityFiles.load(folder);
    assertNotEquals(before.certificate().getPublicKey(), after.certificate().getPublicKey());
    assertArrayEquals(organisationsKey, Files.readAllBytes(folder.signingKeyFile()));
    assertFalse(Files.exists(folder.invitationFile()), "the token is used and gone");
    Cli.node("enrol", "--dir", node).refused(1, "enrolled already", "start");
  }

  /** The words that {@code enrol} shows before it is ended while it waits. */
  private String interrupted(Path node) throws Exception {
    Path out = files.resolve("interrupted.out");
    Process waiting =
        new ProcessBuilder(
                Program.NODE.command(JvmProfile.small(128), "enrol", "--dir", node.toString()))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      Await.until("the words are shown", () -> WORDS.matcher(Files.readString(out)).find());
    } finally {
      waiting.destroy();
    }
    waiting.waitFor();
    return words(Files.readString(out));
  }

  /** With no seat in a roster yet; and what the coordinator sees of its new certificate. */
  private void starts(Path node) throws Exception {
    try (ServiceProcess service =
        new ServiceProcess(Program.NODE, node, files.resolve("delta.log"))) {
      service.launch(JvmProfile.SMALL);
      service.awaitReady();
      Await.until(
          "delta reaches the coordinator",
          () -> service.api().get("/api/v1/status").path("coordinatorReached").asBoolean());
      assertEquals(29, service.api().get("/api/v1/status").path("certificateDaysLeft").asInt());
      for (JsonNode member : trial.coordinator().get("/api/v1/members")) {
        if (member.path("organisation").asText().equals("delta")) {
          assertEquals(29, member.path("certificateDaysLeft").asInt());
        }
      }
    }
  }

  private void renews(NodeFolder folder, Material before) throws Exception {
    RenewalWorker.Status early = RenewalProbe.renew(folder, Duration.ofDays(10), Clock.systemUTC());
    assertEquals("", early.alarm());
    assertEquals(before.certificate(), IdentityFiles.load(folder).certificate());

    for (int minutes : new int[] {-5, 5}) {
      Clock off = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
      RenewalWorker.Status named = RenewalProbe.renew(folder, Duration.ofDays(20), off);
      assertTrue(FIVE_MINUTES.matcher(named.alarm()).find(), named::alarm);
      assertTrue(named.alarm().contains(minutes < 0 ? "behind" : "ahead"), named::alarm);
    }
    Clock twoSeconds = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-2));
    RenewalWorker.Status renewed = RenewalProbe.renew(folder, Duration.ofDays(20), twoSeconds);
    assertEquals("", renewed.alarm());
    Material after = IdentityFiles.load(folder);
    assertNotEquals(before.certificate().getPublicKey(), after.certificate().getPublicKey());
  }

  /** Of a node that takes part, and not only of one that enrols or renews. */
  private static void itsClockIsComparedOnEachAnswer(NodeFolder folder) throws Exception {
    for (int minutes : new int[] {-5, 5}) {
      Clock off = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
      String trouble = ClockProbe.trouble(folder, off);
      assertTrue(FIVE_MINUTES.matcher(trouble).find(), trouble);
      assertTrue(trouble.contains(minutes < 0 ? "behind" : "ahead"), trouble);
    }
    for (int seconds : new int[] {-2, 2}) {
      Clock off = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
      assertEquals("", ClockProbe.trouble(folder, off));
    }
  }

  @Test
  void aClockThatIsFiveMinutesOffIsNamedAndSecondsAreNot() throws Exception {
    Path node = init("epsilon", invite("epsilon"));
    for (int minutes : new int[] {-5, 5}) {
      CommandFailure failure = enrol(node, Duration.ofMinutes(minutes));
      assertEquals(1, failure.exitCode());
      assertTrue(FIVE_MINUTES.matcher(failure.line()).find(), failure::line);
    }
    for (int seconds : new int[] {-2, 2}) {
      CommandFailure failure = enrol(node, Duration.ofSeconds(seconds));
      assertEquals(75, failure.exitCode(), failure::line);
      assertTrue(failure.line().contains("has not approved"), failure::line);
    }
  }

  private static CommandFailure enrol(Path node, Duration ahead) {
    Clock clock = Clock.offset(Clock.systemUTC(), ahead);
    Enrolling enrolling = new Enrolling(NodeFolder.open(node), clock, rest -> {});
    return assertThrows(CommandFailure.class, () -> enrolling.run(false));
  }

  @Test
  void whatStandsInTheWayIsSaid() throws Exception {
    Path node = init("zeta", invite("zeta"));
    Cli.node("start", "--dir", node).refused(1, "is not enrolled yet", "run 'kumiki node enrol'");
    assertFalse(Files.exists(node.resolve("postgresql")));
    proxy.stop();
    try {
      Cli.node("enrol", "--dir", node).refused(75, "the proxy", "run 'kumiki node enrol' again");
    } finally {
      proxy.start();
    }
    assertEquals(75, Cli.node("enrol", "--dir", node, "--no-wait").exitCode());
    Cli.coordinator(
            "refuse", "zeta", "--reason", "nobody called", "--dir", trial.coordinatorFolder())
        .done();
    Cli.node("enrol", "--dir", node).refused(1, "nobody called", "ask the operator");
  }

  @Test
  void anInvitationToAnotherRootEndsBeforeTheTokenIsSent() throws Exception {
    Path invitation = invite("eta");
    String text = Files.readString(invitation);
    Matcher root = Pattern.compile("\"rootSha256\" : \"([0-9a-f]{64})\"").matcher(text);
    assertTrue(root.find(), text);
    PrivateFile.write(invitation, text.replace(root.group(1), "ab".repeat(32)));
    Path node = init("eta", invitation);
    Cli.node("enrol", "--dir", node).refused(1, "does not have the root certificate", "enrol");
    String listed = Cli.coordinator("enrolment", "list", "--dir", trial.coordinatorFolder()).done();
    assertFalse(listed.contains("eta "), listed);
  }

  private Cli.Outcome approve(String organisation, String words) {
    return Cli.coordinator(
        "approve", organisation, "--words", words, "--dir", trial.coordinatorFolder());
  }
}
