package org.kumiki.trial.bench;

/**
 * What {@link GbdtBench} found. The names of the components are the fields of {@code bench gbdt
 * --json}.
 *
 * @param secureToClear the ratio of the two times, of one run
 * @param clearCpuSeconds and {@code secureCpuSeconds}: of all threads of this process, which other
 *     work on the machine changes far less than the time by the clock
 * @param vectorNumbers all numbers that one member's vectors hold
 * @param bytesUpPerMember what the busiest member sends with secure sums
 * @param aes the processor's AES instructions, which decide how fast a mask can be
 */
public record GbdtFigures(
    int members,
    int rows,
    int features,
    int trees,
    int depth,
    int rounds,
    long vectorNumbers,
    double clearSeconds,
    double secureSeconds,
    double secureToClear,
    double clearCpuSeconds,
    double secureCpuSeconds,
    long bytesUpPerMember,
    String aes) {}
