/**
 * The linear algebra of merges: the same bits on every machine, see {@link
 * org.kumiki.learning.matrix.Cholesky} and {@link org.kumiki.learning.matrix.BorderedTridiagonal}.
 */
package org.kumiki.learning.matrix;
