/**
 * Neural networks by federated averaging: {@link org.kumiki.learning.mlp.MlpAlgorithm}. {@link
 * org.kumiki.learning.mlp.Layers} computes a network, {@link org.kumiki.learning.mlp.LocalTraining}
 * trains it at a member, {@link org.kumiki.learning.mlp.AveragingRound} makes it a round.
 */
package org.kumiki.learning.mlp;
