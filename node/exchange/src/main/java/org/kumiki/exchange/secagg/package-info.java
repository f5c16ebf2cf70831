/**
 * The secure sum, both halves: pairwise masks that cancel only in the sum over the whole cohort.
 * Enter by {@link org.kumiki.exchange.secagg.MaskingClient} for the member's side and {@link
 * org.kumiki.exchange.secagg.VectorSum} for the coordinator's, which is one addition.
 */
package org.kumiki.exchange.secagg;
