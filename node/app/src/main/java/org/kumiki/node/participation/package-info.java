/** The node in its studies: inbox, pure machine, outbox. */
package org.kumiki.node.participation;
