package org.kumiki.node.transfer;

import java.time.OffsetDateTime;
import java.util.List;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;

/**
 * A model of this house alone. It is made anew from its rows when it is used, which gives the same.
 *
 * @param datasetVersion whose rows it learned from
 * @param sources hashes of the studies whose models were tried
 * @param seed of the folds
 * @param chosen the label of the way that withheld rows preferred
 * @param evidence of all ways, direct training first
 */
public record PersonalModel(
    String name,
    long datasetVersion,
    NumericTerm target,
    List<Feature> features,
    List<String> sources,
    long seed,
    String chosen,
    long rows,
    List<Evidence> evidence,
    String madeBy,
    OffsetDateTime madeAt) {
  public PersonalModel {
    features = List.copyOf(features);
    sources = List.copyOf(sources);
    evidence = List.copyOf(evidence);
  }

  /**
   * What a way was worth on withheld rows, in the target's unit.
   *
   * @param gain by how much its mean absolute error is below that of direct training
   * @param gainError the standard error of the gain
   */
  public record Evidence(String way, double mae, double rmse, double gain, double gainError) {}
}
