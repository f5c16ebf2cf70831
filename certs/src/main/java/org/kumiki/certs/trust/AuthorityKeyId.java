package org.kumiki.certs.trust;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.cert.X509Extension;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * The name of an authority's key (RFC 5280 section 4.2.1.2, method 1): the same in every
 * certificate over that key, whoever signed it. A name and no proof.
 *
 * @param hex 40 lower-case hexadecimal digits
 */
public record AuthorityKeyId(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");

  public AuthorityKeyId {
    if (hex == null || !FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("A key identifier is 40 lower-case hexadecimal digits");
    }
  }

  /** Of the key that a certificate is about. */
  public static AuthorityKeyId of(X509Certificate certificate) {
    return of(certificate.getPublicKey());
  }

  /** Of a key. */
  public static AuthorityKeyId of(PublicKey key) {
    try {
      SubjectKeyIdentifier id = new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key);
      return new AuthorityKeyId(HexFormat.of().formatHex(id.getKeyIdentifier()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }

  /** Of the key that signed a certificate or a revocation list, as that says itself. */
  public static Optional<AuthorityKeyId> issuerOf(X509Extension signed) {
    byte[] value = signed.getExtensionValue(Extension.authorityKeyIdentifier.getId());
    if (value == null) {
      return Optional.empty();
    }
    try {
      byte[] id =
          AuthorityKeyIdentifier.getInstance(JcaX509ExtensionUtils.parseExtensionValue(value))
              .getKeyIdentifierOctets();
      return Optional.ofNullable(id)
          .map(HexFormat.of()::formatHex)
          .filter(hex -> FORM.matcher(hex).matches())
          .map(AuthorityKeyId::new);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
