/**
 * How fast the product's own paths are, as ratios within one run: {@link
 * org.kumiki.trial.bench.SecureSumBench}.
 */
package org.kumiki.trial.bench;
