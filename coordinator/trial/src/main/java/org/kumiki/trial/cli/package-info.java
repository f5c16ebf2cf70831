/**
 * The commands that need no service: {@link org.kumiki.trial.cli.TrialCommand} is the main class.
 */
package org.kumiki.trial.cli;
