package org.kumiki.certs.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.util.Arrays;
import org.kumiki.certs.trust.CertificateRefused.Reason;

/**
 * What a consortium's machines trust at one time: its roots, two while one replaces the other; the
 * issuing authorities below them; which key issues now; and the roots' revocation lists. It says
 * nothing as long as nobody signed it: {@link SignedBundle}.
 *
 * @param consortium whose it is, {@link PeerIdentity#IDENTIFIER}
 * @param number 1, 2, 3, …; a machine never goes back to a smaller one
 * @param active the key that signs leaves now; of an issuing authority, or of a root in consortia
 *     from before there were issuing authorities
 * @param roots trust anchors, the oldest first, 1 to {@link #MAX_CERTIFICATES}
 * @param issuing authorities below the roots; one key may stand under both roots
 * @param revocationLists of the roots
 */
public record AuthorityBundle(
    String consortium,
    long number,
    AuthorityKeyId active,
    List<X509Certificate> roots,
    List<X509Certificate> issuing,
    List<X509CRL> revocationLists) {
  /** Rotation needs two of each; the rest is room. */
  public static final int MAX_CERTIFICATES = 8;

  /** First in what a root signs, so that it is no certificate and no revocation list. */
  private static final byte[] TAG = "kumiki authorities".getBytes(StandardCharsets.US_ASCII);

  public AuthorityBundle {
    PeerIdentity.checkIdentifier("consortium", consortium);
    roots = List.copyOf(roots);
    issuing = List.copyOf(issuing);
    revocationLists = List.copyOf(revocationLists);
    if (number < 1 || number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("Bundles are numbered from 1");
    }
    if (roots.isEmpty()
        || roots.size() > MAX_CERTIFICATES
        || issuing.size() > MAX_CERTIFICATES
        || revocationLists.size() > MAX_CERTIFICATES) {
      throw new IllegalArgumentException("A bundle has 1 to 8 roots and at most 8 others");
    }
    if (Stream.concat(roots.stream(), issuing.stream())
        .anyMatch(a -> a.getBasicConstraints() < 0)) {
      throw new IllegalArgumentException("A bundle lists authorities only");
    }
    AuthorityKeyId wanted = active;
    if (all(roots, issuing).noneMatch(a -> AuthorityKeyId.of(a).equals(wanted))) {
      throw new IllegalArgumentException("The active authority is not in the bundle");
    }
  }

  /** What a root signs: the tag and the DER form of this bundle. */
  public byte[] signedBytes() {
    return Arrays.concatenate(TAG, BundleCodec.body(this));
  }

  /**
   * What the coordinator presents: its leaf and what leads to the root that every peer knows, the
   * oldest.
   */
  public List<X509Certificate> serverChain(X509Certificate leaf) {
    return Stream.concat(Stream.of(leaf), above(leaf, roots.stream()).limit(1)).toList();
  }

  /**
   * What a node presents: its leaf and what leads to each root, the newest first, so that a node
   * which knows only the oldest finds its way, too.
   */
  public List<X509Certificate> clientChain(X509Certificate leaf) {
    Stream<X509Certificate> newestFirst =
        IntStream.range(0, roots.size()).mapToObj(i -> roots.get(roots.size() - 1 - i));
    return Stream.concat(Stream.of(leaf), above(leaf, newestFirst)).toList();
  }

  private Stream<X509Certificate> above(X509Certificate leaf, Stream<X509Certificate> preferred) {
    return preferred
        .flatMap(root -> issuing.stream().filter(authority -> isSignedBy(authority, root)))
        .filter(authority -> isSignedBy(leaf, authority));
  }

  /** The certificate of the active authority: under the newest root. */
  public X509Certificate activeAuthority() {
    List<X509Certificate> candidates =
        all(roots, issuing).filter(a -> AuthorityKeyId.of(a).equals(active)).toList();
    return candidates.get(candidates.size() - 1);
  }

  /** The root that every peer knows, also one that has missed the newest. */
  public X509Certificate oldestRoot() {
    return roots.get(0);
  }

  /** The root that stays when the others are retired. */
  public X509Certificate newestRoot() {
    return roots.get(roots.size() - 1);
  }

  /**
   * What peers are judged by; the roots' lists count, those of issuing authorities may be added.
   */
  public TrustAnchors anchors() {
    return new TrustAnchors(roots, issuing, List.of());
  }

  /** Those of some revocation lists that an authority of this bundle has signed. */
  public List<X509CRL> ownLists(List<X509CRL> lists) {
    return lists.stream()
        .filter(
            list ->
                all(roots, issuing)
                    .anyMatch(authority -> RevocationLists.isSignedBy(list, authority)))
        .toList();
  }

  /**
   * Checks that this bundle may take the place of another.
   *
   * @throws CertificateRefused with {@link Reason#NOT_A_SUCCESSOR}
   */
  public AuthorityBundle requireSuccessorOf(AuthorityBundle previous) {
    if (!consortium.equals(previous.consortium) || number <= previous.number) {
      throw new CertificateRefused(
          Reason.NOT_A_SUCCESSOR,
          "The authorities are those of another consortium, or older than those in use");
    }
    return this;
  }

  static boolean isSignedBy(X509Certificate certificate, X509Certificate authority) {
    if (!certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private static Stream<X509Certificate> all(
      List<X509Certificate> roots, List<X509Certificate> issuing) {
    return Stream.concat(roots.stream(), issuing.stream());
  }
}
