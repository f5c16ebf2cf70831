package org.kumiki.coordinator.enrolment;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.trust.PeerIdentity;

/**
 * Makes nodes' certificates, and says whom to trust. Safe for use by many threads if the issuer is.
 */
public final class NodeIssuance {
  /** The life of a node's certificate. */
  public static final int DAYS = 30;

  /**
   * Who signs at the moment.
   *
   * @param issuer signs nodes' certificates
   * @param intermediates what leads from its certificate to a root, the issuer's own first; empty
   *     if it is a root itself
   * @param roots what members pin, the one first that every member knows; two while one replaces
   *     the other
   */
  public record Authority(
      Issuer issuer, List<X509Certificate> intermediates, List<X509Certificate> roots) {
    public Authority {
      intermediates = List.copyOf(intermediates);
      roots = List.copyOf(roots);
    }
  }

  /** Where every certificate is written down before it is handed out. */
  @FunctionalInterface
  public interface Record {
    /** Within the transaction of {@code handle}. */
    void of(Handle handle, X509Certificate leaf, PeerIdentity node);
  }

  private final Supplier<Authority> authority;
  private final Record record;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * @param authority asked for each certificate, so that a rotation counts at once
   * @param record of what was made
   */
  public NodeIssuance(
      Supplier<Authority> authority, Record record, Clock clock, SecureRandom random) {
    this.authority = authority;
    this.record = record;
    this.clock = clock;
    this.random = random;
  }

  /** A new certificate and what leads to the root, the leaf first and the root left out. */
  List<X509Certificate> issue(Handle handle, EnrolmentRequest request) {
    Authority now = authority.get();
    X509Certificate leaf =
        now.issuer()
            .issue(
                request.signingRequest(),
                new CertificateProfile.Node(request.identity(), DAYS),
                Issuer.newSerial(random),
                clock.instant());
    record.of(handle, leaf, request.identity());
    List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
    chain.addAll(now.intermediates());
    return chain;
  }

  /** Roots and issuing authorities, for {@code cacerts}. */
  List<X509Certificate> bundle() {
    Authority now = authority.get();
    List<X509Certificate> bundle = new ArrayList<>(now.roots());
    bundle.addAll(now.intermediates());
    return bundle;
  }

  /** What an invitation pins. */
  X509Certificate root() {
    return authority.get().roots().get(0);
  }
}
