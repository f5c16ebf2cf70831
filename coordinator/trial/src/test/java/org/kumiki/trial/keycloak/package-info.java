/** People against a real Keycloak: tokens, roles, sign-in, its end, and Keycloak away. */
package org.kumiki.trial.keycloak;
