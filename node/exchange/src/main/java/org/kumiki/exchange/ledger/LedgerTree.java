package org.kumiki.exchange.ledger;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;

/**
 * The Merkle tree of RFC 9162, section 2.1 (the same tree as in RFC 6962), with SHA-256: roots of
 * this and every earlier size, and proofs between them.
 *
 * <p>Keeps the hash of every complete subtree, 64 bytes an entry; every question is answered with a
 * number of hashes logarithmic in the size. Holds at most 2^26 − 1 entries, a release a second for
 * two years; the append after that fails. Not thread-safe.
 */
public final class LedgerTree {
  /** The root of the tree without leaves: SHA-256 of nothing. */
  public static final ByteString EMPTY_ROOT = ByteString.of(Sha256.plain().digest());

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  /** {@code rows.get(h)} holds the hashes of the complete subtrees of 2^h leaves, from the left. */
  private final List<Row> rows = new ArrayList<>();

  /** The hash of a leaf: SHA-256(0x00 ‖ input). */
  public static ByteString leafHash(byte[] input) {
    MessageDigest digest = Sha256.plain();
    digest.update(LEAF);
    return ByteString.of(digest.digest(input));
  }

  /** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right). */
  static ByteString parent(ByteString left, ByteString right) {
    return ByteString.of(parent(left.toByteArray(), right.toByteArray()));
  }

  private static byte[] parent(byte[] left, byte[] right) {
    MessageDigest digest = Sha256.plain();
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  /** Adds a leaf by its hash, to the right of all others. */
  public void append(ByteString leafHash) {
    byte[] hash = leafHash.requireSize(Sha256.SIZE_BYTES, "leaf hash").toByteArray();
    int height = 0;
    Row row = row(height);
    row.add(hash);
    while (row.count % 2 == 0) {
      hash = parent(row.get(row.count - 2), hash);
      row = row(++height);
      row.add(hash);
    }
  }

  /** The number of leaves. */
  public long size() {
    return rows.isEmpty() ? 0 : rows.get(0).count;
  }

  public ByteString root() {
    return rootAt(size());
  }

  /** The root as it was when the tree had that many leaves. */
  public ByteString rootAt(long size) {
    requireWithin(size);
    return size == 0 ? EMPTY_ROOT : ByteString.of(subtree(0, size));
  }

  /** That a leaf stands in the tree as it was with {@code size} leaves (RFC 9162, 2.1.3.1). */
  public InclusionProof inclusionProof(long index, long size) {
    requireWithin(size);
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("leaf " + index + " is not among the first " + size);
    }
    List<ByteString> path = new ArrayList<>();
    addInclusion(path, index, 0, size);
    return new InclusionProof(index, size, path);
  }

  private void addInclusion(List<ByteString> path, long index, long begin, long end) {
    if (end - begin == 1) {
      return;
    }
    long split = split(begin, end);
    if (index < split) {
      addInclusion(path, index, begin, split);
      path.add(ByteString.of(subtree(split, end)));
    } else {
      addInclusion(path, index, split, end);
      path.add(ByteString.of(subtree(begin, split)));
    }
  }

  /**
   * That the tree with {@code newer} leaves extends the one with {@code older} (RFC 9162, 2.1.4.1).
   */
  public ConsistencyProof consistencyProof(long older, long newer) {
    requireWithin(newer);
    if (older < 0 || older > newer) {
      throw new IllegalArgumentException("size " + older + " is not within 0 to " + newer);
    }
    List<ByteString> path = new ArrayList<>();
    if (older > 0) {
      addConsistency(path, older, 0, newer);
    }
    return new ConsistencyProof(older, newer, path);
  }

  private void addConsistency(List<ByteString> path, long older, long begin, long end) {
    if (older == end) {
      // The verifier knows the older root itself; any other complete part it must be told.
      if (begin > 0) {
        path.add(ByteString.of(subtree(begin, end)));
      }
      return;
    }
    long split = split(begin, end);
    if (older <= split) {
      addConsistency(path, older, begin, split);
      path.add(ByteString.of(subtree(split, end)));
    } else {
      addConsistency(path, older, split, end);
      path.add(ByteString.of(subtree(begin, split)));
    }
  }

  /** Every split is at a power of two, so a complete subtree begins at a multiple of its width. */
  private byte[] subtree(long begin, long end) {
    long width = end - begin;
    if (Long.bitCount(width) == 1) {
      int height = Long.numberOfTrailingZeros(width);
      return rows.get(height).get((int) (begin >>> height));
    }
    long split = split(begin, end);
    return parent(subtree(begin, split), subtree(split, end));
  }

  /** The left part is as wide as the largest power of two below the whole width. */
  private static long split(long begin, long end) {
    return begin + Long.highestOneBit(end - begin - 1);
  }

  private void requireWithin(long size) {
    if (size < 0 || size > size()) {
      throw new IllegalArgumentException("size " + size + " is not within 0 to " + size());
    }
  }

  private Row row(int height) {
    if (height == rows.size()) {
      rows.add(new Row());
    }
    return rows.get(height);
  }

  /** Hashes one behind the other: a list of objects would take twice the memory. */
  private static final class Row {
    private byte[] hashes = new byte[8 * Sha256.SIZE_BYTES];
    private int count;

    void add(byte[] hash) {
      int end = Math.multiplyExact(count + 1, Sha256.SIZE_BYTES);
      if (end > hashes.length) {
        hashes = Arrays.copyOf(hashes, (int) Math.min(2L * hashes.length, Integer.MAX_VALUE - 31));
      }
      System.arraycopy(hash, 0, hashes, end - Sha256.SIZE_BYTES, Sha256.SIZE_BYTES);
      count++;
    }

    byte[] get(int index) {
      int begin = index * Sha256.SIZE_BYTES;
      return Arrays.copyOfRange(hashes, begin, begin + Sha256.SIZE_BYTES);
    }
  }
}
