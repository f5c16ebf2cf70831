package org.kumiki.exchange.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.exchange.wire.WireFormatException;

/**
 * A ledger's head as the text that is signed: a C2SP tlog-checkpoint without extension lines. The
 * signed value travels as a {@link LedgerHead} in messages and as a {@link CheckpointNote} between
 * people and their tools; both carry the same signature.
 *
 * <p>The same key signs messages of the protocol. The two never mix: a message begins with "kumiki
 * signed message" and a checkpoint with "kumiki/".
 *
 * @param origin whose ledger
 * @param size entries
 * @param root RFC 9162 tree hash over them
 */
public record Checkpoint(LedgerOrigin origin, long size, ByteString root) {
  public Checkpoint {
    if (size < 0) {
      throw new WireFormatException("the size of a checkpoint is negative");
    }
    root.requireSize(Sha256.SIZE_BYTES, "root of a checkpoint");
  }

  /**
   * Signs as the organisation of the origin. A node signs only heads of its own tree, which grows;
   * two heads that do not fit each other are proof of a second ledger.
   */
  public LedgerHead sign(Signer signer) {
    if (!signer.name().equals(origin.organisation())) {
      throw new IllegalArgumentException(
          signer.name() + " does not sign the ledger of " + origin.organisation());
    }
    return new LedgerHead(size, root, signer.sign(signedBytes()));
  }

  /** True if this roster lists the organisation and its key signed this head of its ledger. */
  public static boolean verifies(LedgerHead head, RosterSnapshot roster, String organisation) {
    if (roster.member(organisation).isEmpty()) {
      return false;
    }
    LedgerOrigin origin = new LedgerOrigin(roster.consortium(), organisation);
    Checkpoint checkpoint = new Checkpoint(origin, head.size(), head.root());
    return roster.verifies(organisation, checkpoint.signedBytes(), head.signature());
  }

  /** The note's text: origin, size in decimal, root in base64, each with a newline. */
  public String text() {
    return origin.line()
        + "\n"
        + size
        + "\n"
        + Base64.getEncoder().encodeToString(root.toByteArray())
        + "\n";
  }

  private byte[] signedBytes() {
    return text().getBytes(StandardCharsets.US_ASCII);
  }
}
