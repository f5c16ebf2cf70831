/**
 * Attacks on the exchange, each with a control: the same attack with the defence switched off,
 * which succeeds. Enter by {@link org.kumiki.trial.attack.DefencesTest}.
 */
package org.kumiki.trial.attack;
