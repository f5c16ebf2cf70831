package org.kumiki.trial.keycloak;

import java.lang.reflect.InvocationTargetException;
import org.kumiki.platform.process.StdinLease;

/**
 * Keycloak's main class, under a lease: it ends when standard input does, however its parent ended.
 * Started with Keycloak's own class path and the two folders that hold this class and the lease.
 */
public final class LeasedKeycloak {
  private LeasedKeycloak() {}

  public static void main(String[] arguments) throws Throwable {
    StdinLease.take();
    try {
      // By name: Keycloak is on the class path of this process alone.
      Class.forName("io.quarkus.bootstrap.runner.QuarkusEntryPoint")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
