package org.kumiki.coordinator.authority;

import java.io.Console;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;

/** A passphrase in memory, erased when it is closed. Never written to a log. */
public final class Passphrase implements AutoCloseable {
  /** What a person makes up is guessed; below this it is guessed at once. */
  private static final int MIN_CHARS = 12;

  private static final int RANDOM_BYTES = 32;

  private final char[] chars;

  private Passphrase(char[] chars) {
    this.chars = chars;
  }

  /** From these characters, which are taken over and erased on close. */
  public static Passphrase of(char[] chars) {
    return new Passphrase(chars);
  }

  /** Ten words of 160 random bits, to be written down. */
  public static Passphrase generate(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new Passphrase(RosterWords.of(ByteString.of(bytes)).toCharArray());
  }

  /** The first line of a file that only its owner can read. */
  public static Passphrase ofFile(Path file) {
    return new Passphrase(PrivateFile.read(file).lines().findFirst().orElse("").toCharArray());
  }

  /**
   * Asked at the terminal, without echo.
   *
   * @param twice for one that is new
   */
  public static Passphrase ask(String prompt, boolean twice) {
    Console console = System.console();
    if (console == null) {
      throw CommandFailure.refused(
          "there is no terminal to ask for the passphrase", "name a file with --passphrase-file");
    }
    char[] first = console.readPassword("%s: ", prompt);
    if (twice) {
      char[] second = console.readPassword("%s, again: ", prompt);
      boolean same = Arrays.equals(first, second);
      Arrays.fill(second, '\0');
      if (!same) {
        Arrays.fill(first, '\0');
        throw CommandFailure.refused("the two passphrases differ", "try again");
      }
    }
    return new Passphrase(first);
  }

  /** Refuses what is too short to protect a file that may be copied. */
  public Passphrase requireLength() {
    if (chars.length < MIN_CHARS) {
      close();
      throw CommandFailure.refused(
          "the passphrase is shorter than " + MIN_CHARS + " characters",
          "use several random words");
    }
    return this;
  }

  /** The characters themselves; not to be kept. */
  public char[] chars() {
    return chars;
  }

  @Override
  public void close() {
    Arrays.fill(chars, '\0');
  }
}
