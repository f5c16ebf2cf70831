package org.kumiki.certs.enrolment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.PeerIdentity;

/**
 * What a node asks for (PKCS#10): a certificate for its TLS key under one name, and with it, where
 * the sender is a Kumiki node, its organisation's signing key with a proof that the organisation
 * holds it. The organisation's key is announced here and never certified.
 *
 * <p>An instance has been checked whole: size, DER, key, signature, name, attributes and proof.
 * Immutable.
 */
public final class EnrolmentRequest {
  private static final String PROOF_TAG = "kumiki enrolment key\n";
  private static final String WORDS_TAG = "kumiki enrolment\n";

  private final SigningRequest request;
  private final PeerIdentity identity;
  private final byte[] organisationKey;

  EnrolmentRequest(SigningRequest request, PeerIdentity identity, byte[] organisationKey) {
    this.request = request;
    this.identity = identity;
    this.organisationKey = organisationKey;
  }

  /**
   * A node's first request.
   *
   * @param keys the TLS key pair
   * @param organisationKey Ed25519, 32 bytes, and an ML-DSA-65 key behind it where there is one
   * @param sign signs with the organisation's key, or with both one after the other
   */
  public static EnrolmentRequest first(
      KeyPair keys,
      PeerIdentity identity,
      byte[] organisationKey,
      UnaryOperator<byte[]> sign,
      SecureRandom random) {
    byte[] digest = digest(identity, organisationKey, keys.getPublic().getEncoded());
    byte[] proof = sign.apply(keyProof(identity.consortium(), digest));
    PKCS10CertificationRequestBuilder builder = builder(keys, identity);
    builder.addAttribute(
        RequestAttributes.ORGANISATION_KEY, new DEROctetString(organisationKey.clone()));
    builder.addAttribute(RequestAttributes.KEY_PROOF, new DEROctetString(proof));
    return signed(builder, keys, identity, random);
  }

  /** A request for another certificate of a node that has one; the organisation's key stays. */
  public static EnrolmentRequest renewal(KeyPair keys, PeerIdentity identity, SecureRandom random) {
    return signed(builder(keys, identity), keys, identity, random);
  }

  /**
   * Reads a stranger's request.
   *
   * @param consortium the reader's own; names are given within it
   * @throws CertificateRefused with the reason
   */
  public static EnrolmentRequest parse(byte[] der, String consortium) {
    return new RequestReader(consortium).read(der);
  }

  /** The part that every request has; its proof of possession holds. */
  public SigningRequest signingRequest() {
    return request;
  }

  /** Who asks, by the request's subject; nothing proves it yet. */
  public PeerIdentity identity() {
    return identity;
  }

  /**
   * The organisation's public key, 32 bytes or 1,984, proven to be held; absent for other tools.
   */
  public Optional<byte[]> organisationKey() {
    return organisationKey.length == 0 ? Optional.empty() : Optional.of(organisationKey.clone());
  }

  /** What the six words stand for: 32 bytes over all keys and the name. */
  public byte[] digest() {
    return digest(identity, organisationKey, request.publicKey().getEncoded());
  }

  /**
   * SHA-256 over text lines and the TLS key, so that a shell can compute it too: a tag, the
   * organisation, the node and the organisation's key in hexadecimal (empty without one), each
   * ended by a line break, which none of them contains; then the key's SubjectPublicKeyInfo.
   */
  static byte[] digest(PeerIdentity identity, byte[] organisationKey, byte[] spki) {
    String lines =
        WORDS_TAG
            + identity.organisation()
            + "\n"
            + identity.node()
            + "\n"
            + HexFormat.of().formatHex(organisationKey)
            + "\n";
    MessageDigest sha256 = sha256();
    sha256.update(lines.getBytes(StandardCharsets.US_ASCII));
    return sha256.digest(spki);
  }

  /** What the organisation's key signs: tag, consortium and a line break, then the digest. */
  static byte[] keyProof(String consortium, byte[] digest) {
    byte[] head = (PROOF_TAG + consortium + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(head, head.length + digest.length);
    System.arraycopy(digest, 0, all, head.length, digest.length);
    return all;
  }

  private static PKCS10CertificationRequestBuilder builder(KeyPair keys, PeerIdentity identity) {
    X500Name subject =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.O, identity.organisation())
            .addRDN(BCStyle.CN, identity.node())
            .build();
    return new JcaPKCS10CertificationRequestBuilder(subject, keys.getPublic());
  }

  private static EnrolmentRequest signed(
      PKCS10CertificationRequestBuilder builder,
      KeyPair keys,
      PeerIdentity identity,
      SecureRandom random) {
    try {
      PKCS10CertificationRequest request =
          builder.build(
              new JcaContentSignerBuilder(KeyKind.of(keys.getPrivate()).signatureAlgorithm())
                  .setSecureRandom(random)
                  .build(keys.getPrivate()));
      return parse(request.getEncoded(), identity.consortium());
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalArgumentException("The key pair cannot sign", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
