package org.kumiki.coordinator.people;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.kumiki.platform.people.PeopleSettings;
import org.kumiki.platform.people.Role;

/** What we want in Keycloak's own words: its representations, with the keys that matter to us. */
final class Wanted {
  private static final int ACCESS_TOKEN_SECONDS = 300;

  private Wanted() {}

  /** A realm that does not exist yet. */
  static ObjectNode newRealm(String name) {
    ObjectNode realm =
        object()
            .put("realm", name)
            .put("enabled", true)
            .put("sslRequired", "external")
            .put("bruteForceProtected", true)
            .put("accessTokenLifespan", ACCESS_TOKEN_SECONDS)
            // A refresh token that was copied shows when the second of the two uses it.
            .put("revokeRefreshToken", true)
            .put("refreshTokenMaxReuse", 0)
            .put("internationalizationEnabled", true)
            .put("defaultLocale", "en");
    realm.putArray("supportedLocales").add("en").add("ja");
    return realm.setAll(realm());
  }

  /** Of a realm that exists, all but this is its administrator's. */
  static ObjectNode realm() {
    return object().put("organizationsEnabled", true);
  }

  static ObjectNode role(Role role) {
    return object()
        .put("name", role.claim())
        .put(
            "description",
            switch (role) {
              case OPERATOR -> "Kumiki: runs a service of the consortium or of a member";
              case CURATOR -> "Kumiki: keeps the vocabulary";
              case SCIENTIST -> "Kumiki: asks questions of the consortium";
              case STEWARD -> "Kumiki: decides for an organisation what leaves its house";
              case AUDITOR -> "Kumiki: reads what is recorded";
            });
  }

  static ObjectNode organisation(RealmPlan.Named organisation) {
    return object()
        .put("alias", organisation.alias())
        .put("name", organisation.name())
        .put("enabled", true);
  }

  /** A client that signs people in to pages: code with PKCE, and nothing else. */
  static ObjectNode service(RealmPlan.Service service) {
    String address = service.address().toString().replaceAll("/+$", "");
    ObjectNode client =
        client(service.clientId(), service.name())
            .put("publicClient", false)
            .put("standardFlowEnabled", true)
            .put("frontchannelLogout", false);
    client.putArray("redirectUris").add(address + "/signed-in");
    client.putArray("webOrigins");
    client
        .putObject("attributes")
        .put("pkce.code.challenge.method", "S256")
        .put("post.logout.redirect.uris", address + "/signed-out")
        .put("backchannel.logout.url", address + "/sign-out/channel")
        .put("backchannel.logout.session.required", "true");
    return client;
  }

  /** The client of people's own programs: they show a code that a person types into a browser. */
  static ObjectNode programs() {
    ObjectNode client =
        client(PeopleSettings.PROGRAMS, "Kumiki: people's own programs")
            .put("publicClient", true)
            .put("standardFlowEnabled", false);
    client.putObject("attributes").put("oauth2.device.authorization.grant.enabled", "true");
    return client;
  }

  private static ObjectNode client(String clientId, String name) {
    return object()
        .put("clientId", clientId)
        .put("name", name)
        .put("protocol", "openid-connect")
        .put("enabled", true)
        .put("implicitFlowEnabled", false)
        .put("directAccessGrantsEnabled", false)
        .put("serviceAccountsEnabled", false)
        // Tokens carry the five roles and no other of the realm.
        .put("fullScopeAllowed", false);
  }

  /** A scope by which a program asks for a token to one service. */
  static ObjectNode audienceScope(String clientId) {
    ObjectNode scope =
        object()
            .put("name", scopeName(clientId))
            .put("description", "Kumiki: tokens to " + clientId)
            .put("protocol", "openid-connect");
    scope
        .putObject("attributes")
        .put("include.in.token.scope", "true")
        .put("display.on.consent.screen", "false");
    return scope;
  }

  static String scopeName(String clientId) {
    return "to-" + clientId;
  }

  /** Makes tokens say that they are for this service: otherwise it refuses them. */
  static ObjectNode audience(String clientId) {
    return mapper(
        "kumiki audience",
        "oidc-audience-mapper",
        Map.of(
            "included.client.audience", clientId,
            "access.token.claim", "true",
            "id.token.claim", "false"));
  }

  /** Writes the roles into the identity token too; Keycloak leaves them out by itself. */
  static ObjectNode roles() {
    return mapper(
        "kumiki roles",
        "oidc-usermodel-realm-role-mapper",
        Map.of(
            "claim.name", "realm_access.roles",
            "jsonType.label", "String",
            "multivalued", "true",
            "access.token.claim", "true",
            "id.token.claim", "true"));
  }

  private static ObjectNode mapper(String name, String kind, Map<String, String> settings) {
    ObjectNode mapper =
        object().put("name", name).put("protocol", "openid-connect").put("protocolMapper", kind);
    ObjectNode config = mapper.putObject("config");
    settings.forEach(config::put);
    return mapper;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
