package org.kumiki.platform.tls;

import io.micronaut.http.ssl.CertificateProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The certificate that people's browsers see, of an authority that they trust; not the
 * consortium's. It asks nobody for a certificate. Immutable: a new one counts after a restart.
 */
public final class WebCertificate implements CertificateProvider {
  private final KeyStore keys;

  /**
   * A provider.
   *
   * @param chain the leaf first
   */
  public WebCertificate(PrivateKey key, List<X509Certificate> chain) {
    this.keys = KeyStores.withKey(key, chain);
  }

  /**
   * Reads PEM files.
   *
   * @param keyFile PKCS#8, mode 0600
   * @param certificateFile the leaf first
   * @throws CommandFailure if they cannot be read
   */
  public static WebCertificate read(Path keyFile, Path certificateFile) {
    try {
      return new WebCertificate(
          Pem.readPrivateKey(PrivateFile.read(keyFile)),
          Pem.readCertificates(Files.readString(certificateFile)));
    } catch (IOException | IllegalArgumentException e) {
      throw CommandFailure.refused(
          "people.https: cannot use " + certificateFile + " with " + keyFile,
          "check that both are PEM, the key PKCS#8, and belong together",
          e);
    }
  }

  @Override
  public String getName() {
    return "web";
  }

  @Override
  public Publisher<KeyStore> getKeyStore() {
    // Never completes: the server listens for a successor as long as it lives.
    return Flux.concat(Mono.just(keys), Mono.never());
  }

  @Override
  public Publisher<KeyStore> getTrustStore() {
    return Mono.never();
  }
}
