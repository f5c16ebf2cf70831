package org.kumiki.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.OrganisationKeyFile;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.folder.PrivateFile;
import picocli.CommandLine;

/** What {@code node init --invite} asks, and what becomes of the answers. */
class InvitedInitTest {
  @TempDir Path temporary;
  private Path invitation;

  /** Answers in order, and what was asked. */
  private static final class Scripted implements Questions {
    private final List<String> asked = new ArrayList<>();
    private final List<String> answers;

    private Scripted(String... answers) {
      this.answers = new ArrayList<>(List.of(answers));
    }

    @Override
    public Optional<String> ask(String question) {
      asked.add(question);
      return Optional.of(answers.remove(0)).filter(answer -> !answer.isEmpty());
    }

    @Override
    public Optional<String> askSecretly(String question) {
      return ask(question);
    }
  }

  @BeforeEach
  void invite() {
    invitation = temporary.resolve("acme.invite.json");
    new Invitation(
            "kinzoku",
            "https://coordinator.example:8443",
            "acme",
            "Acme",
            "x".repeat(43),
            "ab".repeat(32),
            Instant.now().plus(Duration.ofDays(1)).toString())
        .write(invitation);
  }

  private NodeFolder init(Questions questions, String... options) {
    List<String> all = new ArrayList<>(List.of("--invite", invitation.toString()));
    all.addAll(List.of(options));
    InvitedInit command =
        CommandLine.populateCommand(new InvitedInit(), all.toArray(String[]::new));
    command.make(temporary.resolve("node"), questions);
    return NodeFolder.open(temporary.resolve("node"));
  }

  @Test
  void atMostThreeThingsAreAsked() {
    Path passphrase = temporary.resolve("passphrase");
    PrivateFile.write(passphrase, "correct horse\n");
    Scripted member =
        new Scripted("http://acme@proxy.example:3128", "open sesame", passphrase.toString());
    NodeFolder node = init(member);
    assertEquals(3, member.asked.size(), member.asked::toString);
    assertEquals("acme", node.settings().proxy().user());
    assertEquals("open sesame", PrivateFile.read(node.proxyPasswordFile()).strip());
    assertTrue(OrganisationKeyFile.isEncrypted(node.signingKeyFile()));
  }

  @Test
  void enterIsAnAnswer() {
    Scripted member = new Scripted("", "");
    NodeFolder node = init(member);
    assertEquals(2, member.asked.size(), member.asked::toString);
    assertNull(node.settings().proxy());
  }

  @Test
  void whatAnOptionSaysIsNotAsked() {
    Path passphrase = temporary.resolve("passphrase");
    PrivateFile.write(passphrase, "correct horse\n");
    Scripted nobody = new Scripted();
    init(nobody, "--proxy", "none", "--passphrase-file", passphrase.toString());
    assertEquals(List.of(), nobody.asked);
  }

  @Test
  void aProxysUserWithoutAPasswordMakesNothing() {
    CommandFailure failure =
        assertThrows(
            CommandFailure.class, () -> init(new Scripted("http://acme@proxy.example:3128", "")));
    assertTrue(failure.line().contains("--proxy-password-file"), failure::line);
    NodeFolder node = NodeFolder.open(temporary.resolve("node"));
    assertThrows(CommandFailure.class, node::settings);
  }
}
