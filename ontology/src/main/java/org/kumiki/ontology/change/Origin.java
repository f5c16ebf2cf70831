package org.kumiki.ontology.change;

import java.util.Optional;

/**
 * Where a change comes from.
 *
 * @param kind what sort of change it is
 * @param account the stable identifier of who made it, at the issuer of identities; {@code kumiki}
 *     for what the program ships
 * @param name the same person's name, for people
 * @param organisation the alias of that person's organisation
 * @param atMillis when, in milliseconds since 1970 (UTC)
 * @param reason why, in the person's words; never empty
 * @param proposal the proposal that was accepted with it
 * @param undoes the {@linkplain LogEntry#sequence place} of the change that it takes back
 */
public record Origin(
    Kind kind,
    String account,
    String name,
    String organisation,
    long atMillis,
    String reason,
    Optional<String> proposal,
    Optional<Long> undoes) {
  /** A paragraph. */
  public static final int LONGEST_REASON = 4_000;

  private static final int LONGEST_NAME = 200;

  /** What sort of change it is. */
  public enum Kind {
    /** What a version of the program brought. */
    SHIPPED,
    /** A file. */
    IMPORT,
    /** A person's. */
    EDIT,
    /** One that takes another back. */
    UNDO
  }

  public Origin {
    required(account, "account", LONGEST_NAME);
    required(name, "name", LONGEST_NAME);
    required(organisation, "organisation", LONGEST_NAME);
    required(reason, "reason", LONGEST_REASON);
    proposal.ifPresent(id -> required(id, "proposal", LONGEST_NAME));
    if ((kind == Kind.UNDO) != undoes.isPresent()) {
      throw new IllegalArgumentException("an undo, and nothing else, names what it takes back");
    }
  }

  private static void required(String text, String what, int longest) {
    if (text.isBlank() || text.length() > longest || text.indexOf(0) >= 0) {
      throw new UnacceptableChange(
          "a change needs a " + what + " of at most " + longest + " characters; write it");
    }
  }

  /** A person's edit. */
  public static Origin edit(
      String account,
      String name,
      String organisation,
      long atMillis,
      String reason,
      Optional<String> proposal) {
    return new Origin(
        Kind.EDIT, account, name, organisation, atMillis, reason, proposal, Optional.empty());
  }

  /** The same person, moment and proposal, for another sort of change. */
  public Origin as(Kind other, Optional<Long> undone) {
    return new Origin(other, account, name, organisation, atMillis, reason, proposal, undone);
  }
}
