/**
 * What an adversary can compute from the masked vectors that it saw. Enter by {@link
 * org.kumiki.trial.leak.LeakOracle}.
 */
package org.kumiki.trial.leak;
