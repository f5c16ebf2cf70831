/**
 * The whole federation as real processes: what members are promised, tried from outside. Enter by
 * {@link org.kumiki.trial.federation.Trial}, which founds and drives a consortium for a test.
 */
package org.kumiki.trial.federation;
