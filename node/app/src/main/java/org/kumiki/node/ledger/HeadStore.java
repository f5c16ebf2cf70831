package org.kumiki.node.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.ledger.LedgerHeads;
import org.kumiki.exchange.ledger.LedgerStatus;
import org.kumiki.exchange.ledger.Witnessing;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;

/**
 * Heads of ledgers in PostgreSQL: of each other member the largest that was seen, and of the own
 * ledger the largest that each other member has shown. Each is durable before a call returns.
 *
 * <p>Thread-safe.
 */
public final class HeadStore implements LedgerHeads {
  private static final String KEEP_OWN = keep("own_head_seen", "witness");
  private static final String KEEP_PEER = keep("witnessed_head", "organisation");

  private final Jdbi jdbi;
  private final LedgerStore ledger;
  private LedgerStatus status = new LedgerStatus.InOrder();

  /** Compares the ledger with all heads that were shown before: a part of it may be lost here. */
  public HeadStore(Jdbi jdbi, LedgerStore ledger) {
    this.jdbi = jdbi;
    this.ledger = ledger;
    shown().forEach(seen -> compare(seen.witness(), seen.head()));
  }

  /** An own head, who kept it, and when it was shown. */
  record Shown(String witness, LedgerHead head, OffsetDateTime at) {}

  @Override
  public LedgerHead own() {
    return ledger.head();
  }

  @Override
  public LedgerStatus confirm(String witness, LedgerHead seen) {
    keep(KEEP_OWN, witness, seen);
    return compare(witness, seen);
  }

  /** What was wrong once stays wrong until the database is another one. */
  private synchronized LedgerStatus compare(String witness, LedgerHead seen) {
    if (status.inOrder()) {
      status = ledger.compare(witness, seen);
    }
    return status;
  }

  @Override
  public synchronized LedgerStatus status() {
    return status;
  }

  @Override
  public Optional<LedgerHead> witnessed(String peer) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT size, root, signature FROM witnessed_head WHERE organisation = :peer")
                .bind("peer", peer)
                .map((row, context) -> head(row))
                .findOne());
  }

  @Override
  public synchronized Witnessing witness(String peer, LedgerHead head) {
    Witnessing witnessing = Witnessing.of(witnessed(peer), head);
    if (witnessing == Witnessing.NEWER) {
      keep(KEEP_PEER, peer, head);
    }
    return witnessing;
  }

  /** Own heads that other members have shown, in order of their names. */
  List<Shown> shown() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT size, root, signature, witness, at FROM own_head_seen ORDER BY witness")
                .map(
                    (row, context) ->
                        new Shown(
                            row.getString(4), head(row), row.getObject(5, OffsetDateTime.class)))
                .list());
  }

  private static String keep(String table, String key) {
    return """
        INSERT INTO %1$s (%2$s, size, root, signature) VALUES (:name, :size, :root, :signature)
        ON CONFLICT (%2$s) DO UPDATE
          SET size = excluded.size, root = excluded.root, signature = excluded.signature, at = now()
          WHERE %1$s.size < excluded.size"""
        .formatted(table, key);
  }

  private void keep(String statement, String name, LedgerHead head) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(statement)
                .bind("name", name)
                .bind("size", head.size())
                .bind("root", head.root().toByteArray())
                .bind("signature", head.signature().toByteArray())
                .execute());
  }

  private static LedgerHead head(ResultSet row) throws SQLException {
    return new LedgerHead(
        row.getLong(1), ByteString.of(row.getBytes(2)), ByteString.of(row.getBytes(3)));
  }
}
