package org.kumiki.certs.issuance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.certs.trust.SignedBundle;

/**
 * The textual form of certificates, PKCS#8 keys, signing requests and revocation lists (RFC 7468).
 * Keys that are written here are not encrypted ({@link EncryptedKey} is): whoever stores one keeps
 * the file to its owner.
 */
public final class Pem {
  /**
   * Larger than any chain that we make by a factor of ten; bounds what a stranger makes us parse.
   */
  static final int MAX_CHARS = 64 * 1024;

  /** Lists of revoked certificates grow: this has room for some thousand entries. */
  private static final int MAX_LIST_CHARS = 1024 * 1024;

  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final String ENCRYPTED_KEY = "ENCRYPTED PRIVATE KEY";
  private static final String REQUEST = "CERTIFICATE REQUEST";
  private static final String REVOCATION_LIST = "X509 CRL";
  private static final String BUNDLE = "KUMIKI AUTHORITIES";
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  /** Certificates one after another, in the order given. */
  public static String certificates(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      try {
        text.append(block(CERTIFICATE, certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException("A parsed certificate has an encoding", e);
      }
    }
    return text.toString();
  }

  /** One certificate. */
  public static String certificate(X509Certificate certificate) {
    return certificates(List.of(certificate));
  }

  /** A private key as unencrypted PKCS#8 (RFC 5958). A secret. */
  public static String privateKey(PrivateKey key) {
    return block(PRIVATE_KEY, key.getEncoded());
  }

  static String encryptedKey(byte[] der) {
    return block(ENCRYPTED_KEY, der);
  }

  /** Revocation lists (RFC 5280 section 5) one after another. */
  public static String revocationLists(List<X509CRL> lists) {
    StringBuilder text = new StringBuilder();
    for (X509CRL list : lists) {
      try {
        text.append(block(REVOCATION_LIST, list.getEncoded()));
      } catch (CRLException e) {
        throw new IllegalStateException("A parsed revocation list has an encoding", e);
      }
    }
    return text.toString();
  }

  /** Bundles of authorities, in the order given. */
  public static String bundles(List<SignedBundle> bundles) {
    StringBuilder text = new StringBuilder();
    bundles.forEach(bundle -> text.append(block(BUNDLE, bundle.encode())));
    return text.toString();
  }

  /** A signing request (RFC 2986). */
  public static String request(SigningRequest request) {
    return block(REQUEST, request.der());
  }

  /**
   * Every certificate in {@code text}, in order.
   *
   * @throws CertificateRefused if there is none, or anything else stands among them
   */
  public static List<X509Certificate> readCertificates(String text) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] der : blocks(text, CERTIFICATE)) {
      certificates.add(readCertificate(der));
    }
    return List.copyOf(certificates);
  }

  /**
   * The one certificate in {@code text}.
   *
   * @throws CertificateRefused if there is none or more than one
   */
  public static X509Certificate readCertificate(String text) {
    return readCertificate(only(text, CERTIFICATE));
  }

  /**
   * The one private key in {@code text}: EC or Ed25519, in unencrypted PKCS#8.
   *
   * @throws CertificateRefused if it is not
   */
  public static PrivateKey readPrivateKey(String text) {
    return readPrivateKey(only(text, PRIVATE_KEY));
  }

  static PrivateKey readPrivateKey(byte[] der) {
    for (KeyKind kind : KeyKind.values()) {
      try {
        return KeyFactory.getInstance(kind.keyAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        // What a provider says about a key does not belong in a log.
        continue;
      }
    }
    throw new CertificateRefused(
        Reason.WRONG_KEY, "The private key is not an EC or Ed25519 key in PKCS#8");
  }

  static byte[] readEncryptedKey(String text) {
    return only(text, ENCRYPTED_KEY);
  }

  /**
   * Every bundle of authorities in {@code text}, in order; nothing is verified yet.
   *
   * @throws CertificateRefused if there is none, or anything else stands among them
   */
  public static List<SignedBundle> readBundles(String text) {
    return blocks(text, BUNDLE).stream().map(SignedBundle::decode).toList();
  }

  /**
   * Every revocation list in {@code text}, in order; nothing is verified yet.
   *
   * @throws CertificateRefused if there is none, or anything else stands among them
   */
  public static List<X509CRL> readRevocationLists(String text) {
    List<X509CRL> lists = new ArrayList<>();
    for (byte[] der : blocks(text, REVOCATION_LIST)) {
      try {
        lists.add(
            (X509CRL)
                CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der)));
      } catch (CertificateException | CRLException e) {
        throw new CertificateRefused(Reason.UNREADABLE, "A revocation list cannot be read", e);
      }
    }
    return List.copyOf(lists);
  }

  /**
   * The one signing request in {@code text}, with its proof of possession checked.
   *
   * @throws CertificateRefused if it is not acceptable
   */
  public static SigningRequest readRequest(String text) {
    return SigningRequest.parse(only(text, REQUEST));
  }

  static X509Certificate readCertificate(byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new CertificateRefused(Reason.UNREADABLE, "A certificate cannot be read", e);
    }
  }

  private static String block(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + LINES.encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }

  private static byte[] only(String text, String type) {
    List<byte[]> found = blocks(text, type);
    if (found.size() != 1) {
      throw new CertificateRefused(Reason.UNREADABLE, "Expected exactly one PEM block: " + type);
    }
    return found.get(0);
  }

  private static List<byte[]> blocks(String text, String type) {
    if (text.length() > (type.equals(REVOCATION_LIST) ? MAX_LIST_CHARS : MAX_CHARS)) {
      throw new CertificateRefused(Reason.TOO_LARGE, "The PEM text is too large");
    }
    List<byte[]> found = new ArrayList<>();
    try (PemReader reader = new PemReader(new StringReader(text))) {
      for (PemObject next = reader.readPemObject(); next != null; next = reader.readPemObject()) {
        if (!next.getType().equals(type)) {
          throw new CertificateRefused(Reason.UNREADABLE, "Expected only PEM blocks: " + type);
        }
        found.add(next.getContent());
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof CertificateRefused refused) {
        throw refused;
      }
      // Bouncy Castle's decoder throws unchecked exceptions of its own on bad Base64.
      throw new CertificateRefused(Reason.UNREADABLE, "The PEM text is damaged");
    }
    if (found.isEmpty()) {
      throw new CertificateRefused(Reason.UNREADABLE, "There is no PEM block: " + type);
    }
    return found;
  }
}
