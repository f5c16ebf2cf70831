package org.kumiki.coordinator.editorial;

/**
 * A change that rests on an earlier one.
 *
 * @param sequence its place in the log
 * @param term a term of the earlier change that it is about
 * @param name what it is, in its maker's words
 * @param proposal the number of its proposal; 0 without one
 */
public record LaterChange(long sequence, String term, String name, long proposal) {}
