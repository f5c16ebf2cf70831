package org.kumiki.exchange.wire;

import java.util.Optional;

/**
 * The head of an organisation's release ledger as it travels in messages: the three values of its
 * checkpoint note that the receiver cannot derive, 104 bytes in protocol version 1.
 *
 * <p>Holding one says nothing about the signature, which {@code exchange.ledger.Checkpoint}
 * verifies.
 *
 * @param size entries of the ledger
 * @param root RFC 9162 tree hash over that many entries
 * @param signature the organisation's, over the text of the checkpoint note
 */
public record LedgerHead(long size, ByteString root, ByteString signature) {
  public LedgerHead {
    if (size < 0) {
      throw new WireFormatException("ledger size is negative");
    }
    root.requireSize(Sha256.SIZE_BYTES, "ledger root");
    SigningKind.ofSignature(signature, "ledger signature");
  }

  public void write(WireWriter out) {
    out.u64(size).fixed(root).signature(signature);
  }

  public static LedgerHead read(WireReader in) {
    return new LedgerHead(
        in.u64("ledger size"),
        in.fixed(Sha256.SIZE_BYTES, "ledger root"),
        in.signature("ledger signature"));
  }

  /** One byte, 0 or 1, and the head after a 1. */
  public static void writeOptional(WireWriter out, Optional<LedgerHead> head) {
    out.u8(head.isPresent() ? 1 : 0);
    head.ifPresent(present -> present.write(out));
  }

  /** The counterpart of {@link #writeOptional}. */
  public static Optional<LedgerHead> readOptional(WireReader in) {
    return switch (in.u8("ledger head present")) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(read(in));
      default -> throw new WireFormatException("ledger head present is neither 0 nor 1");
    };
  }
}
