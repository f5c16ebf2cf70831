package org.kumiki.exchange.ledger;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.exchange.wire.ByteString;

/** The definitions of RFC 9162, section 2.1, word for word and slowly: the oracle of the tests. */
final class ReferenceTree {
  private ReferenceTree() {}

  /** MTH(D_n), over leaf hashes. */
  static ByteString root(List<ByteString> leaves) {
    if (leaves.isEmpty()) {
      return LedgerTree.EMPTY_ROOT;
    }
    if (leaves.size() == 1) {
      return leaves.get(0);
    }
    int k = largestPowerBelow(leaves.size());
    return LedgerTree.parent(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
  }

  /** PATH(m, D_n). */
  static List<ByteString> path(int m, List<ByteString> leaves) {
    if (leaves.size() == 1) {
      return List.of();
    }
    int k = largestPowerBelow(leaves.size());
    List<ByteString> left = leaves.subList(0, k);
    List<ByteString> right = leaves.subList(k, leaves.size());
    return m < k ? with(path(m, left), root(right)) : with(path(m - k, right), root(left));
  }

  /** SUBPROOF(m, D_n, b); PROOF(m, D_n) is SUBPROOF(m, D_n, true). */
  static List<ByteString> subproof(int m, List<ByteString> leaves, boolean b) {
    if (m == leaves.size()) {
      return b ? List.of() : List.of(root(leaves));
    }
    int k = largestPowerBelow(leaves.size());
    List<ByteString> left = leaves.subList(0, k);
    List<ByteString> right = leaves.subList(k, leaves.size());
    return m <= k
        ? with(subproof(m, left, b), root(right))
        : with(subproof(m - k, right, false), root(left));
  }

  private static List<ByteString> with(List<ByteString> path, ByteString last) {
    List<ByteString> longer = new ArrayList<>(path);
    longer.add(last);
    return longer;
  }

  private static int largestPowerBelow(int n) {
    int k = 1;
    while (2 * k < n) {
      k *= 2;
    }
    return k;
  }
}
