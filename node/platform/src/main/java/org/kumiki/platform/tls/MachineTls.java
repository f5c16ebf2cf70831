package org.kumiki.platform.tls;

import io.micronaut.http.ssl.CertificateProvider;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Sinks;

/**
 * The key, chain and authorities of the machines' listener, held in memory. {@link #replace} swaps
 * them for new handshakes while the server runs; connections that are open keep what they have,
 * which is why a revoked peer must also be refused on each request.
 *
 * <p>Safe for use by many threads.
 */
public final class MachineTls implements CertificateProvider {
  private final String name;
  private final Sinks.Many<KeyStore> keys = Sinks.many().replay().latest();
  private final Sinks.Many<KeyStore> authorities = Sinks.many().replay().latest();

  private MachineTls(String name) {
    this.name = name;
  }

  /**
   * A provider with its first material.
   *
   * @param name how the listener refers to it
   * @param key the server's private key
   * @param chain its certificates, the leaf first
   * @param authorities whose certificates clients may present
   */
  public static MachineTls provider(
      String name, PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
    MachineTls provider = new MachineTls(name);
    provider.replace(key, chain, authorities);
    return provider;
  }

  /** Replaces everything, for handshakes from now on. */
  public synchronized void replace(
      PrivateKey key, List<X509Certificate> chain, List<X509Certificate> newAuthorities) {
    KeyStore keyStore = KeyStores.withKey(key, chain);
    KeyStore trustStore = KeyStores.withAuthorities(newAuthorities);
    authorities.emitNext(trustStore, Sinks.EmitFailureHandler.FAIL_FAST);
    keys.emitNext(keyStore, Sinks.EmitFailureHandler.FAIL_FAST);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Publisher<KeyStore> getKeyStore() {
    return keys.asFlux();
  }

  @Override
  public Publisher<KeyStore> getTrustStore() {
    return authorities.asFlux();
  }
}
