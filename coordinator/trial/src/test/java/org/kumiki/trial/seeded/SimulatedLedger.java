package org.kumiki.trial.seeded;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.ledger.Ledger;
import org.kumiki.exchange.ledger.LedgerEntry;
import org.kumiki.exchange.ledger.LedgerHeads;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.Sha256;

/**
 * A member's release ledger without its tree: a chain of hashes, so that a head says all that came
 * before. Entries are durable at once, as the gate asks.
 */
final class SimulatedLedger implements Ledger, LedgerHeads {
  private static final ByteString NO_SIGNATURE = ByteString.of(new byte[64]);

  private final String member;
  private final List<ByteString> roots = new ArrayList<>();
  private final SortedMap<String, LedgerHead> witnessed = new TreeMap<>();

  SimulatedLedger(String member) {
    this.member = member;
    roots.add(Sha256.hash("ledger", member.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void append(LedgerEntry entry) {
    String said = entry.studyHash() + " " + entry.epoch() + " " + entry.round() + entry.verdict();
    String all = roots.get(roots.size() - 1).hex() + said;
    roots.add(Sha256.hash("ledger", all.getBytes(StandardCharsets.UTF_8)));
  }

  LedgerHead head() {
    int size = roots.size() - 1;
    return new LedgerHead(size, roots.get(size), NO_SIGNATURE);
  }

  void witness(SortedMap<String, LedgerHead> heads) {
    heads.forEach(
        (other, head) ->
            witnessed.merge(other, head, (old, seen) -> seen.size() > old.size() ? seen : old));
  }

  @Override
  public Optional<LedgerHead> witnessed(String other) {
    return Optional.ofNullable(witnessed.get(other));
  }

  @Override
  public Optional<String> disputes(String other, LedgerHead seenOfUs) {
    boolean held =
        seenOfUs.size() < roots.size()
            && roots.get((int) seenOfUs.size()).equals(seenOfUs.root());
    return held
        ? Optional.empty()
        : Optional.of(other + " has seen entries that the ledger of " + member + " does not hold");
  }

  /** A backup of the database is put back: the entries since are gone. */
  void putBack(long size) {
    while (roots.size() > size + 1) {
      roots.remove(roots.size() - 1);
    }
  }
}
