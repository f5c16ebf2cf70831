package org.kumiki.platform.people;

/** Whom a route answers. */
public enum Audience {
  /** Everybody who reaches the people's listener. */
  ANYONE,
  /** Whoever has signed in, even without any role or of a foreign organisation. */
  SIGNED_IN,
  /** People with at least one role at this service. */
  PEOPLE,
  /** People with one of the roles that the route lists. */
  ROLES,
  /** Nodes, on the machines' listener; people never. */
  MACHINES
}
