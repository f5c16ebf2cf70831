package org.kumiki.node.experiment;

import java.util.List;
import org.kumiki.learning.computation.Numbers;

/**
 * An experiment to make.
 *
 * @param id 0 before it is kept
 * @param round and {@code place}: together how people name it, 2.1
 * @param candidate as the model reads it
 * @param worth the acquisition when it was chosen
 * @param feasible probability that it succeeds
 * @param cost null where none is known
 * @param nearest the own experiment that is most like it; null for none
 * @param distance to that, in standard deviations of the features; null for none
 * @param why English sentences
 */
public record Suggested(
    long id,
    int round,
    int place,
    Numbers candidate,
    List<Setting> settings,
    List<Prediction> predictions,
    double worth,
    double feasible,
    Double cost,
    String nearest,
    Double distance,
    List<String> why) {
  public Suggested {
    settings = List.copyOf(settings);
    predictions = List.copyOf(predictions);
    why = List.copyOf(why);
  }

  /** As people name it. */
  public String label() {
    return round + "." + place;
  }
}
