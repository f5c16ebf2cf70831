package org.kumiki.learning.suggest;

/**
 * What the model expects of one property of a suggested experiment, in the property's unit.
 *
 * @param mean of a measurement
 * @param std standard deviation of a measurement about the mean
 * @param deviation that of what is measured alone, without the noise of a measurement
 * @param chanceBetter the probability that what is measured is better than the best so far; NaN
 *     where nothing was measured
 * @param known the share of the model's uncertainty before any row that its rows have removed here,
 *     0 to 1: near 0 it extrapolates
 * @param trust the weight of the rows of others that own experiments bear out, 1 where they agree
 */
public record Forecast(
    Objective objective,
    double mean,
    double std,
    double deviation,
    double chanceBetter,
    double known,
    double trust) {}
