package org.kumiki.trial.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The control of an attack: one defence is taken out of the source, and the test that holds the
 * attack off must fail, by its own assertion. A test that still passes would hold nothing off.
 *
 * @param name what is switched off, in words
 * @param changes what is compiled in place of the shipped text
 */
record DefenceOff(String name, List<Change> changes) {
  /** Seeds that the simulation gets to notice. */
  private static final long SEEDS = 300;

  static DefenceOff of(String name, String file, String text, String replacement) {
    return new DefenceOff(name, List.of(new Change(file, text, replacement)));
  }

  DefenceOff and(String file, String text, String replacement) {
    List<Change> all = new ArrayList<>(changes);
    all.add(new Change(file, text, replacement));
    return new DefenceOff(name, all);
  }

  /** Asserts that this test fails now. */
  void isFoundBy(Class<?> test, String method) {
    Throwable failure = failureOf(test, method);
    assertInstanceOf(
        AssertionError.class, failure, () -> name + ": " + method + " does not miss it");
  }

  /** Asserts that the simulation fails now. */
  void isFoundBySeeds() {
    ChangedClasses classes = ChangedClasses.with(changes);
    assertThrows(
        AssertionError.class,
        () -> classes.runSeeds(0, SEEDS),
        () -> name + ": " + SEEDS + " seeds do not miss it");
  }

  private Throwable failureOf(Class<?> test, String method) {
    ClassLoader classes = ChangedClasses.with(changes);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(selectMethod(classes.loadClass(test.getName()), method))
              .filters(EngineFilter.includeEngines("junit-jupiter"))
              .build();
      Outcome outcome = new Outcome();
      LauncherConfig quiet =
          LauncherConfig.builder()
              .enableTestExecutionListenerAutoRegistration(false)
              .enableLauncherSessionListenerAutoRegistration(false)
              .build();
      LauncherFactory.create(quiet).execute(request, outcome);
      assertEquals(1, outcome.tests, () -> test + " has no test " + method);
      return outcome.failure;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static final class Outcome implements TestExecutionListener {
    private int tests;
    private Throwable failure;

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
      if (identifier.isTest()) {
        tests++;
        failure = result.getThrowable().orElse(null);
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
