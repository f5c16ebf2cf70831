package org.kumiki.node.ledger;

import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.ledger.Checkpoint;
import org.kumiki.exchange.ledger.Ledger;
import org.kumiki.exchange.ledger.LedgerEntry;
import org.kumiki.exchange.ledger.LedgerOrigin;
import org.kumiki.exchange.ledger.LedgerStatus;
import org.kumiki.exchange.ledger.LedgerTree;
import org.kumiki.exchange.ledger.NumberedEntry;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.Signer;

/**
 * The release ledger in PostgreSQL: rows there, their Merkle tree in memory, rebuilt from the rows'
 * leaves when it opens. Each entry commits in a transaction of its own before {@link #append}
 * returns, and triggers refuse any change. Whether rows still fit their leaves is {@link
 * LedgerVerification}'s question.
 *
 * <p>Thread-safe; appends follow one another.
 */
public final class LedgerStore implements Ledger {
  private static final int FETCH_ROWS = 10_000;

  private final Jdbi jdbi;
  private final LedgerOrigin origin;
  private final Signer signer;
  private final SecureRandom random;
  private final LedgerTree tree = new LedgerTree();
  private long lastNumber;

  /**
   * Reads the tree of the rows that are there.
   *
   * @param consortium stands in the origin of the checkpoints
   * @param signer this organisation's key
   * @param random for salts
   */
  public LedgerStore(Jdbi jdbi, String consortium, Signer signer, SecureRandom random) {
    this.jdbi = jdbi;
    this.origin = new LedgerOrigin(consortium, signer.name());
    this.signer = signer;
    this.random = random;
    jdbi.useTransaction(this::catchUp);
  }

  /**
   * A row and what makes it a leaf.
   *
   * @param salt stays here
   * @param leaf as it stands in the table
   */
  record Salted(LedgerRow row, ByteString salt, ByteString leaf) {}

  @Override
  public synchronized void append(LedgerEntry entry) {
    byte[] salt = new byte[NumberedEntry.SALT_BYTES];
    random.nextBytes(salt);
    ByteString leaf =
        jdbi.inTransaction(
            handle -> {
              handle.execute("LOCK TABLE ledger_entry IN SHARE ROW EXCLUSIVE MODE");
              catchUp(handle);
              requireComplete(handle);
              LedgerRow row = LedgerRow.of(lastNumber + 1, now(handle), entry);
              ByteString hash = row.numbered().leafHash(salt);
              row.insert(handle, salt, hash);
              return hash;
            });
    add(lastNumber + 1, leaf);
  }

  /**
   * Takes in the rows that the tree does not have yet: all of them at the start; later one whose
   * commit succeeded although its answer was lost on the way.
   */
  private void catchUp(Handle handle) {
    try (var rows =
        handle
            .createQuery("SELECT number, leaf FROM ledger_entry WHERE number > :n ORDER BY number")
            .bind("n", lastNumber)
            .setFetchSize(FETCH_ROWS)
            .map((row, context) -> new Leaf(row.getLong(1), ByteString.of(row.getBytes(2))))
            .stream()) {
      rows.forEach(leaf -> add(leaf.number(), leaf.hash()));
    }
  }

  private record Leaf(long number, ByteString hash) {}

  private void add(long number, ByteString leaf) {
    tree.append(leaf);
    lastNumber = number;
  }

  /** Nothing is built on a ledger with holes: the steward looks first. */
  private void requireComplete(Handle handle) {
    long last =
        handle
            .createQuery("SELECT coalesce(max(number), 0) FROM ledger_entry")
            .mapTo(Long.class)
            .one();
    if (last != tree.size()) {
      throw new IllegalStateException(
          "the release ledger should end with entry "
              + tree.size()
              + " and ends with "
              + last
              + ": rows were removed past this service; run 'node ledger verify' and restore the"
              + " newest copy of the database");
    }
  }

  private static OffsetDateTime now(Handle handle) {
    return handle
        .createQuery("SELECT now()")
        .map((row, context) -> row.getObject(1, OffsetDateTime.class))
        .one();
  }

  /** All entries, oldest first. */
  public List<LedgerRow> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT " + LedgerRow.COLUMNS + " FROM ledger_entry ORDER BY number")
                .map((row, context) -> LedgerRow.read(row))
                .list());
  }

  /** Entries before a number, the newest first. */
  List<LedgerRow> newest(long before, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + LedgerRow.COLUMNS
                        + " FROM ledger_entry WHERE number < :before"
                        + " ORDER BY number DESC LIMIT :most")
                .bind("before", before)
                .bind("most", most)
                .map((row, context) -> LedgerRow.read(row))
                .list());
  }

  /** Streams the rows, oldest first, as one moment has them. */
  void forEachSalted(Consumer<Salted> action) {
    jdbi.useTransaction(
        handle -> {
          try (var rows =
              handle
                  .createQuery(
                      "SELECT "
                          + LedgerRow.COLUMNS
                          + ", salt, leaf FROM ledger_entry ORDER BY number")
                  .setFetchSize(FETCH_ROWS)
                  .map(
                      (row, context) ->
                          new Salted(
                              LedgerRow.read(row),
                              ByteString.of(row.getBytes("salt")),
                              ByteString.of(row.getBytes("leaf"))))
                  .stream()) {
            rows.forEach(action);
          }
        });
  }

  /** The last epoch in which each round of a study was released, the first round first. */
  public List<Long> epochsOf(String studyHash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT max(epoch) FROM ledger_entry WHERE study_hash = :hash"
                        + " AND verdict <> 'REFUSED' GROUP BY round ORDER BY round")
                .bind("hash", studyHash)
                .mapTo(Long.class)
                .list());
  }

  public LedgerOrigin origin() {
    return origin;
  }

  /** The head of the tree as it is now, signed. */
  synchronized LedgerHead head() {
    return new Checkpoint(origin, tree.size(), tree.root()).sign(signer);
  }

  /** How an own head that a member kept stands to the tree. */
  synchronized LedgerStatus compare(String witness, LedgerHead seen) {
    return LedgerStatus.compare(tree, witness, seen);
  }
}
