package org.kumiki.platform.http;

import java.util.OptionalInt;

/**
 * Which port is whose: all listeners share one router, so the port is what tells people and
 * machines apart. Known once the sockets are bound; until then nothing is answered.
 */
public final class ListenerPorts {
  private record Bound(int people, OptionalInt machine) {}

  private volatile Bound bound;

  /** Says which ports were bound; once, at start. */
  public void bound(int people, OptionalInt machine) {
    bound = new Bound(people, machine);
  }

  boolean isPeople(int port) {
    Bound now = bound;
    return now != null && now.people() == port;
  }

  boolean isMachine(int port) {
    Bound now = bound;
    return now != null && now.machine().isPresent() && now.machine().getAsInt() == port;
  }
}
