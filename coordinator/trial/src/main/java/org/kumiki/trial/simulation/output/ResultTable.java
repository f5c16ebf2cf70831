package org.kumiki.trial.simulation.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.kumiki.learning.validation.Coverage;
import org.kumiki.learning.validation.ErrorMeasures;
import org.kumiki.trial.simulation.LeftOut;
import org.kumiki.trial.simulation.Scores;
import org.kumiki.trial.simulation.SimulationResult;
import org.kumiki.trial.simulation.SimulationResult.MemberOutcome;
import org.kumiki.trial.simulation.Trust;

/** The result for a person: one line a member, then what is worth knowing. */
public final class ResultTable {
  /** Longer names of members are cut; the report has them whole. */
  private static final int NAME_WIDTH = 24;

  /** Five significant digits: more than any split of a table means. */
  private static final int DIGITS = 5;

  /** Columns a measure, from this one on. */
  private static final int ARMS = 4;

  private static final int FIRST = 3;

  private final PrintStream out;

  public ResultTable(PrintStream out) {
    this.out = out;
  }

  public void print(SimulationResult result) {
    out.println(title(result));
    out.println();
    line("", "rows", "", "MAE", "", "", "", "RMSE", "", "", "", "R²", "", "", "", "");
    line(
        "member",
        "train",
        "test",
        "local",
        "federated",
        "pooled",
        "personal",
        "local",
        "federated",
        "pooled",
        "personal",
        "local",
        "federated",
        "pooled",
        "personal",
        "keeps");
    int train = 0;
    for (MemberOutcome member : result.members()) {
      train += member.trainRows();
      String kept = member.personal().kept().name().toLowerCase(Locale.ROOT);
      scores(member.name(), member.trainRows(), member.testRows(), member.scores(), kept);
    }
    scores("all", train, result.predictions().rows().length, result.overall(), "");
    out.println();
    result.leftOut().ifPresent(leftOut -> print(result, leftOut));
    notes(result).forEach(out::println);
  }

  private void print(SimulationResult result, LeftOut leftOut) {
    out.println("Predicted by the model of all other members, for whom has not joined:");
    leftOutLine("member", "MAE", "RMSE", "R²");
    for (int m = 0; m < result.members().size(); m++) {
      leftOutLine(result.members().get(m).name(), leftOut.members().get(m));
    }
    leftOutLine("all", leftOut.overall());
    out.println();
  }

  private void leftOutLine(String name, ErrorMeasures errors) {
    leftOutLine(name, number(errors.mae()), number(errors.rmse()), number(errors.r2()));
  }

  private void leftOutLine(String name, String mae, String rmse, String r2) {
    String cut = name.length() > NAME_WIDTH ? name.substring(0, NAME_WIDTH - 1) + "…" : name;
    out.printf(Locale.ROOT, "%-" + NAME_WIDTH + "s %10s %10s %10s%n", cut, mae, rmse, r2);
  }

  private static String title(SimulationResult result) {
    return String.format(
        Locale.ROOT,
        "%s %s predicts %s for %d members by %s sums: %d rounds, %,d bytes up a member.",
        result.request().model().name(),
        result.request().model().settings(),
        result.request().table().target(),
        result.members().size(),
        result.request().secure() ? "secure" : "plain",
        result.rounds(),
        result.bytesUpPerMember());
  }

  private void scores(String name, int train, int test, Scores scores, String kept) {
    ErrorMeasures local = scores.local();
    ErrorMeasures federated = scores.federated();
    ErrorMeasures pooled = scores.pooled();
    ErrorMeasures personal = scores.personal();
    line(
        name.length() > NAME_WIDTH ? name.substring(0, NAME_WIDTH - 1) + "…" : name,
        Integer.toString(train),
        Integer.toString(test),
        number(local.mae()),
        number(federated.mae()),
        number(pooled.mae()),
        number(personal.mae()),
        number(local.rmse()),
        number(federated.rmse()),
        number(pooled.rmse()),
        number(personal.rmse()),
        number(local.r2()),
        number(federated.r2()),
        number(pooled.r2()),
        number(personal.r2()),
        kept);
  }

  private void line(String... cells) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s %7s %7s", cells[0], cells[1], cells[2]));
    for (int i = FIRST; i < cells.length; i++) {
      line.append(
          String.format(Locale.ROOT, i % ARMS == FIRST % ARMS ? "  %10s" : " %10s", cells[i]));
    }
    out.println(line.toString().stripTrailing());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + DIGITS + "g", value);
  }

  private static List<String> notes(SimulationResult result) {
    List<String> notes = new ArrayList<>();
    notes.add(gains(result));
    addTrust(notes, result.trust());
    List<String> refused = result.refusedByPolicy();
    if (!refused.isEmpty()) {
      notes.add(
          "The shipped policy would refuse "
              + refused.size()
              + " members with fewer than "
              + result.shippedMinimumRows()
              + " training rows: "
              + String.join(", ", refused)
              + ".");
    }
    result
        .federated()
        .filter(part -> !part.leftOut().isEmpty())
        .ifPresent(
            part ->
                notes.add("Left out without variance: " + String.join(", ", part.leftOut()) + "."));
    addCounts(notes, "Rows left out", result.table().account().rowsLeftOut());
    addCounts(notes, "Missing values", result.table().account().missingValues());
    addCounts(
        notes,
        "Cells that are no numbers, taken as missing",
        result.table().account().cellsNotNumbers());
    addCounts(
        notes,
        "Elemental values that the table lacks, taken as the mean over elements",
        result.table().account().missingElementValues());
    notes.add(Bounds.STATEMENT);
    return notes;
  }

  private static void addTrust(List<String> notes, Trust trust) {
    Coverage coverage = trust.coverage();
    if (coverage.rows() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "The federated model's intervals of %.0f %% hold %.1f %% of the test rows.",
              100 * Coverage.LEVEL,
              100 * coverage.share()));
    }
    if (!trust.zones().isEmpty()) {
      List<String> parts = new ArrayList<>();
      trust
          .zones()
          .forEach(
              (zone, errors) ->
                  parts.add(
                      zone.name().toLowerCase(Locale.ROOT)
                          + " "
                          + errors.count()
                          + " rows, MAE "
                          + number(errors.mae())));
      notes.add("What the federated model has seen: " + String.join("; ", parts) + ".");
    }
  }

  private static String gains(SimulationResult result) {
    long compared = 0;
    long gained = 0;
    long lost = 0;
    for (MemberOutcome member : result.members()) {
      double local = member.scores().local().mae();
      compared += Double.isNaN(local) ? 0 : 1;
      gained += member.scores().federated().mae() < local ? 1 : 0;
      lost += member.scores().personal().mae() > local ? 1 : 0;
    }
    return gained
        + " of "
        + compared
        + " members predict their own test rows better (MAE) with the federated model than alone; "
        + (compared - lost)
        + " no worse with the model that they keep by their own validation.";
  }

  private static void addCounts(List<String> notes, String what, SortedMap<String, Long> counts) {
    if (!counts.isEmpty()) {
      List<String> parts = new ArrayList<>();
      counts.forEach((key, count) -> parts.add(key + " " + count));
      notes.add(what + ": " + String.join(", ", parts) + ".");
    }
  }
}
