/**
 * The two files that members and operator hand each other before anything is connected: {@link
 * org.kumiki.platform.consortium.JoinRequest} goes in, {@link
 * org.kumiki.platform.consortium.ConsortiumFile} comes back. Both are public.
 */
package org.kumiki.platform.consortium;
