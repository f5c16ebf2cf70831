package org.kumiki.coordinator.enrolment;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.PeerIdentity;

/** The consortium's authority, as enrolment needs it. Thread-safe. */
public interface NodeIssuance {
  /** The life of a node's certificate. */
  int DAYS = 30;

  /**
   * Makes a certificate that lives {@link #DAYS}.
   *
   * @param handle the transaction in which enrolment enters it, too
   * @param request whose key is certified, and nothing else of it
   * @return the certificate and what leads to the root, the leaf first and the root left out
   */
  List<X509Certificate> issue(Handle handle, SigningRequest request, PeerIdentity node);

  /**
   * What members pin, the oldest first: every member knows it. Two while one replaces the other.
   */
  List<X509Certificate> roots();

  /** Issuing authorities below the roots; empty where a root signs nodes' certificates itself. */
  List<X509Certificate> issuing();
}
