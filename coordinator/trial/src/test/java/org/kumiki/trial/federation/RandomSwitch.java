package org.kumiki.trial.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Hands each new TCP connection to one of several ports by a seed, or to the next one if that does
 * not answer; TLS passes through. What a load balancer before two coordinators does.
 */
final class RandomSwitch implements AutoCloseable {
  private final ServerSocket listener;
  private final int[] ports;
  private final Random random;
  private final AtomicIntegerArray taken;

  RandomSwitch(int port, long seed, int... ports) {
    try {
      this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.ports = ports.clone();
    this.random = new Random(seed);
    this.taken = new AtomicIntegerArray(ports.length);
    daemon("switch-accept", this::accept);
  }

  /** How many connections a port has taken. */
  int taken(int place) {
    return taken.get(place);
  }

  @Override
  public void close() {
    closeQuietly(listener);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        int first = random.nextInt(ports.length);
        daemon("switch-connect", () -> connect(client, first));
      } catch (IOException e) {
        // Closed, or the client was gone at once.
      }
    }
  }

  private void connect(Socket client, int first) {
    for (int i = 0; i < ports.length; i++) {
      int place = (first + i) % ports.length;
      try {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), ports[place]);
        taken.incrementAndGet(place);
        daemon("switch-down", () -> pump(server, client));
        pump(client, server);
        return;
      } catch (IOException e) {
        // This coordinator is down.
      }
    }
    closeQuietly(client);
  }

  /** Until one side ends; then both do, as they would with a process that was killed. */
  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // The other direction ends with it.
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void closeQuietly(AutoCloseable connection) {
    try {
      connection.close();
    } catch (Exception e) {
      // There is nothing left to do for it.
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
