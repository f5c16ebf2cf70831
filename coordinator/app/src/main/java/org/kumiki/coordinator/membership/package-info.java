/** Who may open a connection, checked on every request. */
package org.kumiki.coordinator.membership;
