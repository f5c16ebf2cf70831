/**
 * People: who signs in, what their token says, which roles they have here, and their sessions. The
 * only room that speaks to Keycloak. It knows no route and no page. Enter by {@link
 * org.kumiki.platform.people.People}.
 */
package org.kumiki.platform.people;
