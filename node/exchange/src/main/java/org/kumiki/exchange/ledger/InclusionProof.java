package org.kumiki.exchange.ledger;

import java.util.List;
import org.kumiki.exchange.wire.ByteString;

/**
 * That one entry stands in a ledger with a given root (RFC 9162, section 2.1.3). It reveals hashes
 * of salted commitments and nothing of other entries.
 *
 * @param index the entry's place, from 0
 * @param size entries of the ledger
 * @param path hashes beside the way from the leaf to the root
 */
public record InclusionProof(long index, long size, List<ByteString> path) {
  public InclusionProof {
    path = List.copyOf(path);
  }

  /** Follows RFC 9162, section 2.1.3.2; false for any proof that is not exactly this leaf's. */
  public boolean verifies(ByteString leafHash, ByteString root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long position = index;
    long last = size - 1;
    ByteString hash = leafHash;
    for (ByteString sibling : path) {
      if (last == 0) {
        return false;
      }
      if (position % 2 == 1 || position == last) {
        hash = LedgerTree.parent(sibling, hash);
        // The last node of a row without a right neighbour rises until it has a left one.
        int unpaired = Long.numberOfTrailingZeros(position);
        position >>>= unpaired;
        last >>>= unpaired;
      } else {
        hash = LedgerTree.parent(hash, sibling);
      }
      position >>>= 1;
      last >>>= 1;
    }
    return last == 0 && hash.equals(root);
  }
}
