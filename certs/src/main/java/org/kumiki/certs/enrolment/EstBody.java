package org.kumiki.certs.enrolment;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;

/**
 * Bodies of EST: DER in Base64 without PEM lines, whatever Content-Transfer-Encoding says (RFC 8951
 * section 3.1). Line breaks, blanks and tabs are left out; anything else that is not Base64 refuses
 * the whole.
 */
public final class EstBody {
  /** Base64 of the largest signing request, with a line break after each 64 characters. */
  public static final int MAX_REQUEST_BYTES = SigningRequest.MAX_BYTES * 4 / 3 * 65 / 64 + 128;

  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private EstBody() {}

  /** The body that carries {@code der}; ends with a line break. */
  public static byte[] encode(byte[] der) {
    return (LINES.encodeToString(der) + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The DER in a body.
   *
   * @param maxBytes the longest body that is looked at
   * @throws CertificateRefused with {@link Reason#TOO_LARGE} or {@link Reason#UNREADABLE}
   */
  public static byte[] decode(byte[] body, int maxBytes) {
    if (body.length > maxBytes) {
      throw new CertificateRefused(
          Reason.TOO_LARGE, "The body is larger than " + maxBytes + " bytes");
    }
    String text = new String(body, StandardCharsets.ISO_8859_1).replaceAll("[ \\t\\r\\n]", "");
    if (text.isEmpty()) {
      throw new CertificateRefused(Reason.UNREADABLE, "The body is empty");
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new CertificateRefused(Reason.UNREADABLE, "The body is not Base64 of DER");
    }
  }
}
