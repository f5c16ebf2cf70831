package org.kumiki.node.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.NodeSettings;
import org.kumiki.node.platform.SigningKeySettings;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.proxy.ProxySettings;

/** Makes a node's folder from an invitation: keys, request and settings, nothing sent yet. */
public final class InvitedNode {
  private final NodeFolder folder;
  private final Clock clock;
  private final SecureRandom random;

  public InvitedNode(NodeFolder folder, Clock clock, SecureRandom random) {
    this.folder = folder;
    this.clock = clock;
    this.random = random;
  }

  /**
   * What the member decides.
   *
   * @param node the node's identifier inside the organisation
   * @param apiPort people's listener on loopback
   * @param programs where PostgreSQL's programs are unpacked; null for inside the folder
   * @param proxy what the way out leads through; null if nothing
   * @param proxyPassword is written to a private file of the folder; empty if it lies elsewhere, or
   *     there is none
   * @param signingKind what the organisation signs with
   * @param passphraseFile holds what encrypts the organisation's key, and opens it for the service;
   *     empty leaves the key in the clear
   */
  public record Choices(
      String node,
      int apiPort,
      String programs,
      ProxySettings proxy,
      Optional<String> proxyPassword,
      SigningKind signingKind,
      Optional<Path> passphraseFile) {}

  /** Makes the folder; returns its keys, whose words the operator will ask for. */
  public EnrolmentKeys make(Invitation invitation, Choices choices) {
    if (Files.exists(folder.settingsFile())) {
      throw CommandFailure.refused(
          folder.folder().path() + " already holds a node",
          "choose another folder; 'kumiki node enrol --invite FILE' enrols this one again");
    }
    requireOpen(invitation);
    EnrolmentKeys keys = keys(invitation, choices);
    choices
        .proxyPassword()
        .ifPresent(password -> PrivateFile.write(folder.proxyPasswordFile(), password + "\n"));
    invitation.write(folder.invitationFile());
    try {
      // Last: a folder with settings is complete.
      Files.writeString(folder.settingsFile(), settings(invitation, choices));
    } catch (IOException e) {
      throw CommandFailure.refused("cannot write the settings", "check the disk", e);
    }
    return keys;
  }

  /**
   * Prepares a node that is there to enrol again: after its certificate was taken back, its
   * consortium's root has gone on without it, or its first invitation has expired. Its data and its
   * organisation's key stay, the key for connections is a fresh one, and nothing that it uses is
   * touched before there is another certificate.
   *
   * @param organisation this organisation's key; the caller erases it
   */
  public EnrolmentKeys again(Invitation invitation, SigningKey organisation) {
    requireOpen(invitation);
    NodeSettings settings = folder.settings();
    boolean same =
        invitation.organisation().equals(settings.organisation())
            && (!Files.exists(folder.enrolmentFile())
                || folder.enrolment().consortium().equals(invitation.consortium()));
    if (!same) {
      throw CommandFailure.refused(
          "the invitation is for "
              + invitation.organisation()
              + " in "
              + invitation.consortium()
              + ", which this node is not",
          "make another node with 'kumiki node init --invite', in another folder");
    }
    PeerIdentity identity =
        new PeerIdentity(invitation.consortium(), settings.organisation(), settings.node());
    EnrolmentKeys keys = EnrolmentKeys.again(folder, identity, organisation, random);
    invitation.write(folder.invitationFile());
    return keys;
  }

  private void requireOpen(Invitation invitation) {
    if (clock.instant().isAfter(Instant.parse(invitation.expiresAt()))) {
      throw CommandFailure.refused(
          "the invitation has expired at " + invitation.expiresAt(),
          "ask the operator for a new one; if that is wrong, set this machine's clock");
    }
  }

  private EnrolmentKeys keys(Invitation invitation, Choices choices) {
    Optional<char[]> passphrase = choices.passphraseFile().map(SigningKeySettings::read);
    try {
      return EnrolmentKeys.make(
          folder, identity(invitation, choices), choices.signingKind(), passphrase, random);
    } finally {
      passphrase.ifPresent(typed -> Arrays.fill(typed, '\0'));
    }
  }

  private static PeerIdentity identity(Invitation invitation, Choices choices) {
    try {
      return new PeerIdentity(invitation.consortium(), invitation.organisation(), choices.node());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.refused(e.getMessage(), "use a-z, 0-9 and -", e);
    }
  }

  private static String settings(Invitation invitation, Choices choices) {
    StringBuilder text = new StringBuilder();
    text.append("organisation: ").append(invitation.organisation()).append('\n');
    text.append("node: ").append(choices.node()).append('\n');
    text.append("apiPort: ").append(choices.apiPort()).append('\n');
    if (choices.programs() != null) {
      text.append("programs: ").append(choices.programs()).append('\n');
    }
    ProxySettings proxy = choices.proxy();
    if (proxy != null) {
      text.append("proxy:\n  address: ").append(quoted(proxy.address())).append('\n');
      if (proxy.user() != null) {
        text.append("  user: ").append(quoted(proxy.user())).append('\n');
        text.append("  passwordFile: ")
            .append(quoted(proxy.passwordFile().toString()))
            .append('\n');
      }
    }
    choices
        .passphraseFile()
        .ifPresent(
            file ->
                text.append("signingKey:\n  passphraseFile: ")
                    .append(quoted(file.toString()))
                    .append('\n'));
    return text.toString();
  }

  /** A YAML scalar in single quotes, in which a quote is written twice. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
