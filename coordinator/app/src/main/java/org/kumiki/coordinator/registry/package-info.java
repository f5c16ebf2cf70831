/** Results of completed studies with their cards. */
package org.kumiki.coordinator.registry;
