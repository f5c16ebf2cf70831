package org.kumiki.coordinator.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.kumiki.platform.diagnosis.CheckResult;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.Warning;

/**
 * How old the last backup is. Whatever makes backups says so by touching the file {@code
 * last-backup} in the data folder.
 */
final class BackupCheck {
  static final String FILE = "last-backup";
  private static final String NAME = "backup";
  private static final Duration OLD = Duration.ofDays(7);

  private BackupCheck() {}

  static CheckResult of(Path folder, Instant now) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return new Warning(
          NAME,
          "no backup of this folder is known",
          "back it up, keys above all, and 'touch " + file + "' after each one");
    }
    try {
      Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), now);
      String text = "the last backup is " + age.toDays() + " days old";
      return age.compareTo(OLD) > 0
          ? new Warning(NAME, text, "make one, and find out why none was made")
          : new Good(NAME, text);
    } catch (IOException e) {
      return new Warning(NAME, "cannot look at " + file, "check its permissions");
    }
  }
}
