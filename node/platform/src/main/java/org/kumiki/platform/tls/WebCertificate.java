package org.kumiki.platform.tls;

import io.micronaut.http.ssl.CertificateProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.trust.CertificateRefused;
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
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private final KeyStore keys;

  private WebCertificate(KeyStore keys) {
    this.keys = keys;
  }

  /**
   * Reads PEM files.
   *
   * @param keyFile PKCS#8, mode 0600: RSA, EC or Ed25519
   * @param certificateFile the leaf first
   * @throws CommandFailure if they cannot be read, or do not belong together
   */
  public static WebCertificate read(Path keyFile, Path certificateFile) {
    try {
      List<X509Certificate> chain = Pem.readCertificates(Files.readString(certificateFile));
      PrivateKey key = key(PrivateFile.read(keyFile), chain.get(0).getPublicKey());
      return new WebCertificate(KeyStores.withKey(key, chain));
    } catch (IOException
        | GeneralSecurityException
        | IllegalArgumentException
        | CertificateRefused e) {
      throw CommandFailure.refused(
          "people.https: cannot use " + certificateFile + " with " + keyFile,
          "check that both are PEM, the key PKCS#8, and belong together",
          e);
    }
  }

  /** Of the public key's kind: what an authority for browsers certified may be any of three. */
  private static PrivateKey key(String pem, PublicKey certified) throws GeneralSecurityException {
    Matcher block = KEY.matcher(pem);
    if (!block.find()) {
      throw new IllegalArgumentException("no PRIVATE KEY in PEM");
    }
    byte[] der = Base64.getMimeDecoder().decode(block.group(1));
    PrivateKey key =
        KeyFactory.getInstance(certified.getAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(der));
    byte[] probe = {1, 2, 3};
    Signature signature = Signature.getInstance(algorithm(certified));
    signature.initSign(key);
    signature.update(probe);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update(probe);
    if (!signature.verify(signed)) {
      throw new IllegalArgumentException("the key is another certificate's");
    }
    return key;
  }

  private static String algorithm(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
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
