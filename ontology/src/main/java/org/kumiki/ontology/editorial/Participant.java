package org.kumiki.ontology.editorial;

/**
 * Somebody who takes part in a proposal.
 *
 * @param account the stable identifier at the issuer of identities; tells people apart
 * @param name the same person's name, for people
 * @param organisation the alias of the organisation that the person speaks for
 */
public record Participant(String account, String name, String organisation) {

  public Participant {
    if (account.isBlank() || name.isBlank() || organisation.isBlank()) {
      throw new IllegalArgumentException("a participant has an account, a name, an organisation");
    }
  }

  boolean is(Participant other) {
    return account.equals(other.account);
  }
}
