package org.kumiki.platform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The lines of both services' logs, as the shipped settings write them. */
class LogLinesTest {
  private static String line(String message) throws Exception {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
    ConsoleAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("standard-error");
    LoggingEvent event =
        new LoggingEvent(
            "x", context.getLogger("org.kumiki.Some"), Level.WARN, message, null, null);
    String line = new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    context.stop();
    return line;
  }

  @Test
  void aLineSaysWhenInUtcHowBadAndWhere() throws Exception {
    String line = line("three of four");
    assertTrue(
        line.matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z WARN {2}\\S*Some three of"
                + " four\\R"),
        line);
  }

  /** A name with a line break in it would else write a line of its own. */
  @Test
  void whateverStandsInAMessageItStaysOneLine() throws Exception {
    String line = line("signed in: hana\r\n2026-11-20T12:00:00.000Z INFO  all is well\u001b[2J");
    assertEquals(1, line.lines().count(), line);
    assertTrue(line.contains("hana 2026-11-20T12:00:00.000Z INFO  all is well [2J"), line);
  }
}
