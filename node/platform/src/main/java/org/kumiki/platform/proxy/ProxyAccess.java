package org.kumiki.platform.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;

/**
 * What a service tells the HTTP proxy before its door: HTTP Basic (RFC 7617), from a file that is
 * read again for each connection, so that a new password counts without a restart.
 *
 * <p>A password that was refused is not sent again for a while, unless its file was written since:
 * many companies lock an account after a few wrong ones.
 *
 * <p>Thread-safe.
 */
public final class ProxyAccess {
  /** Three a half hour stay below the usual thresholds of directories. */
  private static final Duration REFUSED_FOR = Duration.ofMinutes(10);

  private final ProxySettings settings;
  private final LongSupplier nanoTime;
  private Refused last;

  /**
   * What is sent, and when its file was written; holds the password, so it has no {@code toString}.
   */
  public static final class Credentials {
    private final String authorization;
    private final FileTime written;

    private Credentials(String authorization, FileTime written) {
      this.authorization = authorization;
      this.written = written;
    }

    /** The value of the header {@code Proxy-Authorization}. */
    public String authorization() {
      return authorization;
    }

    private boolean isSameAs(Credentials other) {
      return authorization.equals(other.authorization) && written.equals(other.written);
    }
  }

  private record Refused(Credentials credentials, long atNanos) {}

  /**
   * What is told to the proxy of these settings.
   *
   * @throws CommandFailure if the password cannot be read, or others could read it too
   */
  public ProxyAccess(ProxySettings settings) {
    this(settings, System::nanoTime);
  }

  /**
   * Reads the password once, so that a wrong path is told at the start.
   *
   * @throws CommandFailure if the password cannot be read, or others could read it too
   */
  ProxyAccess(ProxySettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    if (settings.user() != null) {
      read();
    }
  }

  /** Where the proxy is, for people. */
  String address() {
    return settings.address();
  }

  /** Everything through the proxy; its name is looked up for each connection. */
  ProxySelector selector() {
    return ProxySelector.of(InetSocketAddress.createUnresolved(settings.host(), settings.port()));
  }

  /**
   * What to say to the proxy, if it shall be told anything.
   *
   * @throws ProxyRefused if nothing can be said at the moment
   */
  public synchronized Optional<Credentials> credentials() throws ProxyRefused {
    if (settings.user() == null) {
      return Optional.empty();
    }
    Credentials now;
    try {
      now = read();
    } catch (CommandFailure e) {
      throw new ProxyRefused("nothing can be told to the proxy " + address() + ": " + e.line());
    }
    if (last != null
        && last.credentials().isSameAs(now)
        && nanoTime.getAsLong() - last.atNanos() < REFUSED_FOR.toNanos()) {
      throw refusal();
    }
    return Optional.of(now);
  }

  /** The proxy answered 407 to this. */
  synchronized ProxyRefused refused(Optional<Credentials> sent) {
    if (sent.isEmpty()) {
      return new ProxyRefused(
          "the proxy "
              + address()
              + " asks who is there; set proxy.user and proxy.passwordFile in kumiki.yml");
    }
    last = new Refused(sent.get(), nanoTime.getAsLong());
    return refusal();
  }

  private ProxyRefused refusal() {
    return new ProxyRefused(
        "the proxy "
            + address()
            + " takes neither proxy.user nor its password (407); correct "
            + settings.passwordFile()
            + ", which is tried as soon as it is written, and every "
            + REFUSED_FOR.toMinutes()
            + " minutes");
  }

  private Credentials read() {
    FileTime written;
    try {
      // Before the content: a file that is written in between is read again next time.
      written = Files.getLastModifiedTime(settings.passwordFile());
    } catch (IOException e) {
      throw CommandFailure.refused(
          "cannot read " + settings.passwordFile(),
          "check that proxy.passwordFile exists and belongs to this user",
          e);
    }
    String password = PrivateFile.read(settings.passwordFile()).strip();
    if (password.chars().anyMatch(Character::isISOControl)) {
      throw CommandFailure.refused(
          settings.passwordFile() + " holds more than one line",
          "leave the password in it and nothing else");
    }
    byte[] pair = (settings.user() + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new Credentials("Basic " + Base64.getEncoder().encodeToString(pair), written);
  }
}
