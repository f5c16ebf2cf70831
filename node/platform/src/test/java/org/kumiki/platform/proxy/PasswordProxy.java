package org.kumiki.platform.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A company's proxy: opens a tunnel for who names user and password, and leads every tunnel to one
 * port of this machine. It alone knows the name that it is asked for.
 */
public final class PasswordProxy implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final String expected;
  private final int leadsTo;

  /**
   * @param leadsTo the port at the end of every tunnel; 0 opens none, and answers 403
   */
  public PasswordProxy(String user, String password, int leadsTo) throws IOException {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    this.expected = "Basic " + Base64.getEncoder().encodeToString(pair);
    this.leadsTo = leadsTo;
    daemon(this::accept);
  }

  public String address() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** What it was asked, in order. */
  public List<String> heads() {
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
      String head = head(client.getInputStream());
      heads.add(head);
      boolean known = head.lines().anyMatch(("Proxy-Authorization: " + expected)::equals);
      if (known && leadsTo > 0) {
        say(client, "200 Connection established\r\n");
        tunnel(client);
      } else if (known) {
        say(client, "403 Forbidden\r\nContent-Length: 0\r\n");
      } else {
        say(
            client,
            "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                + "Content-Length: 0\r\n");
      }
    } catch (IOException e) {
      // One of the two ends is gone.
      return;
    }
  }

  private static void say(Socket client, String answer) throws IOException {
    byte[] bytes = ("HTTP/1.1 " + answer + "\r\n").getBytes(StandardCharsets.US_ASCII);
    client.getOutputStream().write(bytes);
    client.getOutputStream().flush();
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
    Thread thread = new Thread(work, "password-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
