package org.kumiki.certs.enrolment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.util.Selector;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;

/**
 * Certificates as EST hands them out: a PKCS#7 message without content and without signature (RFC
 * 5272 section 4.1, "certs-only"). It proves nothing about its certificates; whoever reads one
 * checks them against what is pinned.
 */
public final class CertsOnly {
  /** Two roots, two issuing authorities and a leaf have 4 KiB; no consortium's bundle has 64. */
  public static final int MAX_BYTES = 64 * 1024;

  /** More certificates than any chain or bundle of ours. */
  private static final int MAX_CERTIFICATES = 16;

  private CertsOnly() {}

  /** The DER form; the order is not kept by every reader. */
  public static byte[] encode(List<X509Certificate> certificates) {
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    try {
      for (X509Certificate certificate : certificates) {
        generator.addCertificate(new JcaX509CertificateHolder(certificate));
      }
      return generator.generate(new CMSAbsentContent(), false).getEncoded();
    } catch (CMSException | CertificateEncodingException | IOException e) {
      throw new IllegalStateException("Parsed certificates have an encoding", e);
    }
  }

  /**
   * The certificates in a message, at least one.
   *
   * @throws CertificateRefused if it is none, too large, or holds none or too many
   */
  public static List<X509Certificate> decode(byte[] der) {
    if (der.length > MAX_BYTES) {
      throw new CertificateRefused(Reason.TOO_LARGE, "The certificates have more than 64 KiB");
    }
    List<X509Certificate> found = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (X509CertificateHolder holder : holders(der)) {
        found.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded())));
      }
    } catch (CertificateRefused e) {
      throw e;
    } catch (CMSException | CertificateException | IOException | RuntimeException e) {
      // The ASN.1 reader also throws unchecked exceptions on damaged structures.
      throw new CertificateRefused(Reason.UNREADABLE, "The answer is not a PKCS#7 of certificates");
    }
    if (found.isEmpty() || found.size() > MAX_CERTIFICATES) {
      throw new CertificateRefused(
          Reason.UNREADABLE, "The answer holds no certificate, or more than " + MAX_CERTIFICATES);
    }
    return List.copyOf(found);
  }

  private static List<X509CertificateHolder> holders(byte[] der) throws CMSException {
    Selector<X509CertificateHolder> all = null;
    return List.copyOf(new CMSSignedData(der).getCertificates().getMatches(all));
  }
}
