package org.kumiki.trial.federation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.coordinator.authority.IssuedCertificates;
import org.kumiki.coordinator.membership.MemberCertificates;
import org.kumiki.node.identity.IdentityFiles;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.tls.MachineIdentity.Material;

/**
 * A certificate that lives minutes instead of thirty days, for a node that does not run: by the
 * consortium's own authority, in the coordinator's tables and in the node's folder, as if it had
 * been issued so. Nothing else about node or coordinator differs.
 */
final class ShortLived {
  private static final SecureRandom RANDOM = new SecureRandom();

  private ShortLived() {}

  /** Puts one in the place of what the node has; it keeps its key and its name. */
  static X509Certificate give(Trial trial, String organisation, Instant begin, Duration life)
      throws Exception {
    Material present = trial.identity(organisation);
    X509Certificate given =
        again(
            present.certificate(),
            issuingKey(trial.coordinatorFolder()),
            Date.from(begin),
            Date.from(begin.plus(life)));
    enter(trial.coordinatorFolder(), organisation, given);
    List<X509Certificate> chain = new ArrayList<>(present.chain());
    chain.set(0, given);
    IdentityFiles.store(
        NodeFolder.open(trial.nodeFolder(organisation)),
        new Material(present.key(), chain, present.authorities()));
    return given;
  }

  private static X509Certificate again(
      X509Certificate certificate, PrivateKey authority, Date begin, Date end) throws Exception {
    X509CertificateHolder old = new JcaX509CertificateHolder(certificate);
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            old.getIssuer(),
            Issuer.newSerial(RANDOM),
            begin,
            end,
            old.getSubject(),
            old.getSubjectPublicKeyInfo());
    for (Object oid : old.getExtensionOIDs()) {
      builder.addExtension(old.getExtension((ASN1ObjectIdentifier) oid));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder(KeyKind.of(authority).signatureAlgorithm())
                    .build(authority)));
  }

  private static PrivateKey issuingKey(Path coordinator) throws IOException {
    try (Stream<Path> files = Files.list(coordinator.resolve("ca"))) {
      List<Path> keys =
          files.filter(file -> file.getFileName().toString().startsWith("issuing-")).toList();
      if (keys.size() != 1) {
        throw new AssertionError("one issuing authority, before any rotation: " + keys);
      }
      return Pem.readPrivateKey(PrivateFile.read(keys.get(0)));
    }
  }

  private static void enter(Path coordinator, String organisation, X509Certificate certificate)
      throws Exception {
    String port =
        Files.readAllLines(coordinator.resolve("postgresql/postmaster.pid")).get(3).strip();
    Jdbi jdbi =
        Jdbi.create(
            "jdbc:postgresql://127.0.0.1:" + port + "/kumiki",
            "kumiki",
            PrivateFile.read(coordinator.resolve("postgresql-password")).strip());
    PeerIdentity node = PeerIdentity.from(certificate);
    jdbi.useTransaction(
        handle -> {
          new IssuedCertificates(jdbi).record(handle, certificate, Optional.of(node));
          new MemberCertificates().add(handle, organisation, certificate);
        });
  }
}
