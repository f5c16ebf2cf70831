package org.kumiki.platform.people;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a person may be here; docs/roles.md says what each may do. */
public enum Role {
  /** Runs a service: members, certificates, numbers about the machine. */
  OPERATOR,
  /** Keeps the vocabulary. */
  CURATOR,
  /** Asks questions of the consortium and uses the answers. */
  SCIENTIST,
  /** Decides for an organisation what leaves its house. */
  STEWARD,
  /** Reads everything that is recorded, changes nothing. */
  AUDITOR;

  /** The role's name in Keycloak and in tokens. */
  public String claim() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The roles among {@code claims}; other words are other programs' roles. */
  static Set<Role> among(Collection<String> claims) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    Arrays.stream(values()).filter(role -> claims.contains(role.claim())).forEach(roles::add);
    return Collections.unmodifiableSet(roles);
  }
}
