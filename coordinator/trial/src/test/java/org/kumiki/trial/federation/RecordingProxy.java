package org.kumiki.trial.federation;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.coordinator.authority.AuthorityFolder;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.consortium.EnrolmentFile;
import org.kumiki.platform.tls.MachineIdentity.Material;
import org.kumiki.platform.tls.MutualTls;

/**
 * Stands between one node and its coordinator, with a certificate that the node trusts and the
 * node's own key, and keeps every decrypted byte that leaves the node. It can hold requests back.
 *
 * <p>Only a test can have one: it needs the keys of both sides.
 */
final class RecordingProxy implements AutoCloseable {
  private static final int MAX_HEAD_BYTES = 1 << 16;
  private static final String[] PROTOCOLS = {"TLSv1.3"};
  private static final byte[] NO_CONTENT =
      "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final SSLServerSocket listener;
  private final SSLContext context;
  private final Optional<URI> upstream;
  private final List<ByteArrayOutputStream> streams = new CopyOnWriteArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Hold> holds = new CopyOnWriteArrayList<>();
  private final List<String> troubles = new CopyOnWriteArrayList<>();
  private final Set<SSLSocket> open = ConcurrentHashMap.newKeySet();

  /** One request as it left the node. */
  record Request(String head, byte[] body) {
    String method() {
      return head.substring(0, head.indexOf(' '));
    }

    String target() {
      return head.split(" ", 3)[1];
    }

    boolean isInbox() {
      return target().startsWith("/exchange/v1/inbox?");
    }

    /** Rosters and answers: before the first study, as often as the others take to sign. */
    boolean isRoster() {
      return target().startsWith("/exchange/v1/roster");
    }

    /**
     * What a node fetches by its clock, whatever it holds and whatever runs: authorities,
     * revocations and releases of the vocabulary. It sends nothing with it.
     */
    boolean isByTheClock() {
      return method().equals("GET")
          && body().length == 0
          && (target().equals("/exchange/v1/authorities")
              || target().equals("/exchange/v1/revocation-lists")
              || target().matches("/exchange/v1/vocabulary/releases\\?after=[0-9]+"));
    }

    /** Header lines without the request line. */
    List<String> headers() {
      return head.lines().skip(1).filter(line -> !line.isEmpty()).toList();
    }
  }

  /** Requests of one kind that wait here until they are let go. */
  static final class Hold {
    private final Predicate<Request> which;
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Hold(Predicate<Request> which) {
      this.which = which;
    }

    /** Waits until such a request has come. */
    void awaitArrival() {
      Await.until("a held request has come", () -> arrived.getCount() == 0);
    }

    void release() {
      released.countDown();
    }
  }

  private RecordingProxy(CoordinatorFolder coordinator, SSLContext context, Optional<URI> upstream)
      throws IOException {
    this.upstream = upstream;
    this.context = context;
    this.listener =
        (SSLServerSocket)
            serverContext(coordinator)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setEnabledProtocols(PROTOCOLS);
    listener.setNeedClientAuth(true);
    daemon("proxy-accept", this::accept);
  }

  /** Puts a proxy before a node that is enrolled and has not been started yet. */
  static RecordingProxy before(Trial trial, String organisation) {
    NodeFolder node = NodeFolder.open(trial.nodeFolder(organisation));
    EnrolmentFile real = EnrolmentFile.read(node.enrolmentFile());
    RecordingProxy proxy = make(trial, organisation, Optional.of(trial.address()));
    new EnrolmentFile(
            real.consortium(),
            proxy.address().toString(),
            real.organisation(),
            real.node(),
            real.rootSha256())
        .write(node.enrolmentFile());
    return proxy;
  }

  /** A proxy that answers every request itself and passes nothing on. */
  static RecordingProxy sink(Trial trial, String organisation) {
    return make(trial, organisation, Optional.empty());
  }

