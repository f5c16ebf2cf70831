package org.kumiki.platform.http;

import java.util.OptionalInt;

/**
 * Which port is whose: all listeners share one router, so the port is what tells people and
 * machines apart. Known once the sockets are bound; until then nothing is answered.
 */
public final class ListenerPorts {
  private record Bound(int people, OptionalInt machine, OptionalInt web) {}

  private volatile Bound bound;

  /**
   * Says which ports were bound; once, at start.
   *
   * @param people on loopback, without TLS
   * @param machine for nodes
   * @param web for people, with TLS
   */
  public void bound(int people, OptionalInt machine, OptionalInt web) {
    bound = new Bound(people, machine, web);
  }

  boolean isPeople(int port) {
    Bound now = bound;
    return now != null && (now.people() == port || isWeb(port));
  }

  /** Whether the folder's token counts: its owner is on this machine. */
  boolean isLoopback(int port) {
    Bound now = bound;
    return now != null && now.people() == port;
  }

  boolean isMachine(int port) {
    Bound now = bound;
    return now != null && now.machine().isPresent() && now.machine().getAsInt() == port;
  }

  private boolean isWeb(int port) {
    Bound now = bound;
    return now != null && now.web().isPresent() && now.web().getAsInt() == port;
  }
}
