package org.kumiki.coordinator.authority;

import java.util.List;
import java.util.Optional;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.platform.cli.CommandFailure;

/**
 * What a coordinator asks of the root: a certificate for the key of a new issuing authority, or
 * only fresh revocation lists. A text of PEM blocks, without secrets.
 *
 * @param key the issuing authority's; empty if only the lists shall be made again
 * @param bundle what counts now; empty for a consortium's first
 */
public record AuthorityRequest(Optional<SigningRequest> key, Optional<SignedBundle> bundle) {
  private static final String BUNDLE_BEGIN = "-----BEGIN KUMIKI AUTHORITIES-----";

  public AuthorityRequest {
    if (key.isEmpty() && bundle.isEmpty()) {
      throw new IllegalArgumentException("a request asks for something");
    }
  }

  public String text() {
    return key.map(Pem::request).orElse("") + bundle.map(b -> Pem.bundles(List.of(b))).orElse("");
  }

  /** Reads what {@link #text} wrote. */
  public static AuthorityRequest parse(String text) {
    int split = text.indexOf(BUNDLE_BEGIN);
    String key = split < 0 ? text : text.substring(0, split);
    try {
      return new AuthorityRequest(
          key.isBlank() ? Optional.empty() : Optional.of(Pem.readRequest(key)),
          split < 0
              ? Optional.empty()
              : Optional.of(Pem.readBundles(text.substring(split)).get(0)));
    } catch (CertificateRefused | IllegalArgumentException e) {
      throw CommandFailure.refused(
          "the request is not acceptable: " + e.getMessage(),
          "make it again with 'kumiki coordinator ca request'",
          e);
    }
  }
}
