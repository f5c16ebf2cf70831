/**
 * The next experiment, chosen inside the house from a federated model, own measurements and own
 * failures; nothing of it is ever summed. Enter by {@link org.kumiki.learning.suggest.Campaign}.
 */
package org.kumiki.learning.suggest;
