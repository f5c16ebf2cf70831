package org.kumiki.certs.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kumiki.certs.trust.CertificateRefused.Reason;

/**
 * The node that a certificate speaks for, written as the only subject alternative name (RFC 5280
 * section 4.2.1.6) {@code urn:kumiki:<consortium>:<organisation>:<node>}.
 *
 * <p>Reading it says nothing about trust: ask {@link TrustAnchors} first.
 *
 * @param consortium the consortium's identifier, {@link #IDENTIFIER}
 * @param organisation the member's identifier within the consortium, {@link #IDENTIFIER}
 * @param node the node's identifier within the organisation, {@link #IDENTIFIER}
 */
public record PeerIdentity(String consortium, String organisation, String node) {

  /**
   * Lower-case letters, digits and hyphens, 1 to 40 of them. No colon, so that the URN has one
   * reading; no leading hyphen, so that a name is never taken for an option of a command.
   */
  public static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private static final Pattern URN =
      Pattern.compile("urn:kumiki:([^:]{1,40}):([^:]{1,40}):([^:]{1,40})");

  private static final int URI_NAME = 6;

  public PeerIdentity {
    checkIdentifier("consortium", consortium);
    checkIdentifier("organisation", organisation);
    checkIdentifier("node", node);
  }

  /**
   * Checks one identifier.
   *
   * @throws IllegalArgumentException if {@code value} is null or not an {@link #IDENTIFIER}
   */
  public static String checkIdentifier(String what, String value) {
    if (value == null || !IDENTIFIER.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "The "
              + what
              + " identifier must be 1 to 40 lower-case letters, digits or hyphens and not start"
              + " with a hyphen");
    }
    return value;
  }

  /** The identity as it stands in a certificate. */
  public String uri() {
    return "urn:kumiki:" + consortium + ":" + organisation + ":" + node;
  }

  /**
   * Reads the form that {@link #uri()} writes, and no other.
   *
   * @throws CertificateRefused with {@link Reason#WRONG_IDENTITY}
   */
  public static PeerIdentity parse(String uri) {
    Matcher parts = URN.matcher(uri);
    if (!parts.matches()) {
      throw new CertificateRefused(Reason.WRONG_IDENTITY, "The name is not a Kumiki node's URN");
    }
    try {
      return new PeerIdentity(parts.group(1), parts.group(2), parts.group(3));
    } catch (IllegalArgumentException e) {
      throw new CertificateRefused(Reason.WRONG_IDENTITY, e.getMessage(), e);
    }
  }

  /**
   * The identity in {@code certificate}. A second alternative name of any kind refuses it: a
   * certificate with two names would be one node to us and another to somebody else.
   *
   * @throws CertificateRefused with {@link Reason#WRONG_IDENTITY}
   */
  public static PeerIdentity from(X509Certificate certificate) {
    Collection<List<?>> names = alternativeNames(certificate);
    if (names == null || names.size() != 1) {
      throw new CertificateRefused(
          Reason.WRONG_IDENTITY, "The certificate must carry exactly one alternative name");
    }
    List<?> name = names.iterator().next();
    if (!Integer.valueOf(URI_NAME).equals(name.get(0))) {
      throw new CertificateRefused(
          Reason.WRONG_IDENTITY, "The certificate's alternative name is not a URI");
    }
    return parse((String) name.get(1));
  }

  private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
    try {
      return certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      throw new CertificateRefused(
          Reason.WRONG_IDENTITY, "The certificate's alternative names cannot be read", e);
    }
  }
}
