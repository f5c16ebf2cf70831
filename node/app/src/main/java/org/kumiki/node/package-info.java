/**
 * A member's node: keeps the rows, lets out only masked sums of approved studies. Enter by {@link
 * org.kumiki.node.cli.NodeCommand}; the way of a row through it is told in {@code
 * docs/architecture.md}.
 */
package org.kumiki.node;
