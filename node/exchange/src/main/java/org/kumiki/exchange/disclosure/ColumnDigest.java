package org.kumiki.exchange.disclosure;

/**
 * What a member's used rows gave for one term, without their order: equal for equal multisets of
 * values, and for others with a chance of 2^−128. It stays in the node's database; nobody outside
 * sees it, and without the node's key it says nothing but how many rows there are.
 *
 * @param first and {@code second}: sums of two keyed hashes of the values, modulo 2^64
 */
public record ColumnDigest(String term, long first, long second, long rows) {}
