package org.kumiki.exchange.wire;

/**
 * The head of a member's release ledger, signed by that member: what others witness, so that a
 * ledger that was put back to an earlier state is found out. Structure only; the signed note is
 * that of {@code org.kumiki.exchange.ledger}.
 *
 * @param size entries of the ledger
 * @param root RFC 9162 root of a tree of so many leaves
 * @param signature Ed25519, over the checkpoint's text
 */
public record LedgerHead(long size, ByteString root, ByteString signature) {
  public LedgerHead {
    if (size < 0) {
      throw new WireFormatException("the size of a ledger is negative");
    }
    root.requireSize(Sha256.SIZE_BYTES, "root");
    signature.requireSize(MessageCodec.SIGNATURE_BYTES, "signature");
  }

  void write(WireWriter out) {
    out.u64(size).fixed(root).fixed(signature);
  }

  static LedgerHead read(WireReader in) {
    return new LedgerHead(
        in.u64("ledger size"),
        in.fixed(Sha256.SIZE_BYTES, "ledger root"),
        in.fixed(MessageCodec.SIGNATURE_BYTES, "ledger signature"));
  }
}
