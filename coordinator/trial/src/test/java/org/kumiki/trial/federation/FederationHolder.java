package org.kumiki.trial.federation;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that holds a federation and waits: what {@link LeaseTest} kills. */
final class FederationHolder {
  private FederationHolder() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (Trial trial = Trial.start(Path.of(arguments[0]), "alpha", "beta", "gamma")) {
      System.out.println("ready " + trial.federation().organisations());
      new CountDownLatch(1).await();
    }
  }
}
