package org.kumiki.coordinator.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.people.PeopleSettings;
import org.kumiki.platform.people.Role;

/**
 * Brings a Keycloak to what a {@link RealmPlan} says: makes what is missing, changes what differs
 * in the keys that are ours, touches nothing else, takes nothing away. A second run finds nothing
 * to do. Not thread-safe.
 */
public final class RealmSetup {
  private final KeycloakAdmin admin;
  private final RealmPlan plan;
  private final boolean dry;
  private final String root;
  private final List<String> steps = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * A setup.
   *
   * @param dry only says what it would do
   */
  public RealmSetup(KeycloakAdmin admin, RealmPlan plan, boolean dry) {
    this.admin = admin;
    this.plan = plan;
    this.dry = dry;
    this.root = "/" + KeycloakAdmin.encode(plan.realm());
  }

  /** Does it, and says each step that it took or would take; none if all is as it should be. */
  public List<String> run() {
    realm();
    for (Role role : Role.values()) {
      role(role);
    }
    plan.organisations().forEach(this::organisation);
    plan.services().forEach(this::service);
    programs();
    return List.copyOf(steps);
  }

  /** What an administrator should look at after {@link #run}. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  private static String description(Role role) {
    return Wanted.role(role).path("description").asText();
  }

  /** The secrets of the services' clients, by client. */
  public Map<String, String> secrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (RealmPlan.Service service : plan.services()) {
      client(service.clientId())
          .flatMap(client -> admin.get(clientPath(client) + "/client-secret"))
          .ifPresent(secret -> secrets.put(service.clientId(), secret.path("value").asText()));
    }
    return secrets;
  }

  private void realm() {
    Optional<JsonNode> found = admin.get(root);
    if (found.isEmpty()) {
      steps.add("create realm " + plan.realm());
      if (!dry) {
        admin.post("", Wanted.newRealm(plan.realm()));
      }
      return;
    }
    if (found.get().path("editUsernameAllowed").asBoolean()) {
      warnings.add(
          "people may change their own user names in realm "
              + plan.realm()
              + ", by which two approvals are told apart: switch 'Edit username' off");
    }
    change("realm " + plan.realm(), Wanted.realm(), found.get(), root);
  }

  private void role(Role role) {
    String path = root + "/roles/" + role.claim();
    Optional<JsonNode> found = admin.get(path);
    if (found.isPresent()) {
      // A description of the administrator's own stays; a role of another purpose does not show
      // itself in any other way.
      if (!found.get().path("description").asText().equals(description(role))) {
        warnings.add(
            "the role "
                + role.claim()
                + " was there before: whoever has it is "
                + role.claim()
                + " of Kumiki too");
      }
      return;
    }
    create("role " + role.claim(), root + "/roles", Wanted.role(role));
  }

  private void organisation(RealmPlan.Named organisation) {
    String path = root + "/organizations";
    Optional<JsonNode> found =
        firstWith("alias", organisation.alias(), admin.list(path + "?max=1000"));
    if (found.isEmpty()) {
      create("organisation " + organisation.alias(), path, Wanted.organisation(organisation));
    }
  }

  private void service(RealmPlan.Service service) {
    JsonNode client = client(service.clientId(), Wanted.service(service));
    String path = clientPath(client);
    String of = " of " + service.clientId();
    mapper(path, of, Wanted.audience(service.clientId()));
    mapper(path, of, Wanted.roles());
    roleScope(path, of);
    optionalScope(path, of, "organization");
    String scope = Wanted.scopeName(service.clientId());
    Optional<JsonNode> found = firstWith("name", scope, admin.list(root + "/client-scopes"));
    if (found.isEmpty()) {
      create("scope " + scope, root + "/client-scopes", Wanted.audienceScope(service.clientId()));
      found = firstWith("name", scope, admin.list(root + "/client-scopes"));
    }
    mapper(
        root + "/client-scopes/" + found.map(s -> s.path("id").asText()).orElse("new"),
        " of scope " + scope,
        Wanted.audience(service.clientId()));
  }

  private void programs() {
    String path = clientPath(client(PeopleSettings.PROGRAMS, Wanted.programs()));
    String of = " of " + PeopleSettings.PROGRAMS;
    roleScope(path, of);
    optionalScope(path, of, "organization");
    for (RealmPlan.Service service : plan.services()) {
      optionalScope(path, of, Wanted.scopeName(service.clientId()));
    }
  }

  private Optional<JsonNode> client(String clientId) {
    return firstWith(
        "clientId",
        clientId,
        admin.list(root + "/clients?clientId=" + KeycloakAdmin.encode(clientId)));
  }

  /** The client as it is now; an empty object if a dry run finds none. */
  private JsonNode client(String clientId, ObjectNode wanted) {
    Optional<JsonNode> found = client(clientId);
    if (found.isEmpty()) {
      create("client " + clientId, root + "/clients", wanted);
      return client(clientId).orElseGet(JsonNodeFactory.instance::objectNode);
    }
    change("client " + clientId, wanted, found.get(), clientPath(found.get()));
    return found.get();
  }

  private String clientPath(JsonNode client) {
    return root + "/clients/" + client.path("id").asText("new");
  }

  private void mapper(String owner, String of, ObjectNode wanted) {
    String path = owner + "/protocol-mappers/models";
    String name = wanted.path("name").asText();
    Optional<JsonNode> found = firstWith("name", name, admin.list(path));
    if (found.isEmpty()) {
      create("mapper '" + name + "'" + of, path, wanted);
    } else {
      change(
          "mapper '" + name + "'" + of,
          wanted,
          found.get(),
          path + "/" + found.get().path("id").asText());
    }
  }

  /** The five roles, and no other of the realm, may stand in the client's tokens. */
  private void roleScope(String client, String of) {
    String path = client + "/scope-mappings/realm";
    JsonNode there = admin.list(path);
    ArrayNode missing = JsonNodeFactory.instance.arrayNode();
    for (Role role : Role.values()) {
      if (firstWith("name", role.claim(), there).isEmpty()) {
        admin.get(root + "/roles/" + role.claim()).ifPresent(missing::add);
        steps.add("let role " + role.claim() + " stand in tokens" + of);
      }
    }
    if (!dry && !missing.isEmpty()) {
      admin.post(path, missing);
    }
  }

  private void optionalScope(String client, String of, String scope) {
    boolean there =
        firstWith("name", scope, admin.list(client + "/optional-client-scopes")).isPresent()
            || firstWith("name", scope, admin.list(client + "/default-client-scopes")).isPresent();
    if (there) {
      return;
    }
    steps.add("offer scope " + scope + of);
    if (!dry) {
      String id =
          firstWith("name", scope, admin.list(root + "/client-scopes"))
              .map(found -> found.path("id").asText())
              .orElseThrow(
                  () ->
                      CommandFailure.refused(
                          "the realm has no client scope '" + scope + "'",
                          "Keycloak makes it for realms with organisations, from version 26 on"));
      admin.put(client + "/optional-client-scopes/" + id, JsonNodeFactory.instance.objectNode());
    }
  }

  private void create(String what, String path, ObjectNode wanted) {
    steps.add("create " + what);
    if (!dry) {
      admin.post(path, wanted);
    }
  }

  private void change(String what, ObjectNode wanted, JsonNode found, String path) {
    List<String> keys = Representation.differences(wanted, found);
    if (keys.isEmpty()) {
      return;
    }
    steps.add("change " + what + ": " + String.join(", ", keys));
    if (!dry) {
      admin.put(path, Representation.merged(wanted, found));
    }
  }

  private static Optional<JsonNode> firstWith(String key, String value, JsonNode list) {
    for (JsonNode element : list) {
      if (element.path(key).asText().equals(value)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }
}
