package org.kumiki.node.experiment;

import java.time.Instant;
import java.util.List;
import org.kumiki.platform.plot.Drawn;

/**
 * A campaign as its page shows it; numbers are texts already.
 *
 * @param goals what is wanted, in the reader's language
 * @param candidates how many, as a text; empty where they are continuous
 * @param studies titles of the studies whose models it starts from; empty for a model of own rows
 * @param acquisition its code
 * @param refusal why the last batch came to nothing; empty otherwise
 * @param withdrawn why models that it starts from were withdrawn, in the reader's language
 * @param fetched whether others computed a model that it starts from
 * @param wanted how many the form asks for
 * @param typed what was typed into the form that records a result
 */
public record CampaignView(
    String name,
    List<Goal> goals,
    String candidates,
    List<String> studies,
    String acquisition,
    boolean working,
    String refusal,
    List<String> withdrawn,
    boolean fetched,
    String madeBy,
    Instant madeAt,
    List<Proposal> open,
    List<Entry> entries,
    List<Drawn> drawings,
    List<Agreement> agreements,
    boolean hasCosts,
    boolean mayFail,
    Typed typed) {
  /**
   * What is wanted of a property.
   *
   * @param words with the bounds, as {@code goal.window}
   * @param best empty before the first result
   */
  public record Goal(
      String label, String unit, String words, String lower, String upper, String best) {}

  /** An experiment to make. */
  public record Proposal(
      String label,
      List<Setting> settings,
      List<Expected> expected,
      String feasible,
      String cost,
      String nearest,
      String distance) {}

  /**
   * What is expected of one property.
   *
   * @param chance to beat the best, in percent; empty where nothing was measured
   * @param known in percent
   */
  public record Expected(String mean, String std, String unit, String chance, String known) {}

  /**
   * A record.
   *
   * @param suggestion its name; empty for an own idea
   */
  public record Entry(
      long id,
      String suggestion,
      List<Setting> settings,
      List<Outcome> outcomes,
      boolean failed,
      boolean counts,
      String note,
      String by,
      Instant at) {}

  /** One measured property, and what was expected of it; empty where nothing was. */
  public record Outcome(String measured, String unit, String expected, String std) {}

  /** How predictions of one property agree with experiments. */
  public record Agreement(
      String label, String unit, long count, String mae, long covered, Drawn drawn) {}

  /** What was typed, to be shown again. */
  public record Typed(
      String count, String suggestion, List<String> results, boolean failed, String note) {
    static Typed nothing() {
      return new Typed("5", "", List.of("", ""), false, "");
    }
  }
}
