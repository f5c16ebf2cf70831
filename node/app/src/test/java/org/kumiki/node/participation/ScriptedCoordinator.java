package org.kumiki.node.participation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.node.identity.NodeInstance;
import org.kumiki.platform.proxy.ProxySettings;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.tls.MachineIdentity;
import org.kumiki.platform.tls.MutualTls;

/** A TLS server of a consortium that gives one prepared answer a connection, and then closes it. */
final class ScriptedCoordinator implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String CONTENT_LENGTH = "Content-Length:";

  private final Issuer issuer =
      Issuer.selfSigned(
          "kinzoku", KeyPairs.generate(RANDOM), BigInteger.ONE, Instant.now(), 30, RANDOM);
  private final InetAddress address;
  private final SSLServerSocket listener;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private volatile Runnable whenAsked = () -> {};

  private record Credentials(PrivateKey key, List<X509Certificate> chain) {}

  /**
   * @param answers whole answers with head and body, in Latin-1
   */
  ScriptedCoordinator(String address, String... answers) throws IOException {
    this(address, root -> List.of(answers));
  }

  /**
   * @param script answers as above, given the root under which it is trusted
   */
  ScriptedCoordinator(String address, Function<X509Certificate, List<String>> script)
      throws IOException {
    this.address = InetAddress.getByName(address);
    this.answers.addAll(script.apply(issuer.certificate()));
    Credentials own = issue(new CertificateProfile.Coordinator(List.of(address), 7));
    this.listener =
        (SSLServerSocket)
            MutualTls.sslContext(own.key(), own.chain(), List.of(issuer.certificate()))
                .getServerSocketFactory()
                .createServerSocket(0, 50, this.address);
    // Who has no certificate yet enrols.
    listener.setWantClientAuth(true);
    Thread thread = new Thread(this::serve, "scripted-coordinator");
    thread.setDaemon(true);
    thread.start();
  }

  private Credentials issue(CertificateProfile profile) {
    KeyPair keys = KeyPairs.generate(RANDOM);
    return new Credentials(
        keys.getPrivate(),
        List.of(
            issuer.issue(
                SigningRequest.create(keys, RANDOM),
                profile,
                Issuer.newSerial(RANDOM),
                Instant.now())));
  }

  /** A node of this consortium. */
  MachineIdentity identity() {
    Credentials node = node();
    return new MachineIdentity(
        new MachineIdentity.Material(node.key(), node.chain(), List.of(issuer.certificate())));
  }

  /** Another key and certificate for it, as a renewal gives them. */
  void renew(MachineIdentity identity) {
    Credentials next = node();
    identity.replaceKey(next.key(), next.chain());
  }

  private Credentials node() {
    return issue(new CertificateProfile.Node(new PeerIdentity("kinzoku", "alpha", "node-1"), 7));
  }

  /** Runs this at each request, before it is answered. */
  void whenAsked(Runnable action) {
    whenAsked = action;
  }

  /** A node's connection to this coordinator. */
  CoordinatorChannel channel(Optional<ProxySettings> proxy) {
    return channel(proxy, Clock.systemUTC());
  }

  /** As above, with a clock that may be off. */
  CoordinatorChannel channel(Optional<ProxySettings> proxy, Clock clock) {
    return channel(identity(), proxy, clock);
  }

  /** As above, of a node whose identity the caller replaces. */
  CoordinatorChannel channel(MachineIdentity identity) {
    return channel(identity, Optional.empty(), Clock.systemUTC());
  }

  private CoordinatorChannel channel(
      MachineIdentity identity, Optional<ProxySettings> proxy, Clock clock) {
    return new CoordinatorChannel(
        uri(),
        identity,
        new NodeInstance("0123456789abcdef0123456789abcdef", 1),
        WayOut.of(proxy),
        clock,
        new Random(1));
  }

  URI uri() {
    String host = address.getHostAddress();
    return URI.create(
        "https://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + listener.getLocalPort());
  }

  X509Certificate root() {
    return issuer.certificate();
  }

  /** What was asked. */
  List<String> heads() {
    return List.copyOf(heads);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void serve() {
    while (!listener.isClosed() && !answers.isEmpty()) {
      try (SSLSocket client = (SSLSocket) listener.accept()) {
        String head = head(client.getInputStream());
        // Read to its end: what is left unread resets the connection, and the answer with it.
        client.getInputStream().readNBytes(contentLength(head));
        heads.add(head);
        whenAsked.run();
        OutputStream out = client.getOutputStream();
        out.write(answers.remove().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
      } catch (IOException e) {
        // The next connection gets the answer.
        continue;
      }
    }
  }

  private static int contentLength(String head) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, CONTENT_LENGTH, 0, CONTENT_LENGTH.length()))
        .mapToInt(line -> Integer.parseInt(line.substring(CONTENT_LENGTH.length()).strip()))
        .findFirst()
        .orElse(0);
  }

  /** A request up to its empty line. */
  static String head(InputStream in) throws IOException {
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
}
