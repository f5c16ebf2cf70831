/**
 * What a simulation writes: a table for people, and files for programs in the forms that {@code
 * simulate} promises. One class a form; enter by the form that is wanted.
 */
package org.kumiki.trial.simulation.output;
