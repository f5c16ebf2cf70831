package org.kumiki.coordinator.authority;

import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.revocation.RevocationReason;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.coordinator.enrolment.NodeIssuance;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.tls.MachineTls;

/**
 * The consortium's issuing authority in a running coordinator: makes nodes' certificates, takes
 * them back, and keeps the machines' listener at what counts.
 *
 * <p>Guarantees that every leaf it makes stands in the table before it is handed out. Thread-safe.
 */
public final class OnlineAuthority implements NodeIssuance {
  private final AuthorityFolder folder;
  private final BundleStore bundles;
  private final IssuedCertificates issued;
  private final RevocationPublisher publisher;
  private final CoordinatorCertificate certificate;
  private final MachineTls tls;
  private final Jdbi jdbi;
  private final Clock clock;
  private final SecureRandom random;

  /** What the listener has now; guarded by this. */
  private CoordinatorCertificate.Own own;

  /** Replaced by {@link #refresh}; never null after {@link #open}. */
  private volatile SignedBundle current;

  private OnlineAuthority(
      CoordinatorFolder folder, String listener, Jdbi jdbi, Clock clock, SecureRandom random) {
    this.folder = new AuthorityFolder(folder, random);
    this.bundles = new BundleStore(jdbi);
    this.issued = new IssuedCertificates(jdbi);
    this.publisher = new RevocationPublisher(jdbi, issued);
    this.certificate = new CoordinatorCertificate(folder, random);
    this.jdbi = jdbi;
    this.clock = clock;
    this.random = random;
    bundles.found(this.folder.bundle(clock.instant()));
    this.current = bundles.current().orElseThrow().signed();
    this.own = currentCertificate(this.certificate.read());
    this.tls =
        MachineTls.provider(
            listener, own.key(), bundle().serverChain(own.certificate()), bundle().roots());
    this.folder.keep(current);
    publishRevocations();
  }

  /**
   * The authority of a folder, with what the database knows; makes the coordinator's own
   * certificate again if that is due.
   *
   * @param listener how the machines' listener refers to its certificates
   */
  public static OnlineAuthority open(
      CoordinatorFolder folder, String listener, Jdbi jdbi, Clock clock, SecureRandom random) {
    return new OnlineAuthority(folder, listener, jdbi, clock, random);
  }

  /** For the machines' listener; kept up to date by {@link #refresh}. */
  public MachineTls tls() {
    return tls;
  }

  /** What nodes shall trust now. */
  public AuthorityBundle bundle() {
    return current.bundle();
  }

  /** As {@link #bundle()}, with the roots' signatures. */
  public SignedBundle signedBundle() {
    return current;
  }

  /** What was issued and taken back. */
  public IssuedCertificates issued() {
    return issued;
  }

  @Override
  public List<X509Certificate> issue(Handle handle, SigningRequest request, PeerIdentity node) {
    X509Certificate leaf =
        folder
            .issuer(bundle())
            .orElseThrow(OnlineAuthority::withoutKey)
            .issue(
                request,
                new CertificateProfile.Node(node, DAYS),
                Issuer.newSerial(random),
                clock.instant());
    issued.record(handle, leaf, Optional.of(node));
    return bundle().clientChain(leaf);
  }

  @Override
  public List<X509Certificate> roots() {
    return bundle().roots();
  }

  @Override
  public List<X509Certificate> issuing() {
    return bundle().issuing();
  }

  private static ProblemException withoutKey() {
    return new ProblemException(
        AuthorityProblem.NO_KEY,
        "Copy the folder ca of the coordinator on which the rotation was made");
  }

  /** Takes one certificate back, at once for requests; false if there is nothing to take back. */
  public boolean revoke(Fingerprint leaf, RevocationReason reason) {
    boolean revoked = issued.revoke(leaf, reason);
    publishRevocations();
    return revoked;
  }

  /** Takes back all certificates of a member, at once for requests. */
  public int revokeAllOf(String organisation, RevocationReason reason) {
    int revoked = issued.revokeAllOf(organisation, reason);
    publishRevocations();
    return revoked;
  }

  /** All current revocation lists: the roots' and those of issuing authorities. */
  public List<X509CRL> revocationLists() {
    AuthorityBundle bundle = bundle();
    List<X509CRL> lists = new ArrayList<>(bundle.revocationLists());
    // A root that signs leaves itself has both kinds; its own, made online, is the newer one.
    List<X509CRL> online =
        publisher.lists(
            List.copyOf(
                new LinkedHashSet<>(
                    Stream.concat(bundle.issuing().stream(), Stream.of(bundle.activeAuthority()))
                        .map(AuthorityKeyId::of)
                        .toList())));
    for (X509CRL list : online) {
      lists.removeIf(old -> old.getIssuerX500Principal().equals(list.getIssuerX500Principal()));
      lists.add(list);
    }
    return lists;
  }

  /** Takes over what another process published, renews the own certificate, publishes lists. */
  public synchronized void refresh() {
    SignedBundle published = bundles.current().orElseThrow().signed();
    CoordinatorCertificate.Own before = own;
    boolean changed = !published.sha256().equals(current.sha256());
    if (changed) {
      current = published;
      folder.keep(published);
    }
    own = currentCertificate(before);
    if (changed || own != before) {
      tls.replace(own.key(), bundle().serverChain(own.certificate()), bundle().roots());
    }
    publishRevocations();
  }

  BundleStore bundles() {
    return bundles;
  }

  X509Certificate ownCertificate() {
    synchronized (this) {
      return own.certificate();
    }
  }

  /** Whether this process can sign with the authority that a bundle makes the active one. */
  boolean canSignFor(AuthorityBundle bundle) {
    return folder.issuer(bundle).isPresent();
  }

  private CoordinatorCertificate.Own currentCertificate(CoordinatorCertificate.Own present) {
    CoordinatorCertificate.Own now = present;
    if (certificate.isDue(present, bundle(), clock.instant())) {
      Optional<Issuer> issuer = folder.issuer(bundle());
      if (issuer.isPresent()) {
        now = certificate.renew(issuer.get(), clock.instant());
      }
    }
    X509Certificate known = now.certificate();
    jdbi.useHandle(handle -> issued.record(handle, known, Optional.empty()));
    return now;
  }

  private void publishRevocations() {
    Stream.concat(bundle().issuing().stream(), Stream.of(bundle().activeAuthority()))
        .map(folder::issuer)
        .flatMap(Optional::stream)
        .forEach(issuer -> publisher.publish(issuer, clock.instant()));
  }
}
