package org.kumiki.platform.diagnosis;

import java.nio.file.Path;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.Warning;

/** Whether a folder's service runs, as its people's listener says. */
public sealed interface ServiceState {
  String NAME = "service";

  /** It runs and says that it is well. */
  record Healthy(LocalApi api) implements ServiceState {}

  /** It runs and says that it is not. */
  record Unhealthy() implements ServiceState {}

  record Stopped() implements ServiceState {}

  /** Asks, whether or not somebody holds the folder's lock. */
  static ServiceState of(Path folder) {
    LocalApi api;
    try {
      api = LocalApi.of(folder);
    } catch (CommandFailure e) {
      return new Stopped();
    }
    try {
      api.get("/health");
      return new Healthy(api);
    } catch (CommandFailure e) {
      // 503 says DOWN; nobody at the address says that it has just ended.
      return e.getMessage().endsWith("does not answer") && e.exitCode() == ExitCode.TRY_LATER
          ? new Stopped()
          : new Unhealthy();
    }
  }

  /**
   * @param start the command that starts it
   */
  default CheckResult check(String start) {
    if (this instanceof Healthy healthy) {
      return new Good(NAME, "it runs and is well, people at " + healthy.api().address());
    }
    if (this instanceof Unhealthy) {
      return new Failure(
          NAME, "it runs and says that it is not well", "read its log; its database comes first");
    }
    return new Warning(NAME, "it does not run", "start it with '" + start + "'");
  }
}
