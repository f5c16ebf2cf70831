package org.kumiki.node.experiment;

import org.kumiki.learning.suggest.Forecast;

/**
 * What was expected of one property when an experiment was suggested, in the property's unit.
 *
 * @param std of a measurement about the mean
 * @param chanceBetter probability to beat what was best then; null where nothing was measured
 * @param known share of the model's uncertainty that its rows have removed here, 0 to 1
 * @param trust the weight of the rows of others, 1 where own experiments agree with them
 */
public record Prediction(double mean, double std, Double chanceBetter, double known, double trust) {
  static Prediction of(Forecast forecast) {
    return new Prediction(
        forecast.mean(),
        forecast.std(),
        Double.isNaN(forecast.chanceBetter()) ? null : forecast.chanceBetter(),
        forecast.known(),
        forecast.trust());
  }
}
