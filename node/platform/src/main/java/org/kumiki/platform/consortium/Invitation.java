package org.kumiki.platform.consortium;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What the operator hands to one organisation so that it can enrol. A secret: whoever holds it may
 * make one request in the organisation's name, which the spoken words then unmask.
 *
 * @param consortium identifier
 * @param coordinator base address of the machines' listener, {@code https://host:port}
 * @param organisation whom it invites
 * @param name the organisation's name for people
 * @param token opens one request, HTTP Basic with the organisation as user
 * @param rootSha256 SHA-256 of the consortium's root certificate (DER), 64 lower-case hexadecimal
 *     digits
 * @param expiresAt ISO 8601 in UTC
 */
public record Invitation(
    String consortium,
    String coordinator,
    String organisation,
    String name,
    String token,
    String rootSha256,
    String expiresAt) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22,128}");
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final String WHAT = "an invitation";

  public Invitation {
    if (consortium == null
        || organisation == null
        || !IDENTIFIER.matcher(consortium).matches()
        || !IDENTIFIER.matcher(organisation).matches()) {
      throw new IllegalArgumentException("an invitation names consortium and organisation");
    }
    if (rootSha256 == null || !SHA256.matcher(rootSha256).matches()) {
      throw new IllegalArgumentException("an invitation names the root by its SHA-256");
    }
    if (token == null || !TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException("an invitation has a token of at least 128 bits");
    }
    if (coordinator == null || !isAddress(coordinator)) {
      throw new IllegalArgumentException(
          "an invitation names the coordinator as https://host:port");
    }
    if (name == null || expiresAt == null || !isInstant(expiresAt)) {
      throw new IllegalArgumentException("an invitation has a name and an end");
    }
  }

  /**
   * Reads an invitation file.
   *
   * @throws org.kumiki.platform.cli.CommandFailure if it is none
   */
  public static Invitation read(Path file) {
    return JsonFile.read(file, Invitation.class, WHAT);
  }

  /** Writes it where only this user can read it. */
  public void write(Path file) {
    JsonFile.writePrivate(file, this);
  }

  /** What stands in the file: a secret. */
  public String text() {
    return JsonFile.text(this);
  }

  @Override
  public String toString() {
    return "Invitation[" + organisation + " to " + consortium + "]";
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = URI.create(text);
      return "https".equals(uri.getScheme()) && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isInstant(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
