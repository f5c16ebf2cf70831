package org.kumiki.node.diagnosis;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.kumiki.certs.enrolment.CertsOnly;
import org.kumiki.certs.enrolment.EstBody;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.node.identity.IdentityFiles;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.consortium.EnrolmentFile;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.tls.MachineIdentity.Material;
import org.kumiki.platform.tls.MutualTls;

/** An authority, folders of its nodes, and servers that speak for it or pretend to. */
final class LoopbackConsortium {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Issuer issuer;

  record Credentials(PrivateKey key, List<X509Certificate> chain) {}

  /** What a coordinator answers to an echo. */
  record Manner(int status, String versions, boolean garbles, int longest) {
    static final Manner GOOD = new Manner(200, "1", false);

    Manner(int status, String versions, boolean garbles) {
      this(status, versions, garbles, Integer.MAX_VALUE);
    }
  }

  LoopbackConsortium(String name) {
    this.issuer =
        Issuer.selfSigned(
            name, KeyPairs.generate(RANDOM), BigInteger.ONE, Instant.now(), 300, RANDOM);
  }

  X509Certificate authority() {
    return issuer.certificate();
  }

  Credentials coordinator(Instant issuedAt, String... hosts) {
    return issue(new CertificateProfile.Coordinator(List.of(hosts), 7), issuedAt);
  }

  private Credentials issue(CertificateProfile profile, Instant issuedAt) {
    KeyPair keys = KeyPairs.generate(RANDOM);
    X509Certificate leaf =
        issuer.issue(
            SigningRequest.create(keys, RANDOM), profile, Issuer.newSerial(RANDOM), issuedAt);
    return new Credentials(keys.getPrivate(), List.of(leaf, issuer.certificate()));
  }

  /** A folder as it is after enrolment, with more lines of settings. */
  Path node(Path folder, String address, Instant issuedAt, String settings) throws IOException {
    NodeFolder node = NodeFolder.open(folder);
    CertificateProfile profile =
        new CertificateProfile.Node(new PeerIdentity("kinzoku", "alpha", "node-1"), 30);
    Credentials own = issue(profile, issuedAt);
    PrivateFile.write(node.signingKeyFile(), "00".repeat(32));
    Files.writeString(
        node.settingsFile(), "organisation: alpha\nnode: node-1\napiPort: 0\n" + settings);
    IdentityFiles.store(
        node, new Material(own.key(), own.chain().subList(0, 1), List.of(authority())));
    new EnrolmentFile("kinzoku", address, "alpha", "node-1", Fingerprint.of(authority()).hex())
        .write(node.enrolmentFile());
    return folder;
  }

  /** A server on loopback with these credentials, TLS 1.3 only, that wants a certificate. */
  Server serve(Credentials credentials, Manner manner) throws IOException {
    return new Server(
        MutualTls.sslContext(credentials.key(), credentials.chain(), List.of(authority())),
        manner,
        false,
        authority());
  }

  /** As above, for the nodes of another authority alone. */
  Server serve(Credentials credentials, Manner manner, X509Certificate trusted) throws IOException {
    return new Server(
        MutualTls.sslContext(credentials.key(), credentials.chain(), List.of(trusted)),
        manner,
        true,
        authority());
  }

  static final class Server implements AutoCloseable {
    private final HttpsServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Manner manner;

    private Server(SSLContext context, Manner manner, boolean insists, X509Certificate authority)
        throws IOException {
      this.manner = manner;
      this.http =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      http.setHttpsConfigurator(
          new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters tls = MutualTls.parameters();
              if (insists) {
                tls.setNeedClientAuth(true);
              } else {
                tls.setWantClientAuth(true);
              }
              parameters.setSSLParameters(tls);
            }
          });
      http.createContext("/exchange/v1/echo", this::echo);
      http.createContext("/.well-known/est/cacerts", exchange -> authorities(exchange, authority));
      http.setExecutor(threads);
      http.start();
    }

    int port() {
      return http.getAddress().getPort();
    }

    String address() {
      return "https://127.0.0.1:" + port();
    }

    private static void authorities(HttpExchange exchange, X509Certificate authority)
        throws IOException {
      byte[] body = EstBody.encode(CertsOnly.encode(List.of(authority)));
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    }

    private void echo(HttpExchange exchange) throws IOException {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (manner.garbles()) {
        body[body.length - 1]++;
      }
      exchange.getResponseHeaders().set("Kumiki-Protocol", manner.versions());
      exchange.sendResponseHeaders(manner.status(), body.length);
      exchange.getResponseBody().write(body, 0, Math.min(body.length, manner.longest()));
      exchange.close();
    }

    @Override
    public void close() {
      http.stop(0);
      threads.shutdownNow();
    }
  }
}
