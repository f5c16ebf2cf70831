package org.kumiki.exchange.ledger;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.WireWriter;

/**
 * An entry in its place. What the tree holds of it is a salted commitment: without the salt, which
 * stays in the node's database, nobody can try out what an entry says.
 *
 * @param number 1 for the first entry, one more for each next
 * @param at when it was written, in whole microseconds as the database keeps it
 * @param entry what it says
 */
public record NumberedEntry(long number, Instant at, LedgerEntry entry) {
  /** As long as the hash: guessing the salt is no easier than guessing the hash's input. */
  public static final int SALT_BYTES = 32;

  private static final String COMMITMENT_TAG = "kumiki ledger entry";

  public NumberedEntry {
    if (number < 1) {
      throw new IllegalArgumentException("entries are numbered from 1, not " + number);
    }
    if (!at.truncatedTo(ChronoUnit.MICROS).equals(at)) {
      throw new IllegalArgumentException("the time of an entry has whole microseconds");
    }
  }

  /** {@code H("kumiki ledger entry", salt ‖ encoding)}; docs/protocol.md, section Ledger heads. */
  public ByteString commitment(byte[] salt) {
    if (salt.length != SALT_BYTES) {
      throw new IllegalArgumentException("a salt has 32 bytes, not " + salt.length);
    }
    MessageDigest digest = Sha256.tagged(COMMITMENT_TAG);
    digest.update(salt);
    return ByteString.of(digest.digest(encode()));
  }

  /** The leaf of the tree: its input is the commitment. */
  public ByteString leafHash(byte[] salt) {
    return LedgerTree.leafHash(commitment(salt).toByteArray());
  }

  private byte[] encode() {
    return new WireWriter()
        .u64(number)
        .u64(ChronoUnit.MICROS.between(Instant.EPOCH, at))
        .fixed(entry.studyHash())
        .u64(entry.epoch())
        .u32(entry.round())
        .text(entry.subject())
        .u32(entry.length())
        .u16(entry.cohort())
        .u8(entry.verdict().code())
        .text(entry.reason())
        .toByteArray();
  }
}
