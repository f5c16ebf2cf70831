/**
 * From a CSV file to columns of numbers by member, with training and test rows told apart. Enter by
 * {@link org.kumiki.trial.simulation.table.TableReader}.
 */
package org.kumiki.trial.simulation.table;
