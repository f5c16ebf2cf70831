/**
 * Which terms members use, as their stewards released it, and what others may know of it: bands
 * over several members that never let one member's use be read. Enter by {@link
 * org.kumiki.coordinator.usage.UsageBands}; the rule is {@link
 * org.kumiki.coordinator.usage.UsageRule}.
 */
package org.kumiki.coordinator.usage;
