/**
 * Models of this house alone, made from few own rows on top of models that the node holds: enter by
 * {@link org.kumiki.node.transfer.PersonalModels}. Nothing of it leaves.
 */
package org.kumiki.node.transfer;
