/**
 * A consortium of real processes on this machine: {@link
 * org.kumiki.trial.federation.LocalFederation}. The demo shows it, tests kill it.
 */
package org.kumiki.trial.federation;
