/**
 * Whole federations from a seed: the machines of coordinator and nodes, the gate, the masks and the
 * publication, under a schedule that does to them what networks and processes do. Enter by {@link
 * org.kumiki.trial.seeded.SeededFederationTest}.
 */
package org.kumiki.trial.seeded;
