package org.kumiki.trial.federation;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A company's HTTP proxy: opens a tunnel for who names user and password (CONNECT of RFC 9110,
 * section 9.3.6, with Basic), and sees nothing of what passes. It can be stopped and started again
 * on the same port, ask for another password, and break every tunnel after some bytes.
 */
final class ConnectProxy implements AutoCloseable {
  private static final int MAX_HEAD_BYTES = 1 << 14;
  private static final int BUFFER_BYTES = 1024;

  private final String user;
  private final InetSocketAddress address;
  private final OptionalInt onlyPort;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger tunnels = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicLong bytesUp = new AtomicLong();
  private volatile String password;
  private volatile long longestUp = Long.MAX_VALUE;
  private volatile long longestDown = Long.MAX_VALUE;
  private volatile ServerSocket listener;

  ConnectProxy(String user, String password) {
    this(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), LocalFederation.freePort()),
        user,
        password,
        OptionalInt.empty());
  }

  /**
   * @param onlyPort the one port to which tunnels are opened, if not to all
   */
  private ConnectProxy(
      InetSocketAddress address, String user, String password, OptionalInt onlyPort) {
    this.address = address;
    this.user = user;
    this.password = password;
    this.onlyPort = onlyPort;
    start();
  }

  /** A process of its own, until its standard input ends: ADDRESS PORT USER PASSWORD ONLY-PORT. */
  public static void main(String[] arguments) throws IOException {
    try (ConnectProxy proxy =
        new ConnectProxy(
            new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])),
            arguments[2],
            arguments[3],
            OptionalInt.of(Integer.parseInt(arguments[4])))) {
      System.in.transferTo(OutputStream.nullOutputStream());
      System.out.println(proxy.tunnels() + " tunnels");
    }
  }

  String address() {
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** Accepts again, on the same port. */
  void start() {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(address);
      listener = socket;
      daemon(() -> accept(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends every tunnel and refuses new connections. */
  void stop() {
    closeQuietly(listener);
    breakTunnels();
  }

  void breakTunnels() {
    open.forEach(ConnectProxy::closeQuietly);
  }

  /** From the next CONNECT on. */
  void require(String other) {
    password = other;
  }

  /** Cuts each tunnel as soon as it has carried so many bytes from the node outward. */
  void cutEachAfterSending(long bytes) {
    longestUp = bytes;
  }

  /** Cuts each tunnel as soon as it has carried so many bytes back to the node. */
  void cutEachAfterReceiving(long bytes) {
    longestDown = bytes;
  }

  void cutNoMore() {
    longestUp = Long.MAX_VALUE;
    longestDown = Long.MAX_VALUE;
  }

  /** The heads of all requests that came. */
  List<String> heads() {
    return List.copyOf(heads);
  }

  /** How many named a user or password that is not the right one. */
  int refusals() {
    return refusals.get();
  }

  int tunnels() {
    return tunnels.get();
  }

  int cuts() {
    return cuts.get();
  }

  long bytesUp() {
    return bytesUp.get();
  }

  @Override
  public void close() {
    stop();
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
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
      if (!head.startsWith("CONNECT ")) {
        answer(client, "405 Method Not Allowed", "");
      } else if (!authorised(head)) {
        answer(
            client, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=x\r\n");
      } else {
        tunnel(client, head.split(" ")[1]);
      }
    } catch (IOException e) {
      // One of the two ends is gone.
      return;
    }
  }

  private boolean authorised(String head) {
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    String given =
        head.lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("proxy-auth"))
            .map(line -> line.split(":", 2)[1].strip())
            .findFirst()
            .orElse("");
    if (!given.isEmpty() && !given.equals(expected)) {
      refusals.incrementAndGet();
    }
    return given.equals(expected);
  }

  private void tunnel(Socket client, String authority) throws IOException {
    int colon = authority.lastIndexOf(':');
    if (onlyPort.isPresent()
        && onlyPort.getAsInt() != Integer.parseInt(authority.substring(colon + 1))) {
      answer(client, "403 Forbidden", "");
      return;
    }
    try (Socket server =
        new Socket(
            authority.substring(0, colon), Integer.parseInt(authority.substring(colon + 1)))) {
      open.add(server);
      tunnels.incrementAndGet();
      answer(client, "200 Connection Established", "");
      daemon(() -> carry(server, client, new AtomicLong(), () -> longestDown));
      carry(client, server, bytesUp, () -> longestUp);
    } catch (IOException e) {
      answer(client, "502 Bad Gateway", "");
    }
  }

  /** Until one end is gone or the tunnel has carried enough; then both ends go. */
  private void carry(Socket from, Socket to, AtomicLong total, LongSupplier longest) {
    byte[] buffer = new byte[BUFFER_BYTES];
    long carried = 0;
    try (from;
        to) {
      OutputStream out = to.getOutputStream();
      for (int n = from.getInputStream().read(buffer);
          n >= 0;
          n = from.getInputStream().read(buffer)) {
        out.write(buffer, 0, n);
        carried += n;
        total.addAndGet(n);
        if (carried > longest.getAsLong()) {
          cuts.incrementAndGet();
          return;
        }
      }
    } catch (IOException e) {
      // The other direction may have closed both.
      return;
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0 || head.size() > MAX_HEAD_BYTES) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static void answer(Socket client, String status, String headers) throws IOException {
    String length = status.startsWith("200") ? "" : "Content-Length: 0\r\n";
    client
        .getOutputStream()
        .write(
            ("HTTP/1.1 " + status + "\r\n" + headers + length + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
  }

  private static void closeQuietly(Closeable closing) {
    try {
      closing.close();
    } catch (IOException e) {
      // It is gone either way.
      return;
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "connect-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
