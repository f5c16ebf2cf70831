package org.kumiki.trial.simulation;

/**
 * What the arms predict for the test rows, in the target's unit.
 *
 * @param rows the test rows, as indexes into the table, ascending; the other arrays are as long
 * @param federatedStd the standard deviation of a measurement about the federated prediction; NaN
 *     where the model does not say
 * @param personal by what each row's member keeps
 * @param local NaN where the row's member has no model of its own
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and read only.
public record Predictions(
    int[] rows,
    double[] actual,
    double[] local,
    double[] federated,
    double[] pooled,
    double[] federatedStd,
    double[] personal) {}
