/**
 * Setting a Keycloak up for a consortium, and keeping it so. Commands use it, the service does not.
 * Enter by {@link org.kumiki.coordinator.people.RealmSetup}.
 */
package org.kumiki.coordinator.people;
