package org.kumiki.trial.bench;

/**
 * What {@link EpochBench} found. The names of the components are the fields of {@code bench epoch
 * --json}.
 *
 * @param members organisations in the cohort
 * @param bytesPerNode the most that one node sent and received in an epoch's set-up, E1 to E4 with
 *     the coordinator's letters, before any transport
 * @param nodeMillis one node's own work in it: median over repetitions, of the slowest member
 * @param coordinatorMillis the coordinator's work: median over repetitions
 */
public record EpochFigures(
    int members, long bytesPerNode, double nodeMillis, double coordinatorMillis) {}
