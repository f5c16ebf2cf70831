/**
 * What a node writes down before a vector leaves. The rows are kept by the shell; here is what one
 * says, and the port that appends it.
 */
package org.kumiki.exchange.ledger;
