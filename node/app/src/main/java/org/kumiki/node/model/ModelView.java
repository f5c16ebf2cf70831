package org.kumiki.node.model;

import java.util.List;
import java.util.Optional;
import org.kumiki.platform.plot.Drawn;

/**
 * A model as its page shows it; numbers are texts already.
 *
 * @param kind code of the computation
 * @param target its label in the reader's language, {@code unit} its symbol
 * @param trainingRmse on the rows that it was fitted to
 * @param withdrawn why it should not be used any more, in the reader's language; empty if it may
 * @param fetched whether others computed it, so that it rests on the coordinator's word
 * @param usable whether the study's rights let this organisation use it
 * @param prior code of the law that predictions have back; empty for none
 * @param fields of the form that predicts one material
 * @param datasets with which the gain can be told: own rows that trained nothing
 * @param dataset the chosen one; empty for none
 * @param tested the newest test of it by sums; empty if there is none
 */
public record ModelView(
    String hash,
    String title,
    String kind,
    String target,
    String unit,
    long rows,
    int contributors,
    String trainingRmse,
    String withdrawn,
    boolean fetched,
    boolean usable,
    String prior,
    List<Field> fields,
    List<String> datasets,
    String dataset,
    Optional<Tested> tested,
    Optional<Gain> gain,
    Optional<Predicted> predicted) {
  /**
   * One thing to tell about a material.
   *
   * @param id its name in the form
   * @param range what the term can be, with the unit; empty for a formula
   * @param formula whether it is a composition
   */
  public record Field(String id, String label, String range, boolean formula, String typed) {}

  /**
   * A prediction.
   *
   * @param std empty where the model does not say how sure it is; then so are the next two
   * @param zone code of {@code Applicability.Zone}
   * @param missing features that were not given and count as the mean
   * @param outside features outside of what their term can be
   */
  public record Predicted(
      String mean, String std, String from, String to, String zone, int missing, int outside) {}

  /**
   * What was gained, on own rows that trained nothing.
   *
   * @param kept of the halves
   * @param covered of {@code stated} rows within the intervals of 90 %; 0 of 0 if none are stated
   */
  public record Gain(
      long rows,
      List<Line> lines,
      List<String> kept,
      long covered,
      long stated,
      List<Zone> zones,
      List<Drawn> drawings) {}

  /**
   * One kind of model.
   *
   * @param change of the mean absolute error against the own model, in percent with its sign; empty
   *     where there is none
   */
  public record Line(String kind, String mae, String rmse, String r2, String change) {}

  /** Rows alike in how near they are to what the model has seen. */
  public record Zone(String code, long rows, String mae) {}
}
