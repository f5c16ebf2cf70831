package org.kumiki.trial.seeded;

import java.util.Optional;
import java.util.SortedMap;
import org.kumiki.exchange.ledger.Ledger;
import org.kumiki.exchange.ledger.LedgerEntry;
import org.kumiki.exchange.ledger.LedgerHeads;
import org.kumiki.exchange.ledger.LedgerStatus;
import org.kumiki.exchange.ledger.MemoryLedger;
import org.kumiki.exchange.ledger.Witnessing;
import org.kumiki.exchange.wire.LedgerHead;

/** A member's release ledger, which somebody may put back to a backup of it. */
final class SimulatedLedger implements Ledger, LedgerHeads {
  private MemoryLedger present;
  private final MemoryLedger backup;

  SimulatedLedger(MemoryLedger empty) {
    this.present = empty;
    this.backup = empty.copy();
  }

  void putBackupBack() {
    present = backup.copy();
  }

  void witness(SortedMap<String, LedgerHead> heads) {
    heads.forEach(present::witness);
  }

  @Override
  public void append(LedgerEntry entry) {
    present.append(entry);
  }

  @Override
  public LedgerHead own() {
    return present.own();
  }

  @Override
  public LedgerStatus confirm(String witness, LedgerHead seen) {
    return present.confirm(witness, seen);
  }

  @Override
  public LedgerStatus status() {
    return present.status();
  }

  @Override
  public Optional<LedgerHead> witnessed(String peer) {
    return present.witnessed(peer);
  }

  @Override
  public Witnessing witness(String peer, LedgerHead head) {
    return present.witness(peer, head);
  }
}
