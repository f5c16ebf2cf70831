/** The command {@code kumiki node}. */
package org.kumiki.node.cli;
