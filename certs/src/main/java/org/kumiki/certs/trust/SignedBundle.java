package org.kumiki.certs.trust;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.kumiki.certs.trust.CertificateRefused.Reason;

/**
 * A bundle of authorities with the roots' signatures: how a machine learns of a new root without
 * anybody's visit.
 *
 * <p>Guarantees, once {@link #verify} returned: a root that the machine trusts already has signed
 * exactly this; each new root holds its own key; each issuing authority and each revocation list is
 * a root's. Does not guarantee that it is the newest: see {@link
 * AuthorityBundle#requireSuccessorOf}.
 *
 * @param signatures at least one
 */
public record SignedBundle(AuthorityBundle bundle, List<BundleSignature> signatures) {
  /** Sixteen certificates and eight lists of a few entries, several times over. */
  public static final int MAX_BYTES = 64 * 1024;

  public SignedBundle {
    signatures = List.copyOf(signatures);
    if (bundle == null
        || signatures.isEmpty()
        || signatures.size() > AuthorityBundle.MAX_CERTIFICATES) {
      throw new IllegalArgumentException("A bundle is signed once to eight times");
    }
  }

  /**
   * Reads foreign bytes, with limits; nothing is verified yet.
   *
   * @throws CertificateRefused if they are no bundle
   */
  public static SignedBundle decode(byte[] bytes) {
    return BundleCodec.decode(bytes);
  }

  /** The one DER form. */
  public byte[] encode() {
    return BundleCodec.encode(this);
  }

  /** SHA-256 of {@link #encode()} in hexadecimal: how machines acknowledge it. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encode()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Whether the other has the same bytes; signatures count too, for they are acknowledged. */
  public boolean sameAs(SignedBundle other) {
    return sha256().equals(other.sha256());
  }

  /**
   * The bundle, if it may be trusted by who trusts {@code trusted}.
   *
   * @param trusted roots that are trusted already
   * @throws CertificateRefused with {@link Reason#UNTRUSTED} otherwise
   */
  public AuthorityBundle verify(List<X509Certificate> trusted) {
    if (trusted.stream().noneMatch(this::isSignedBy)) {
      throw new CertificateRefused(
          Reason.UNTRUSTED, "No root that is trusted here has signed the new authorities");
    }
    List<X509Certificate> added = new ArrayList<>(bundle.roots());
    added.removeAll(trusted);
    if (!added.stream().allMatch(this::isSignedBy)) {
      throw new CertificateRefused(Reason.UNTRUSTED, "A new root has not signed for itself");
    }
    for (X509Certificate authority : bundle.issuing()) {
      if (bundle.roots().stream().noneMatch(root -> issues(root, authority))) {
        throw new CertificateRefused(Reason.UNTRUSTED, "No root has signed an issuing authority");
      }
    }
    for (X509CRL list : bundle.revocationLists()) {
      if (bundle.roots().stream().noneMatch(root -> RevocationLists.isSignedBy(list, root))) {
        throw new CertificateRefused(Reason.UNTRUSTED, "No root has signed a revocation list");
      }
    }
    return bundle;
  }

  private static boolean issues(X509Certificate root, X509Certificate authority) {
    return root.getBasicConstraints() > 0 && AuthorityBundle.isSignedBy(authority, root);
  }

  private boolean isSignedBy(X509Certificate root) {
    AuthorityKeyId id = AuthorityKeyId.of(root);
    return signatures.stream()
        .filter(signature -> signature.root().equals(id))
        .anyMatch(signature -> holds(signature, root));
  }

  private boolean holds(BundleSignature signature, X509Certificate root) {
    String algorithm =
        root.getPublicKey().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519";
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(root.getPublicKey());
      verifier.update(bundle.signedBytes());
      return verifier.verify(signature.signature());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
