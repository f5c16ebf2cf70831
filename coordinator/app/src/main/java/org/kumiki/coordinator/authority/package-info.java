/**
 * Certificates of the consortium. Enter by {@link
 * org.kumiki.coordinator.authority.OnlineAuthority}, which issues and revokes in a running
 * coordinator; {@link org.kumiki.coordinator.authority.RootCeremony} is what the offline root
 * signs, {@link org.kumiki.coordinator.authority.Founding} what the operator does before anything
 * runs.
 */
package org.kumiki.coordinator.authority;
