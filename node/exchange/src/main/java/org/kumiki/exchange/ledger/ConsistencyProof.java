package org.kumiki.exchange.ledger;

import java.util.List;
import org.kumiki.exchange.wire.ByteString;

/**
 * That a ledger only grew: its first {@code older} entries are those of the older root (RFC 9162,
 * section 2.1.4).
 *
 * @param older entries then
 * @param newer entries now
 * @param path hashes of complete parts from which both roots follow; empty where one of the roots
 *     says everything
 */
public record ConsistencyProof(long older, long newer, List<ByteString> path) {
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /** Follows RFC 9162, section 2.1.4.2; sizes that are equal or zero need no path and take none. */
  public boolean verifies(ByteString olderRoot, ByteString newerRoot) {
    if (older < 0 || older > newer) {
      return false;
    }
    if (older == 0 || older == newer) {
      ByteString expected = older == newer ? newerRoot : LedgerTree.EMPTY_ROOT;
      return path.isEmpty() && olderRoot.equals(expected);
    }
    boolean complete = Long.bitCount(older) == 1;
    if (path.isEmpty() && !complete) {
      return false;
    }
    return climb(complete ? olderRoot : path.get(0), complete ? 0 : 1, olderRoot, newerRoot);
  }

  private boolean climb(ByteString start, int from, ByteString olderRoot, ByteString newerRoot) {
    int common = Long.numberOfTrailingZeros(older);
    long position = (older - 1) >>> common;
    long last = (newer - 1) >>> common;
    ByteString olderHash = start;
    ByteString newerHash = start;
    for (ByteString part : path.subList(from, path.size())) {
      if (last == 0) {
        return false;
      }
      if (position % 2 == 1 || position == last) {
        olderHash = LedgerTree.parent(part, olderHash);
        newerHash = LedgerTree.parent(part, newerHash);
        int unpaired = Long.numberOfTrailingZeros(position);
        position >>>= unpaired;
        last >>>= unpaired;
      } else {
        newerHash = LedgerTree.parent(newerHash, part);
      }
      position >>>= 1;
      last >>>= 1;
    }
    return last == 0 && olderHash.equals(olderRoot) && newerHash.equals(newerRoot);
  }
}
