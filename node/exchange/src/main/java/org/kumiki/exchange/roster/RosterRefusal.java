package org.kumiki.exchange.roster;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * A steward's no to a proposed roster, signed, so that nobody else says no in its name. The reason
 * is text that the steward releases by hand; every member reads it.
 *
 * @param organisation who refuses
 * @param reason in its words, at most 500 characters
 * @param signature over {@link #signedBytes}, with the key that the proposal lists or its
 *     predecessor
 */
public record RosterRefusal(String organisation, String reason, ByteString signature) {
  /** Room for a sentence or three. */
  public static final int MAX_REASON = 500;

  private static final byte[] DOMAIN =
      "kumiki roster refusal\n".getBytes(StandardCharsets.US_ASCII);

  public RosterRefusal {
    Identifiers.require(organisation, "organisation");
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw new WireFormatException("a refusal gives a reason of 1 to 500 characters");
    }
    signature.requireSize(Ed25519.SIGNATURE_SIZE, "signature");
  }

  /** Refuses the roster of this hash as the signer's organisation. */
  public static RosterRefusal sign(ByteString rosterHash, String reason, Signer signer) {
    return new RosterRefusal(signer.name(), reason, signer.sign(signedBytes(rosterHash, reason)));
  }

  /** A domain tag, the roster's hash and the reason. */
  static byte[] signedBytes(ByteString rosterHash, String reason) {
    return new WireWriter()
        .fixed(ByteString.of(DOMAIN))
        .u16(ProtocolVersion.CURRENT)
        .fixed(rosterHash)
        .text(reason)
        .toByteArray();
  }

  /** What a member hands over, its name being known. */
  public byte[] encode() {
    return new WireWriter().text(reason).fixed(signature).toByteArray();
  }

  /** Reads what a member hands over. */
  public static RosterRefusal decode(String organisation, byte[] bytes) {
    WireReader in = new WireReader(bytes);
    RosterRefusal refusal =
        new RosterRefusal(
            organisation,
            in.text("reason", 4 * MAX_REASON),
            in.fixed(Ed25519.SIGNATURE_SIZE, "signature"));
    in.end();
    return refusal;
  }

  void write(WireWriter out) {
    out.text(organisation).text(reason).fixed(signature);
  }

  static RosterRefusal read(WireReader in) {
    return new RosterRefusal(
        in.text("organisation", Identifiers.MAX_LENGTH),
        in.text("reason", 4 * MAX_REASON),
        in.fixed(Ed25519.SIGNATURE_SIZE, "signature"));
  }
}
