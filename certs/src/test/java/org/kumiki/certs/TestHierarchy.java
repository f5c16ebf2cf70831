package org.kumiki.certs;

import static org.kumiki.certs.TestAuthority.NOW;
import static org.kumiki.certs.TestAuthority.RANDOM;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.revocation.RevocationList;
import org.kumiki.certs.revocation.RevokedCertificate;
import org.kumiki.certs.trust.TrustAnchors;
import org.kumiki.fixture.Programs.Answer;

/** A root and an issuing authority at a fixed instant, for tests. */
public final class TestHierarchy {
  public static final Duration LIST_LIFE = Duration.ofDays(7);

  public final Issuer root;
  public final Issuer issuing;

  public TestHierarchy() {
    this(KeyKind.P256, KeyKind.P256);
  }

  public TestHierarchy(KeyKind rootKind, KeyKind issuingKind) {
    root =
        Issuer.selfSigned(
            "kinzoku",
            KeyPairs.generate(rootKind, RANDOM),
            Issuer.newSerial(RANDOM),
            NOW,
            3650,
            RANDOM);
    issuing = below(root, issuingKind);
  }

  /** A new issuing authority below a root. */
  public static Issuer below(Issuer root, KeyKind kind) {
    KeyPair keys = KeyPairs.generate(kind, RANDOM);
    X509Certificate certificate =
        root.issue(
            SigningRequest.create(keys, RANDOM),
            new CertificateProfile.Issuing("kinzoku", CertificateProfile.ISSUING_DAYS),
            Issuer.newSerial(RANDOM),
            NOW);
    return new Issuer(keys.getPrivate(), certificate, RANDOM);
  }

  public X509Certificate leaf(KeyKind kind, CertificateProfile profile) {
    return leaf(issuing, kind, profile);
  }

  public static X509Certificate leaf(Issuer issuer, KeyKind kind, CertificateProfile profile) {
    return issuer.issue(
        SigningRequest.create(KeyPairs.generate(kind, RANDOM), RANDOM),
        profile,
        Issuer.newSerial(RANDOM),
        NOW);
  }

  public static X509CRL list(Issuer issuer, Instant at, List<RevokedCertificate> revoked) {
    return issuer.revocationList(
        new RevocationList(BigInteger.valueOf(7), at, at.plus(LIST_LIFE), revoked));
  }

  /** Empty lists of both authorities. */
  public List<X509CRL> lists() {
    return List.of(list(root, NOW, List.of()), list(issuing, NOW, List.of()));
  }

  public TrustAnchors anchors() {
    return new TrustAnchors(List.of(root.certificate()));
  }

  /** The strictest question that openssl can be asked about a chain. */
  public static Answer openssl(
      Path folder,
      List<X509Certificate> roots,
      List<X509Certificate> chain,
      List<X509CRL> lists,
      Instant at,
      String purpose)
      throws IOException, InterruptedException {
    Path anchors = write(folder, "roots.pem", Pem.certificates(roots));
    Path leaf = write(folder, "leaf.pem", Pem.certificate(chain.get(0)));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "verify",
                "-x509_strict",
                "-check_ss_sig",
                "-auth_level",
                "2",
                "-attime",
                String.valueOf(at.getEpochSecond()),
                "-purpose",
                purpose,
                "-CAfile",
                anchors.toString()));
    if (chain.size() > 1) {
      Path between = write(folder, "chain.pem", Pem.certificates(chain.subList(1, chain.size())));
      arguments.addAll(List.of("-untrusted", between.toString()));
    }
    if (!lists.isEmpty()) {
      Path all = write(folder, "lists.pem", Pem.revocationLists(lists));
      arguments.addAll(List.of("-crl_check_all", "-CRLfile", all.toString()));
    }
    arguments.add(leaf.toString());
    return Openssl.run(arguments.toArray(String[]::new));
  }

  private static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
