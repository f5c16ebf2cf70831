package org.kumiki.platform.people;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads a person out of claims as Keycloak writes them. */
final class KeycloakClaims {
  /** Keycloak's Organizations feature puts the account's organisations here. */
  private static final String ORGANISATION = "organization";

  private static final int LONGEST_NAME = 200;

  private KeycloakClaims() {}

  static Identity identity(JWTClaimsSet claims) {
    String username = brief(claims, "preferred_username");
    String name = brief(claims, "name");
    return new Identity(
        claims.getSubject(),
        username.isEmpty() ? claims.getSubject() : username,
        name.isEmpty() ? username : name,
        organisations(claims.getClaim(ORGANISATION)),
        Role.among(realmRoles(claims.getClaim("realm_access"))));
  }

  /** A list of aliases, or a map whose keys they are when the mapper adds attributes. */
  private static Set<String> organisations(Object claim) {
    if (claim instanceof Map<?, ?> byAlias) {
      return texts(byAlias.keySet());
    }
    return claim instanceof Collection<?> aliases ? texts(aliases) : Set.of();
  }

  private static Set<String> realmRoles(Object claim) {
    return claim instanceof Map<?, ?> access && access.get("roles") instanceof Collection<?> roles
        ? texts(roles)
        : Set.of();
  }

  private static Set<String> texts(Collection<?> values) {
    Set<String> texts = new HashSet<>();
    for (Object value : values) {
      if (value instanceof String text) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static String brief(JWTClaimsSet claims, String name) {
    String text = TokenCheck.text(claims, name).strip();
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }
}
