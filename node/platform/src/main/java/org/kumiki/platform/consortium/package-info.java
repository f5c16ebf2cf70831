/**
 * Files that members and operator hand each other before anything is connected. By invitation:
 * {@link org.kumiki.platform.consortium.Invitation}, a secret, of which the node keeps an {@link
 * org.kumiki.platform.consortium.EnrolmentFile}. By files: {@link
 * org.kumiki.platform.consortium.JoinRequest} goes in, {@link
 * org.kumiki.platform.consortium.ConsortiumFile} comes back, both public.
 */
package org.kumiki.platform.consortium;
