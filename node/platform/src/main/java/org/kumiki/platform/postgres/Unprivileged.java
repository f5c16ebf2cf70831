package org.kumiki.platform.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.CurrentUser;

/**
 * Commands as PostgreSQL wants to be started: it refuses to run as root. Where we are root, a
 * command gets a user namespace of its own ({@code unshare -U}), in which it is nobody and has no
 * more rights than the files' owner; otherwise it runs as it is.
 */
record Unprivileged(List<String> prefix) {
  Unprivileged {
    prefix = List.copyOf(prefix);
  }

  /** Finds out what this machine allows. */
  static Unprivileged find() {
    if (!CurrentUser.isRoot()) {
      return new Unprivileged(List.of());
    }
    List<String> unshare = List.of("unshare", "-U");
    if (!works(unshare)) {
      throw CommandFailure.refused(
          "PostgreSQL does not run as root, and this machine allows no user namespaces"
              + " ('unshare -U' fails)",
          "start Kumiki as an ordinary user, or set database.url to a PostgreSQL server");
    }
    return new Unprivileged(unshare);
  }

  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  private static boolean works(List<String> prefix) {
    List<String> probe = new ArrayList<>(prefix);
    probe.add("true");
    try {
      return new ProcessBuilder(probe)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
