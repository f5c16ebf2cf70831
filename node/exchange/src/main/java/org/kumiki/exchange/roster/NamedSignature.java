package org.kumiki.exchange.roster;

import java.util.List;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * An organisation's signature as it came, not yet checked. Lists of them are in strictly ascending
 * order of name, so that there is one way to write a set.
 *
 * @param organisation who is said to have signed
 * @param signature of one of the kinds, 64 or 3,373 bytes
 */
public record NamedSignature(String organisation, ByteString signature) {
  public NamedSignature {
    Identifiers.require(organisation, "organisation");
    SigningKind.ofSignature(signature, "signature");
  }

  /** Copies a list whose names strictly ascend. */
  static List<NamedSignature> requireAscending(List<NamedSignature> signatures) {
    for (int i = 1; i < signatures.size(); i++) {
      String before = signatures.get(i - 1).organisation();
      if (before.compareTo(signatures.get(i).organisation()) >= 0) {
        throw new WireFormatException("the signatures are not in strictly ascending order of name");
      }
    }
    return List.copyOf(signatures);
  }

  static void write(WireWriter out, NamedSignature signature) {
    out.text(signature.organisation()).signature(signature.signature());
  }

  static NamedSignature read(WireReader in) {
    return new NamedSignature(
        in.text("organisation", Identifiers.MAX_LENGTH), in.signature("signature"));
  }
}
