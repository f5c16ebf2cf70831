/**
 * Series of own experiments: candidates that nobody else sees, what to make next, and what came of
 * it beside what was expected. Nothing of it leaves the node. Enter by {@link
 * org.kumiki.node.experiment.Campaigns}.
 */
package org.kumiki.node.experiment;
