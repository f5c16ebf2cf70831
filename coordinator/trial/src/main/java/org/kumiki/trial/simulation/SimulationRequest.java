package org.kumiki.trial.simulation;

import org.kumiki.trial.simulation.table.TableRequest;

/**
 * What to simulate.
 *
 * @param secure the real secure sum; plain addition otherwise
 */
public record SimulationRequest(TableRequest table, ModelFamily model, boolean secure) {}
