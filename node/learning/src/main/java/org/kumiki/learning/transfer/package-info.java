/**
 * What a model of one target is worth for another target, of which there are few own rows: enter by
 * {@link org.kumiki.learning.transfer.TransferChoice}. Everything here is computed at one node and
 * nothing of it is summed, so it need not have the same bits elsewhere.
 */
package org.kumiki.learning.transfer;
