/**
 * How fast the product's own paths are: {@link org.kumiki.trial.bench.SecureSumBench} in one
 * process, {@link org.kumiki.trial.bench.RoundBench} deployed.
 */
package org.kumiki.trial.bench;
