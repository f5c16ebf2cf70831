package org.kumiki.ontology.change;

/**
 * A change set at its place in the log.
 *
 * @param sequence 1, 2, 3, … without gaps
 * @param change what was changed
 * @param previousHash the hash of the entry before it; 64 zeros before the first
 * @param hash SHA-256, in hexadecimal, over the previous hash and all of this entry: who changes
 *     one entry changes the hash of each that follows
 */
public record LogEntry(long sequence, ChangeSet change, String previousHash, String hash) {
  /** What stands before the first entry. */
  public static final String NOTHING = "0".repeat(64);

  /** The change as the next entry. */
  public static LogEntry after(long sequence, String hash, ChangeSet change) {
    long next = sequence + 1;
    return new LogEntry(next, change, hash, hash(next, hash, change));
  }

  /** Whether the hash is that of what stands here. */
  public boolean isWhole() {
    return hash.equals(hash(sequence, previousHash, change));
  }

  private static String hash(long sequence, String previousHash, ChangeSet change) {
    return new EntryDigest(sequence, previousHash, change.id(), change.origin(), change.basedOn())
        .add(change.patch())
        .hex();
  }
}
