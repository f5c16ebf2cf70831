/**
 * Processes that end together: whoever holds the pipe keeps the child alive. Enter by {@link
 * org.kumiki.platform.process.ChildProcess} and {@link org.kumiki.platform.process.StdinLease}.
 */
package org.kumiki.platform.process;
