/**
 * A member's way in, as files: the {@link org.kumiki.platform.consortium.Invitation}, a secret that
 * the operator hands over, and the {@link org.kumiki.platform.consortium.EnrolmentFile} that the
 * node keeps of it.
 */
package org.kumiki.platform.consortium;
