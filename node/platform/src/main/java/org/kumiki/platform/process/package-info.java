/**
 * Processes that end together: whoever holds the pipe keeps the child alive. Enter by {@link
 * org.kumiki.platform.process.ChildProcess} and {@link org.kumiki.platform.process.StdinLease}. And
 * threads that look again and again until their service ends: {@link
 * org.kumiki.platform.process.RestingWorker}.
 */
package org.kumiki.platform.process;
