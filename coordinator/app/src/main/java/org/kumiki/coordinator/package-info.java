/**
 * The consortium's service: runs rounds, merges what the sums say, keeps models. It never sees a
 * row, nor one member's numbers. Enter by {@link org.kumiki.coordinator.cli.CoordinatorCommand}.
 */
package org.kumiki.coordinator;
