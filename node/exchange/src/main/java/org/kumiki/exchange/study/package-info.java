/**
 * What a consortium asks: a study names terms, a cohort and a computation from the closed
 * catalogue. Enter by {@link org.kumiki.exchange.study.Study}; its hash is what stewards approve.
 */
package org.kumiki.exchange.study;
