package org.kumiki.platform.tls;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.kumiki.platform.tls.MachineIdentity.Material;

/**
 * The outbound side of TLS between machines: our certificate, the consortium's authorities and
 * nobody else's, TLS 1.3 and nothing older. The JDK also checks that the server's certificate names
 * the host and is meant for servers.
 */
public final class MutualTls {
  private static final String[] PROTOCOLS = {"TLSv1.3"};

  /** A peer that does not even accept a connection in this time is unreachable. */
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private MutualTls() {}

  /**
   * A context for {@code key}. A context alone does not exclude older protocols: use {@link
   * #httpClient} where possible, or {@link #parameters()} with it.
   *
   * @param chain the certificates of {@code key}, the leaf first
   * @param authorities whose servers are trusted
   */
  public static SSLContext sslContext(
      PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
    return sslContext(new Material(key, chain, authorities));
  }

  /**
   * A context for what a machine is now. Revocation lists that are out of date, or missing, refuse
   * nobody: a node that was off for a month shall reach the coordinator and fetch new ones.
   */
  public static SSLContext sslContext(Material material) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(KeyStores.withKey(material.key(), material.presented()), KeyStores.NO_PASSWORD);
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(new CertPathTrustManagerParameters(judgement(material)));
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The key and certificates cannot be used for TLS", e);
    }
  }

  private static PKIXBuilderParameters judgement(Material material)
      throws GeneralSecurityException {
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(
            KeyStores.withAuthorities(material.authorities()), new X509CertSelector());
    PKIXRevocationChecker checker =
        (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
    checker.setOptions(
        EnumSet.of(
            PKIXRevocationChecker.Option.PREFER_CRLS,
            PKIXRevocationChecker.Option.NO_FALLBACK,
            PKIXRevocationChecker.Option.SOFT_FAIL));
    parameters.addCertPathChecker(checker);
    parameters.addCertStore(
        CertStore.getInstance(
            "Collection", new CollectionCertStoreParameters(material.revocationLists())));
    return parameters;
  }

  /**
   * As {@link #httpClient(PrivateKey, List, List)}, for who has no certificate yet.
   *
   * @param authorities whose servers are trusted
   */
  public static HttpClient.Builder anonymousClient(List<X509Certificate> authorities) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(KeyStores.withAuthorities(authorities));
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, trust.getTrustManagers(), null);
      return client(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The authorities' certificates cannot be used", e);
    }
  }

  /** A builder as above around any context. */
  public static HttpClient.Builder client(SSLContext context) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT)
        .sslContext(context)
        .sslParameters(parameters());
  }

  /** TLS 1.3 only. */
  public static SSLParameters parameters() {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(PROTOCOLS.clone());
    return parameters;
  }

  /** A builder of HTTP/1.1 clients that speak for {@code key} and follow no redirect. */
  public static HttpClient.Builder httpClient(
      PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
    return httpClient(new Material(key, chain, authorities));
  }

  /** A builder of HTTP/1.1 clients that are what a machine is now, and follow no redirect. */
  public static HttpClient.Builder httpClient(Material material) {
    return client(sslContext(material));
  }
}
