package org.kumiki.certs.trust;

/**
 * A root's signature of an {@link AuthorityBundle}.
 *
 * @param root the root's key
 * @param signature ECDSA with SHA-256, or Ed25519, as the root's key is; not to be changed
 */
public record BundleSignature(AuthorityKeyId root, byte[] signature) {
  /** An ECDSA signature on P-256 in DER has at most 72 bytes, one of Ed25519 64. */
  static final int MAX_BYTES = 80;

  public BundleSignature {
    if (root == null || signature.length == 0 || signature.length > MAX_BYTES) {
      throw new IllegalArgumentException("A signature has 1 to " + MAX_BYTES + " bytes");
    }
  }
}
