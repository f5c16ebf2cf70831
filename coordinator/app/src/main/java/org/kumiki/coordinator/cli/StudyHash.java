package org.kumiki.coordinator.cli;

import java.util.Locale;
import org.kumiki.platform.cli.CommandFailure;

/** A study's hash as people type it: nothing else becomes part of a path. */
final class StudyHash {
  private StudyHash() {}

  static String require(String text) {
    String hash = text.toLowerCase(Locale.ROOT);
    if (!hash.matches("[0-9a-f]{64}")) {
      throw CommandFailure.refused(
          "this is no study's hash of 64 hexadecimal digits",
          "copy one from 'kumiki coordinator study list'");
    }
    return hash;
  }
}
