/** How a node gets its keys and pins its consortium. */
package org.kumiki.node.identity;
