package org.kumiki.node.participation;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.platform.tls.MachineIdentity.Material;

/** Who renews certificates; thread-safe. Nothing that it hands back has been checked. */
interface CertificateSource {
  /** Another certificate for a node whose present one is valid. */
  EstAnswer renew(Material identity, EnrolmentRequest request)
      throws IOException, InterruptedException;

  /** Another certificate under the same key after the last one has expired. */
  EstAnswer renewExpired(List<X509Certificate> roots, EnrolmentRequest request)
      throws IOException, InterruptedException;

  /** A sentence if this machine's clock and the coordinator's are apart; asks whoever answers. */
  Optional<String> clockComplaint() throws InterruptedException;
}
