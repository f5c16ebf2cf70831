package org.kumiki.platform.service;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a listener waits.
 *
 * @param host a name or address of this machine
 * @param port 1 to 65535, or 0 for any free one
 */
public record ListenAddress(String host, int port) {
  public ListenAddress {
    if (host == null || host.isBlank()) {
      throw new IllegalArgumentException("A listener needs a host");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("A port is between 0 and 65535");
    }
  }

  /** On this machine only, at {@code port}. */
  public static ListenAddress loopback(int port) {
    return new ListenAddress("127.0.0.1", port);
  }

  boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
