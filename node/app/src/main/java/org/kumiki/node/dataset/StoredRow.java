package org.kumiki.node.dataset;

import java.util.List;

/**
 * One row on its way into a dataset or out of it.
 *
 * @param index counts the data rows of the file from 0
 * @param line physical line of the raw file
 * @param numbers measured columns in the units of their terms; NaN where there is no number
 * @param texts formulas, identifiers and words
 * @param censored limits by column as JSON; null if none
 */
public record StoredRow(
    long index, long line, double[] numbers, List<String> texts, String censored) {}
