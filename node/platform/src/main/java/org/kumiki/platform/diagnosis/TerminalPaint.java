package org.kumiki.platform.diagnosis;

import picocli.CommandLine.Help.Ansi;

/** Colours on a terminal that has them, and none in a pipe or a file. */
public final class TerminalPaint implements Diagnosis.Paint {
  @Override
  public String good(String word) {
    return painted("green", word);
  }

  @Override
  public String warning(String word) {
    return painted("yellow", word);
  }

  @Override
  public String failure(String word) {
    return painted("red", word);
  }

  private static String painted(String colour, String word) {
    return Ansi.AUTO.string("@|bold," + colour + " " + word + "|@");
  }
}
