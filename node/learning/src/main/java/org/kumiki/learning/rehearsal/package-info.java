/**
 * Rounds of a real study's size over made-up numbers: {@link
 * org.kumiki.learning.rehearsal.RehearsalAlgorithm}. Reads no row.
 */
package org.kumiki.learning.rehearsal;
