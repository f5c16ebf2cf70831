package org.kumiki.platform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class FailureReportingTest {
  private final ByteArrayOutputStream standardError = new ByteArrayOutputStream();

  @Command(name = "probe")
  static final class Probe implements Callable<Integer> {
    @Option(names = "--mode")
    String mode = "done";

    @Override
    public Integer call() throws Exception {
      switch (mode) {
        case "refused" -> throw CommandFailure.refused("it is\nbroken", "mend it");
        case "later" -> throw CommandFailure.tryLater("it is busy", "wait");
        case "interrupted" -> throw new InterruptedException();
        case "defect" -> throw new IllegalStateException("canary-7741");
        default -> {
          return ExitCode.DONE;
        }
      }
    }
  }

  private int run(String... arguments) {
    Console console =
        new Console(new PrintStream(standardError, true, StandardCharsets.UTF_8), false);
    return FailureReporting.install(new CommandLine(new Probe()), console).execute(arguments);
  }

  private String said() {
    return standardError.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aCommandThatWorksSaysNothing() {
    assertEquals(ExitCode.DONE, run());
    assertEquals("", said());
  }

  @Test
  void aRefusalIsOneLineWithTheNextStep() {
    assertEquals(ExitCode.FAILED, run("--mode=refused"));
    assertEquals("kumiki: it is broken; mend it\n", said());
  }

  @Test
  void notNowIsSeventyFive() {
    assertEquals(75, run("--mode=later"));
  }

  @Test
  void interruptedIsHundredAndThirty() {
    assertEquals(130, run("--mode=interrupted"));
  }

  @Test
  void wrongUsageIsTwoAndPointsToHelp() {
    assertEquals(2, run("--nonsense"));
    assertEquals(1, said().lines().count());
    assertTrue(said().contains("probe --help"), said());
  }

  @Test
  void aDefectIsOneLineWithoutItsMessage() {
    assertEquals(ExitCode.FAILED, run("--mode=defect"));
    assertEquals(1, said().lines().count());
    assertTrue(said().contains("IllegalStateException"), said());
    assertFalse(said().contains("canary"), said());
  }

  @Test
  void progressIsWrittenToATerminalOnly() {
    PrintStream stream = new PrintStream(standardError, true, StandardCharsets.UTF_8);
    new Console(stream, false).progress("half");
    assertEquals("", said());
    new Console(stream, true).progress("half");
    assertEquals("half\n", said());
  }

  @Test
  void theLogShowsClassesAndPlacesOfAnExceptionButNoWord() {
    LoggingEvent event = new LoggingEvent();
    event.setLevel(Level.ERROR);
    event.setLoggerContext((LoggerContext) LoggerFactory.getILoggerFactory());
    event.setThrowableProxy(
        new ThrowableProxy(
            new IllegalStateException("canary-1", new IllegalArgumentException("canary-2"))));

    String text = new WordlessThrowable().convert(event);
    assertTrue(text.contains("caused by java.lang.IllegalArgumentException"), text);
    assertTrue(text.contains("FailureReportingTest"), text);
    assertFalse(text.contains("canary"), text);
  }
}
