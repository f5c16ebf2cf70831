/**
 * The door. {@link org.kumiki.exchange.disclosure.DisclosureGate} is the only maker of a {@link
 * org.kumiki.exchange.disclosure.Release}, and only a release can be masked and sent.
 */
package org.kumiki.exchange.disclosure;
