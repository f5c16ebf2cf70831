package org.kumiki.node.diagnosis;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that gives one answer to all, or opens a tunnel wherever it was told to. */
final class StubProxy implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final String answer;
  private final int leadsTo;

  private StubProxy(String answer, int leadsTo) throws IOException {
    this.answer = answer;
    this.leadsTo = leadsTo;
    daemon(this::accept);
  }

  /** Says this and closes. */
  static StubProxy thatSays(String answer) throws IOException {
    return new StubProxy(answer, 0);
  }

  /** Opens every tunnel, to a port of this machine, whatever was asked for. */
  static StubProxy leadingTo(int port) throws IOException {
    return new StubProxy("HTTP/1.1 200 Connection established\r\n\r\n", port);
  }

  String address() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  List<String> heads() {
    return List.copyOf(heads);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        daemon(() -> serve(client));
      } catch (IOException e) {
        // Closed: this was the last round.
        continue;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      heads.add(head(client.getInputStream()));
      client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      client.getOutputStream().flush();
      if (leadsTo > 0) {
        tunnel(client);
      }
    } catch (IOException e) {
      // One of the two ends is gone.
      return;
    }
  }

  private void tunnel(Socket client) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), leadsTo)) {
      daemon(() -> carry(server, client));
      client.getInputStream().transferTo(server.getOutputStream());
    }
  }

  private static void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // The other direction has closed both.
      return;
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "stub-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    Closeable closing = listener;
    closing.close();
  }
}
