package org.kumiki.exchange.roster;

import java.nio.charset.StandardCharsets;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.exchange.wire.SigningKind;
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
    SigningKind.ofSignature(signature, "signature");
  }

  /** Refuses the roster as the signer's organisation. */
  public static RosterRefusal sign(RosterSnapshot proposed, String reason, Signer signer) {
    return new RosterRefusal(signer.name(), reason, signer.sign(signedBytes(proposed, reason)));
  }

  /** A domain tag, the roster's version and hash, and the reason. */
  static byte[] signedBytes(RosterSnapshot proposed, String reason) {
    return new WireWriter()
        .fixed(ByteString.of(DOMAIN))
        .u16(proposed.protocol())
        .fixed(proposed.hash())
        .text(reason)
        .toByteArray();
  }

  /**
   * What a member hands over, its name and the proposal being known.
   *
   * @param protocol the version of the proposed roster
   */
  public byte[] encode(int protocol) {
    return new WireWriter(protocol).text(reason).signature(signature).toByteArray();
  }

  /** The counterpart of {@link #encode}. */
  public static RosterRefusal decode(String organisation, byte[] bytes, int protocol) {
    WireReader in = new WireReader(bytes, protocol);
    RosterRefusal refusal =
        new RosterRefusal(
            organisation, in.text("reason", 4 * MAX_REASON), in.signature("signature"));
    in.end();
    return refusal;
  }

  void write(WireWriter out) {
    out.text(organisation).text(reason).signature(signature);
  }

  static RosterRefusal read(WireReader in) {
    return new RosterRefusal(
        in.text("organisation", Identifiers.MAX_LENGTH),
        in.text("reason", 4 * MAX_REASON),
        in.signature("signature"));
  }
}
