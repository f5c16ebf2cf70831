package org.kumiki.platform.people;

import java.util.Set;

/**
 * Who somebody is according to the issuer, before any service has a say.
 *
 * @param subject the issuer's identifier of the account; stays when names change
 * @param username what the person signs in with
 * @param name for people to read
 * @param organisations aliases of the organisations that the account is a member of
 * @param roles those of ours that the token names
 */
public record Identity(
    String subject, String username, String name, Set<String> organisations, Set<Role> roles) {
  public Identity {
    if (subject == null || subject.isBlank() || username == null || name == null) {
      throw new IllegalArgumentException("An identity has a subject and names");
    }
    organisations = Set.copyOf(organisations);
    roles = Set.copyOf(roles);
  }
}
