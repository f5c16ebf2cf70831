package org.kumiki.trial.bench;

/**
 * What {@link RoundBench} found. The names of the components are the fields of {@code bench round
 * --json}.
 *
 * @param members organisations in the cohort
 * @param length entries of the vector
 * @param ring bits of an entry
 * @param rounds payload rounds, all of which were measured
 * @param secondsPerRoundMedian and {@code P95}: from the opening of one round to that of the next,
 *     as the coordinator's database has them
 * @param bytesUpPerMember bodies that a node sent from its consent to the end of the study, divided
 *     by the payload rounds: masked vectors, signed messages, setup of keys, flags; of the member
 *     that sent most
 * @param bytesUpToPlain the same over the bytes of a round's numbers alone
 * @param setupSeconds from the submission of the study to the opening of the flags: consents, keys
 *     of all pairs, flags
 * @param coordinatorPeakRssBytes memory of the coordinator's Java machine, 0 where the system does
 *     not say
 * @param nodePeakRssBytes of the largest node's
 */
public record RoundFigures(
    int members,
    int length,
    int ring,
    int rounds,
    double secondsPerRoundMedian,
    double secondsPerRoundP95,
    long bytesUpPerMember,
    double bytesUpToPlain,
    double setupSeconds,
    long coordinatorPeakRssBytes,
    long nodePeakRssBytes) {}
