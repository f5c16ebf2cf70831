package org.kumiki.exchange.roster;

import java.nio.charset.StandardCharsets;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * An organisation's own word that it leaves, so that the others can tell a departure from an
 * expulsion: both are a successor roster without it, which all that stay sign.
 *
 * @param organisation who leaves
 * @param signature with the key that the roster in force lists, over {@link #signedBytes}
 */
public record Departure(String organisation, ByteString signature) {
  private static final byte[] DOMAIN =
      "kumiki roster departure\n".getBytes(StandardCharsets.US_ASCII);

  public Departure {
    Identifiers.require(organisation, "organisation");
    SigningKind.ofSignature(signature, "signature");
  }

  /** Signs as the organisation that leaves. */
  public static Departure sign(RosterSnapshot inForce, Signer signer) {
    return new Departure(signer.name(), signer.sign(signedBytes(inForce, signer.name())));
  }

  /** True if the organisation is listed and has said so itself, in this step of this chain. */
  public boolean holds(RosterSnapshot inForce) {
    return inForce.member(organisation).isPresent()
        && inForce.verifies(organisation, signedBytes(inForce, organisation), signature);
  }

  /** A domain tag, the version and consortium, who leaves, and the roster that it leaves. */
  static byte[] signedBytes(RosterSnapshot inForce, String organisation) {
    return new WireWriter()
        .fixed(ByteString.of(DOMAIN))
        .u16(inForce.protocol())
        .text(inForce.consortium())
        .text(organisation)
        .fixed(inForce.hash())
        .toByteArray();
  }

  void write(WireWriter out) {
    out.text(organisation).signature(signature);
  }

  static Departure read(WireReader in) {
    return new Departure(
        in.text("organisation", Identifiers.MAX_LENGTH), in.signature("signature"));
  }
}
