package org.kumiki.exchange.disclosure;

import java.time.Clock;
import java.util.Optional;
import org.kumiki.exchange.ledger.Ledger;
import org.kumiki.exchange.ledger.LedgerEntry;
import org.kumiki.exchange.ledger.LedgerEntry.Verdict;

/**
 * The only door out of a node: checks a vector against the approved study and the rules, writes the
 * ledger, and only then makes a {@link Release}.
 *
 * <p>Guarantees that nothing leaves for a study whose exact hash no steward approved, that fewer
 * rows than the rule asks leave as zeros, that the study's question was admitted to the query
 * ledger, and that both ledgers knew before the network did. Does not judge what a sum over few
 * members says: that is arithmetic, and the consent page says it.
 *
 * <p>Thread-safe if the ledgers are.
 */
public final class DisclosureGate {
  private final Ledger ledger;
  private final QueryLedger queries;
  private final Clock clock;

  public DisclosureGate(Ledger ledger, QueryLedger queries, Clock clock) {
    this.ledger = ledger;
    this.queries = queries;
    this.clock = clock;
  }

  /** Decides, and appends the decision to the ledger before returning. */
  public Decision decide(ReleaseRequest request) {
    Optional<Refusal> denied = staticRefusal(request);
    if (denied.isPresent()) {
      append(request, Verdict.REFUSED, denied.get().sentence());
      return new Decision.Refused(denied.get());
    }
    Optional<Refusal> rule = rowRefusal(request);
    Optional<long[]> quantised = request.layout().quantise(request.values());
    if (rule.isEmpty() && quantised.isEmpty()) {
      rule = Optional.of(new Refusal.OutOfBounds());
    }
    if (rule.isPresent()) {
      append(request, Verdict.WITHHELD, rule.get().sentence());
      return new Decision.Withheld(
          new ZeroVector(request.layout().length(), request.layout().ring()), rule.get());
    }
    append(request, Verdict.GRANTED, "");
    return new Decision.Granted(
        new GrantedVector(quantised.orElseThrow(), request.layout().ring()));
  }

  private Optional<Refusal> staticRefusal(ReleaseRequest request) {
    boolean approved =
        request.approval().filter(a -> a.studyHash().equals(request.study().hash())).isPresent();
    if (!approved) {
      return Optional.of(new Refusal.NotApproved(request.study().hash().hex()));
    }
    if (clock.instant().getEpochSecond() > request.study().deadlineEpochSecond()) {
      return Optional.of(new Refusal.Expired());
    }
    // Nothing is asked of anybody's data in a rehearsal.
    return request.study().readsRows()
        ? queries.admit(request.study(), request.columns()).map(Refusal.Differencing::new)
        : Optional.empty();
  }

  /** Made-up numbers rest on no row, so no number of rows is too few. */
  private static Optional<Refusal> rowRefusal(ReleaseRequest request) {
    if (!request.study().readsRows()) {
      return Optional.empty();
    }
    int minimum = request.study().minimumRows();
    if (request.rows() < minimum) {
      return Optional.of(new Refusal.TooFewRows(request.rows(), minimum));
    }
    long cap = request.study().maxRowsPerMember();
    if (request.rows() > cap) {
      return Optional.of(new Refusal.TooManyRows(request.rows(), cap));
    }
    return Optional.empty();
  }

  private void append(ReleaseRequest request, Verdict verdict, String reason) {
    ledger.append(
        new LedgerEntry(
            request.study().hash(),
            request.epoch(),
            request.round(),
            request.subject(),
            request.layout().length(),
            request.study().cohort().size(),
            verdict,
            reason));
  }
}
