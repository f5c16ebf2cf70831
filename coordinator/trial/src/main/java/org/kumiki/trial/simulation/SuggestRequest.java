package org.kumiki.trial.simulation;

import org.kumiki.learning.suggest.Goal;
import org.kumiki.trial.simulation.table.TableRequest;

/**
 * What to search for, and how often.
 *
 * @param table its test rows are ignored
 * @param model a Gaussian process, the same for both surrogates
 * @param seeds so many searches, each from other first experiments
 * @param first so many experiments are drawn before the first is suggested, at least 2
 * @param top the share of the best that a search is for
 */
public record SuggestRequest(
    TableRequest table, ModelFamily model, Goal goal, int seeds, int first, double top) {}
