package org.kumiki.platform.diagnosis;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Looks at the certificates that a TLS server presents, whoever it is, and at nothing else.
 *
 * <p>Guarantees that no byte of an application is sent or read: the connection is closed when the
 * handshake is over, and this node shows no certificate of its own. It trusts nobody and says
 * nothing about trust: {@link TlsCheck} does. Thread-safe.
 */
public final class TlsProbe {
  /** TLS 1.2 too: what speaks only that is exactly what is to be recognised. */
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private TlsProbe() {}

  /** What a handshake showed. */
  public sealed interface Outcome {
    /** Certificates, the leaf first; there is at least one. */
    record Presented(List<X509Certificate> chain, String protocol) implements Outcome {}

    /** There was no certificate. */
    record Broken(Way way) implements Outcome {}
  }

  /** How a handshake broke off. */
  public enum Way {
    /** The connection was closed or reset. */
    CLOSED,
    /** Nothing came. */
    SILENT,
    /** What came was not TLS, or no version and cipher in common. */
    NOT_TLS
  }

  /**
   * Shakes hands over a connection and closes it.
   *
   * @param connected to the server, through a tunnel or not, with a time limit for reading
   * @param host what the server is told to be called (SNI)
   */
  public static Outcome handshake(Socket connected, String host, int port) {
    Recording presented = new Recording();
    try (SSLSocket tls =
        (SSLSocket)
            context(presented).getSocketFactory().createSocket(connected, host, port, true)) {
      tls.setEnabledProtocols(PROTOCOLS.clone());
      tls.startHandshake();
      return new Outcome.Presented(presented.chain, tls.getSession().getProtocol());
    } catch (IOException e) {
      // A server that insists on a certificate breaks off after it has shown its own.
      return presented.chain.isEmpty()
          ? new Outcome.Broken(way(e))
          : new Outcome.Presented(presented.chain, "TLS");
    }
  }

  private static Way way(IOException e) {
    if (e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException) {
      return Way.SILENT;
    }
    boolean closed =
        e instanceof SocketException
            || e.getCause() instanceof SocketException
            || String.valueOf(e.getMessage()).contains("terminated the handshake");
    return closed ? Way.CLOSED : Way.NOT_TLS;
  }

  private static SSLContext context(Recording presented) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {presented}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  /** Keeps what was presented. That it accepts anything is why nothing is sent afterwards. */
  private static final class Recording extends X509ExtendedTrustManager {
    private List<X509Certificate> chain = List.of();

    private void record(X509Certificate[] presented) {
      chain = List.of(presented);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String type) {
      record(presented);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String type, Socket socket) {
      record(presented);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String type, SSLEngine engine) {
      record(presented);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String type) {
      throw new IllegalStateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String type, Socket socket) {
      throw new IllegalStateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String type, SSLEngine engine) {
      throw new IllegalStateException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
