package org.kumiki.trial.bench;

import java.util.List;

/**
 * What a vocabulary costs a coordinator, and how fast it answers.
 *
 * @param concepts of the generated thesaurus
 * @param triples that were loaded
 * @param loadSeconds from the first byte of the file to the answer that it is published
 * @param restartSeconds until a coordinator that has it in its log answers again
 * @param requests of each kind that were measured, by four threads at once
 * @param answered how long each kind took, from the first byte sent to the last one read
 * @param peakMemoryBytes of the coordinator
 */
public record VocabularyFigures(
    int concepts,
    long triples,
    double loadSeconds,
    double restartSeconds,
    int requests,
    List<Answered> answered,
    long peakMemoryBytes) {
  /**
   * Of one kind of request, the median and what 95 in 100 stay below.
   *
   * @param cpuMillis of the coordinator's process for each request on average, the same however
   *     many others use the machine; 0 where the system does not tell
   */
  public record Answered(String what, double millisP50, double millisP95, double cpuMillis) {}

  public VocabularyFigures {
    answered = List.copyOf(answered);
  }
}
