package org.kumiki.coordinator.people;

import java.net.URI;
import java.util.List;

/**
 * What a consortium needs in Keycloak: a realm, the five roles, its organisations, a client for
 * each service and one for people's own programs.
 *
 * @param realm the realm's name, an existing one or a new one
 * @param organisations the consortium's own and the members'
 * @param services whose pages people sign in to
 */
public record RealmPlan(String realm, List<Named> organisations, List<Service> services) {
  /** An organisation: its alias is the identifier in the roster. */
  public record Named(String alias, String name) {
    public Named {
      if (!alias.matches("[a-z0-9][a-z0-9-]{0,62}")) {
        throw new IllegalArgumentException(alias + ": an alias has a-z, 0-9 and -");
      }
    }
  }

  /**
   * A service with pages.
   *
   * @param address what browsers open; https, or http on loopback
   */
  public record Service(String clientId, String name, URI address) {
    /** The coordinator's client. */
    public static Service coordinator(String consortium, URI address) {
      return new Service("kumiki-coordinator", "Kumiki coordinator of " + consortium, address);
    }

    /** The client of an organisation's node. */
    public static Service node(String organisation, URI address) {
      return new Service("kumiki-node-" + organisation, "Kumiki node of " + organisation, address);
    }
  }

  public RealmPlan {
    if (!realm.matches("[A-Za-z0-9_-]{1,60}")) {
      throw new IllegalArgumentException("a realm's name has letters, digits, _ and -");
    }
    organisations = List.copyOf(organisations);
    services = List.copyOf(services);
  }
}
