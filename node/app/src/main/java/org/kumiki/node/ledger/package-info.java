/** The release ledger, for the steward and the auditor. */
package org.kumiki.node.ledger;
