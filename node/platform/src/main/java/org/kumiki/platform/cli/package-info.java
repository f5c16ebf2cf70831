/**
 * How a command speaks: exit codes, one line of failure, quiet logs. Enter by {@link
 * org.kumiki.platform.cli.FailureReporting}.
 */
package org.kumiki.platform.cli;
