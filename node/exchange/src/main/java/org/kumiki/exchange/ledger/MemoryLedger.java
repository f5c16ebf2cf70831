package org.kumiki.exchange.ledger;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.Signer;

/**
 * A ledger that lives as long as its process, for consortia within one process and for tests. Its
 * entries are as durable as everything else there. Not thread-safe.
 */
public final class MemoryLedger implements Ledger, LedgerHeads {
  private final LedgerOrigin origin;
  private final Signer signer;
  private final Clock clock;
  private final SecureRandom random;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<ByteString> leaves = new ArrayList<>();
  private final LedgerTree tree = new LedgerTree();
  private final Map<String, LedgerHead> peers = new HashMap<>();
  private LedgerStatus status = new LedgerStatus.InOrder();

  public MemoryLedger(String consortium, Signer signer, Clock clock, SecureRandom random) {
    this.origin = new LedgerOrigin(consortium, signer.name());
    this.signer = signer;
    this.clock = clock;
    this.random = random;
  }

  /** What a backup taken now would bring back later; the two then grow apart. */
  public MemoryLedger copy() {
    MemoryLedger copy = new MemoryLedger(origin.consortium(), signer, clock, random);
    copy.entries.addAll(entries);
    leaves.forEach(copy::add);
    copy.peers.putAll(peers);
    copy.status = status;
    return copy;
  }

  @Override
  public void append(LedgerEntry entry) {
    byte[] salt = new byte[NumberedEntry.SALT_BYTES];
    random.nextBytes(salt);
    NumberedEntry numbered =
        new NumberedEntry(tree.size() + 1, clock.instant().truncatedTo(ChronoUnit.MICROS), entry);
    entries.add(entry);
    add(numbered.leafHash(salt));
  }

  private void add(ByteString leaf) {
    leaves.add(leaf);
    tree.append(leaf);
  }

  /** All entries, oldest first. */
  public List<LedgerEntry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public LedgerHead own() {
    return new Checkpoint(origin, tree.size(), tree.root()).sign(signer);
  }

  @Override
  public LedgerStatus confirm(String witness, LedgerHead seen) {
    if (status.inOrder()) {
      status = LedgerStatus.compare(tree, witness, seen);
    }
    return status;
  }

  @Override
  public LedgerStatus status() {
    return status;
  }

  @Override
  public Optional<LedgerHead> witnessed(String peer) {
    return Optional.ofNullable(peers.get(peer));
  }

  @Override
  public Witnessing witness(String peer, LedgerHead head) {
    Witnessing witnessing = Witnessing.of(witnessed(peer), head);
    if (witnessing == Witnessing.NEWER) {
      peers.put(peer, head);
    }
    return witnessing;
  }
}
