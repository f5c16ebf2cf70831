package org.kumiki.node.cli;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.node.identity.InvitedNode;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.NodeSettings;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.proxy.ProxySettings;
import picocli.CommandLine.Option;

/** Options of {@code kumiki node init --invite}, and the questions for those that are not given. */
final class InvitedInit {
  private static final String NONE = "none";

  @Option(
      names = "--invite",
      paramLabel = "FILE",
      required = true,
      description = "the invitation that the operator sent")
  Path invitation;

  @Option(names = "--node", paramLabel = "ID", description = "default: ${DEFAULT-VALUE}")
  String node = "node-1";

  @Option(
      names = "--api-port",
      paramLabel = "PORT",
      description = "people's listener on loopback (default: ${DEFAULT-VALUE})")
  int apiPort = NodeSettings.DEFAULT_API_PORT;

  @Option(
      names = "--programs",
      paramLabel = "D",
      description = "where PostgreSQL's programs are unpacked (default: in the data folder)")
  Path programs;

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description = "HTTP proxy on the way out: http://[USER@]HOST:PORT, or none")
  String proxy;

  @Option(
      names = "--proxy-password-file",
      paramLabel = "FILE",
      description = "mode 0600, holds the proxy's password and nothing else")
  Path proxyPasswordFile;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = {
        "mode 0600, one line: encrypts the organisation's signing key, and opens it when the",
        "service starts (default: the key lies in the clear, readable by this user alone)"
      })
  Path passphraseFile;

  @Option(
      names = "--signing-key",
      paramLabel = "KIND",
      converter = SigningKindOption.class,
      description = {
        "what the organisation signs with: ed25519, or ed25519+ml-dsa-65, which also stands up to",
        "a quantum computer and needs all nodes of the consortium to speak protocol version 2",
        "(default: ed25519; 'node roster replace-key --kind' adds the second later)"
      })
  SigningKind signingKey = SigningKind.ED25519;

  @Option(names = "--batch", description = "never ask; what is not given has its default")
  boolean batch;

  /**
   * Makes the node; asks at most three things.
   *
   * @param path the folder
   */
  void make(Path path, Questions questions) {
    Invitation read = Invitation.read(invitation);
    NodeFolder folder = NodeFolder.open(path);
    InvitedNode.Choices choices = choices(questions, folder);
    String words =
        new InvitedNode(folder, Clock.systemUTC(), new SecureRandom()).make(read, choices).words();
    System.out.println(
        read.organisation() + " may join " + read.consortium() + " at " + read.coordinator() + ".");
    System.out.println("The keys are made, in " + folder.folder().path() + ". In words: " + words);
    System.out.println("Next: 'kumiki node enrol --dir " + folder.folder().path() + "'");
  }

  private InvitedNode.Choices choices(Questions questions, NodeFolder folder) {
    Optional<String> password = Optional.empty();
    String way =
        proxy != null
            ? proxy
            : questions
                .ask("HTTP proxy on the way out, http://[USER@]HOST:PORT; Enter for none")
                .orElse(NONE);
    ProxySettings settings = null;
    if (!way.equals(NONE)) {
      String user = user(way);
      Path file = proxyPasswordFile == null ? null : proxyPasswordFile.toAbsolutePath();
      if (user != null && file == null) {
        password = questions.askSecretly("Password of " + user + " at the proxy");
        file = folder.proxyPasswordFile();
        if (password.isEmpty()) {
          throw CommandFailure.refused(
              "the proxy's password is missing", "give --proxy-password-file");
        }
      }
      settings = settings(way, user, file);
    }
    String unpacked = programs == null ? null : programs.toAbsolutePath().toString();
    Optional<Path> passphrase =
        passphraseFile != null
            ? Optional.of(passphraseFile)
            : questions
                .ask("File with a passphrase for the organisation's key; Enter for none")
                .map(Path::of);
    return new InvitedNode.Choices(
        node,
        apiPort,
        unpacked,
        settings,
        password,
        signingKey,
        passphrase.map(Path::toAbsolutePath));
  }

  private static String user(String way) {
    try {
      return URI.create(way).getUserInfo();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.refused(
          "the proxy's address cannot be read", "write http://USER@HOST:PORT", e);
    }
  }

  private static ProxySettings settings(String way, String user, Path file) {
    try {
      String address = user == null ? way : way.replaceFirst("//[^@]*@", "//");
      return new ProxySettings(address, user, user == null ? null : file);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.refused(
          e.getMessage(), "write http://USER@HOST:PORT, without a password", e);
    }
  }
}
