package org.kumiki.trial.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kumiki.coordinator.people.KeycloakAdmin;
import org.kumiki.platform.people.Role;

/**
 * Made-up accounts of a realm, one for each role of an organisation: {@code acme-steward}. What is
 * there already stays. Not thread-safe.
 */
public final class Accounts {
  private final KeycloakAdmin admin;
  private final String root;
  private final String password;
  private final List<Account> wanted = new ArrayList<>();

  private record Account(String organisation, Role role) {}

  /** Accounts of a realm that all have one password. */
  public Accounts(KeycloakAdmin admin, String realm, String password) {
    this.admin = admin;
    this.root = "/" + realm;
    this.password = password;
  }

  /** What somebody with a role signs in with. */
  public static String username(String organisation, Role role) {
    return organisation + "-" + role.claim();
  }

  /** Adds accounts of an organisation of the realm. */
  public void add(String organisation, List<Role> roles) {
    roles.forEach(role -> wanted.add(new Account(organisation, role)));
  }

  /** Creates those that are missing. */
  public void create() {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("ifResourceExists", "SKIP");
    ArrayNode users = request.putArray("users");
    wanted.forEach(account -> users.add(user(account)));
    admin.post(root + "/partialImport", request);
    Map<String, String> ids = new HashMap<>();
    for (JsonNode user : admin.list(root + "/users?briefRepresentation=true&max=10000")) {
      ids.put(user.path("username").asText(), user.path("id").asText());
    }
    for (JsonNode organisation : admin.list(root + "/organizations?max=1000")) {
      join(organisation, ids);
    }
  }

  private void join(JsonNode organisation, Map<String, String> ids) {
    String members = root + "/organizations/" + organisation.path("id").asText() + "/members";
    Set<String> there = new HashSet<>();
    admin.list(members + "?max=1000").forEach(m -> there.add(m.path("id").asText()));
    for (Account account : wanted) {
      String id = ids.get(username(account.organisation(), account.role()));
      if (account.organisation().equals(organisation.path("alias").asText())
          && !there.contains(id)) {
        admin.post(members, TextNode.valueOf(id));
      }
    }
  }

  private ObjectNode user(Account account) {
    String username = username(account.organisation(), account.role());
    // Without e-mail and both names Keycloak asks for them at the first sign-in.
    ObjectNode user =
        JsonNodeFactory.instance
            .objectNode()
            .put("username", username)
            .put("enabled", true)
            .put("email", username + "@example.org")
            .put("emailVerified", true)
            .put("firstName", account.role().claim())
            .put("lastName", "of " + account.organisation());
    user.putArray("realmRoles").add(account.role().claim());
    user.putArray("credentials")
        .addObject()
        .put("type", "password")
        .put("value", password)
        .put("temporary", false);
    return user;
  }
}
