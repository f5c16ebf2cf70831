/**
 * Elastic-net regression from the sums of ridge regression: {@link
 * org.kumiki.learning.sparse.SparseAlgorithm}.
 */
package org.kumiki.learning.sparse;
