package org.kumiki.trial.simulation;

import org.kumiki.trial.simulation.table.TableRequest;

/**
 * What to simulate.
 *
 * @param secure the real secure sum; plain addition otherwise
 * @param leaveOneOut whether the model is also trained once without each member
 */
public record SimulationRequest(
    TableRequest table, ModelFamily model, boolean secure, boolean leaveOneOut) {
  public SimulationRequest(TableRequest table, ModelFamily model, boolean secure) {
    this(table, model, secure, false);
  }
}
