package org.kumiki.node.participation;

import java.net.Socket;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.kumiki.platform.tls.MutualTls;

/**
 * A connection to whoever answers, for the two questions that need no trust: the root, which is
 * compared with the invitation's SHA-256, and the time. Nothing of ours is ever sent over it.
 */
final class Unverified {
  private Unverified() {}

  static HttpClient.Builder client() {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, new TrustManager[] {new Anybody()}, null);
      return MutualTls.client(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java platform has no TLS 1.3", e);
    }
  }

  /**
   * Extended, so that the JDK does not add its check of the host's name, which nothing rests on.
   */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
