package org.kumiki.trial.bench;

/**
 * What a vocabulary costs a coordinator, and how fast it answers.
 *
 * @param concepts of the generated thesaurus
 * @param triples that were loaded
 * @param loadSeconds from the first byte of the file to the answer that it is published
 * @param restartSeconds until a coordinator that has it in its log answers again
 * @param requests of each kind that were measured, by four threads at once
 * @param treeMillisP50 of a level of the tree, and so on
 * @param peakMemoryBytes of the coordinator
 */
public record VocabularyFigures(
    int concepts,
    long triples,
    double loadSeconds,
    double restartSeconds,
    int requests,
    double treeMillisP50,
    double treeMillisP95,
    double termMillisP50,
    double termMillisP95,
    double searchMillisP50,
    double searchMillisP95,
    long peakMemoryBytes) {}