  private static RecordingProxy make(Trial trial, String organisation, Optional<URI> upstream) {
    try {
      return new RecordingProxy(
          CoordinatorFolder.open(trial.coordinatorFolder()),
          nodeContext(trial, organisation),
          upstream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** TLS with the node's own key, as the node itself speaks it. */
  static SSLContext nodeContext(Trial trial, String organisation) {
    Material own = trial.identity(organisation);
    return MutualTls.sslContext(own.key(), own.chain(), own.authorities());
  }

  private static SSLContext serverContext(CoordinatorFolder coordinator) {
    SecureRandom random = new SecureRandom();
    AuthorityFolder authorities = new AuthorityFolder(coordinator, random);
    AuthorityBundle bundle = authorities.bundle(Instant.now()).bundle();
    Issuer issuer = authorities.issuer(bundle).orElseThrow();
    KeyPair keys = KeyPairs.generate(random);
    X509Certificate certificate =
        issuer.issue(
            SigningRequest.create(keys, random),
            new CertificateProfile.Coordinator(List.of("127.0.0.1"), 2),
            Issuer.newSerial(random),
            Instant.now());
    return MutualTls.sslContext(keys.getPrivate(), bundle.serverChain(certificate), bundle.roots());
  }

  URI address() {
    return URI.create("https://127.0.0.1:" + listener.getLocalPort());
  }

  /** Every byte of every connection so far, decrypted. */
  List<byte[]> outbound() {
    List<byte[]> all = new ArrayList<>();
    for (ByteArrayOutputStream stream : streams) {
      synchronized (stream) {
        all.add(stream.toByteArray());
      }
    }
    return all;
  }

  /** Complete requests in the order in which they came. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** What went wrong here and not at the node; a test that records must find it empty. */
  List<String> troubles() {
    return List.copyOf(troubles);
  }

  /** From now on such requests wait, however often the node sends them. */
  Hold hold(Predicate<Request> which) {
    Hold hold = new Hold(which);
    holds.add(hold);
    return hold;
  }

  @Override
  public void close() {
    holds.forEach(Hold::release);
    closeQuietly(listener::close);
    open.forEach(socket -> closeQuietly(socket::close));
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        SSLSocket client = (SSLSocket) listener.accept();
        open.add(client);
        daemon("proxy-requests", () -> serve(client));
      } catch (IOException e) {
        // Closed: this was the last round.
        continue;
      }
    }
  }

  private void serve(SSLSocket client) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    streams.add(stream);
    try (client;
        SSLSocket server = upstream.isPresent() ? connect(upstream.get()) : null) {
      if (server != null) {
        open.add(server);
        daemon("proxy-answers", () -> answer(server, client));
      }
      InputStream in = new BufferedInputStream(new Tap(client.getInputStream(), stream));
      for (Request next = read(in); next != null; next = read(in)) {
        requests.add(next);
        waitIfHeld(next);
        if (server == null) {
          client.getOutputStream().write(NO_CONTENT);
        } else {
          write(next, server.getOutputStream());
        }
      }
    } catch (IOException e) {
      // A killed process breaks its connections; the node tries again by itself.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SSLSocket connect(URI server) throws IOException {
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(server.getHost(), server.getPort());
    socket.setEnabledProtocols(PROTOCOLS);
    socket.startHandshake();
    return socket;
  }

  private void answer(SSLSocket server, SSLSocket client) {
    try (server;
        client) {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // One of the two ends is gone, and now both are.
      return;
    }
  }

  private Request read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int state = 0;
    while (state < 4) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.write(next);
      state = next == "\r\n\r\n".charAt(state) ? state + 1 : next == '\r' ? 1 : 0;
      if (head.size() > MAX_HEAD_BYTES) {
        throw trouble("a request's head does not end");
      }
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    return new Request(text, in.readNBytes(contentLength(text)));
  }

  private int contentLength(String head) throws IOException {
    int length = 0;
    for (String line : head.lines().toList()) {
      String[] parts = line.split(":", 2);
      if (parts[0].equalsIgnoreCase("Transfer-Encoding")) {
        throw trouble("a request in chunks, which this proxy does not read");
      }
      if (parts[0].equalsIgnoreCase("Content-Length")) {
        length = Integer.parseInt(parts[1].strip());
      }
    }
    return length;
  }

  private void waitIfHeld(Request request) throws InterruptedException, IOException {
    for (Hold hold : holds) {
      if (hold.released.getCount() > 0 && hold.which.test(request)) {
        hold.arrived.countDown();
        if (!hold.released.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          throw trouble("a held request was never let go");
        }
      }
    }
  }

  private static void write(Request request, OutputStream out) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(request.head().getBytes(StandardCharsets.ISO_8859_1));
    whole.write(request.body());
    out.write(whole.toByteArray());
    out.flush();
  }

  private IOException trouble(String what) {
    troubles.add(what);
    return new IOException(what);
  }

  /** Something that may already be closed. */
  private interface Closing {
    void close() throws IOException;
  }

  private static void closeQuietly(Closing closing) {
    try {
      closing.close();
    } catch (IOException e) {
      // The test is over; the other end may have been faster.
      return;
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Keeps a copy of what is read. */
  private static final class Tap extends FilterInputStream {
    private final ByteArrayOutputStream copy;

    Tap(InputStream in, ByteArrayOutputStream copy) {
      super(in);
      this.copy = copy;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (count > 0) {
        synchronized (copy) {
          copy.write(bytes, offset, count);
        }
      }
      return count;
    }
  }
}
