package org.kumiki.platform.cli;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/**
 * Writes an exception into the log as classes and places, without its messages.
 *
 * <p>Messages of parsers and of the database repeat the value that they choked on, and a value may
 * be a cell of a member's table. Named {@code wordless} in {@code logback.xml}.
 */
public final class WordlessThrowable extends ThrowableHandlingConverter {
  /** Enough to find the place; a whole trace of a web framework hides it. */
  private static final int MAX_FRAMES = 20;

  /** A cause may, by mistake, be its own cause. */
  private static final int MAX_CAUSES = 8;

  @Override
  public String convert(ILoggingEvent event) {
    StringBuilder text = new StringBuilder();
    IThrowableProxy next = event.getThrowableProxy();
    for (int depth = 0; next != null && depth < MAX_CAUSES; depth++) {
      text.append(depth == 0 ? "  " : "  caused by ").append(next.getClassName()).append('\n');
      appendFrames(text, next.getStackTraceElementProxyArray());
      next = next.getCause();
    }
    return text.toString();
  }

  private static void appendFrames(StringBuilder text, StackTraceElementProxy[] frames) {
    for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
      text.append("    ").append(frames[i].getSTEAsString()).append('\n');
    }
  }
}
