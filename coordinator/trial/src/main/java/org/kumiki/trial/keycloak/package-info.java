/**
 * A real Keycloak on this machine, as a process that ends with ours. The demo and tests start it; a
 * consortium runs its own. Enter by {@link org.kumiki.trial.keycloak.KeycloakProcess}.
 */
package org.kumiki.trial.keycloak;
