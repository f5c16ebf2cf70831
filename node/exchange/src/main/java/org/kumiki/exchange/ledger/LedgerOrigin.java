package org.kumiki.exchange.ledger;

import org.kumiki.exchange.wire.Identifiers;

/**
 * Whose ledger a checkpoint is of: the note's origin line, and the name of the key that signs it.
 */
public record LedgerOrigin(String consortium, String organisation) {
  public LedgerOrigin {
    Identifiers.require(consortium, "consortium");
    Identifiers.require(organisation, "organisation");
  }

  /** As it stands in the note. */
  public String line() {
    return "kumiki/" + consortium + "/" + organisation;
  }
}
