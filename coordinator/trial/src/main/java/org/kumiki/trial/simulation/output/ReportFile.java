package org.kumiki.trial.simulation.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.kumiki.learning.validation.Coverage;
import org.kumiki.learning.validation.ErrorMeasures;
import org.kumiki.trial.simulation.LeftOut;
import org.kumiki.trial.simulation.ModelFamily.LinearPart;
import org.kumiki.trial.simulation.Scores;
import org.kumiki.trial.simulation.SimulationResult;
import org.kumiki.trial.simulation.SimulationResult.MemberOutcome;
import org.kumiki.trial.simulation.Trust;
import org.kumiki.trial.simulation.table.RowAccount;

/** The whole result as JSON; an undefined number is null. */
public final class ReportFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ReportFile() {}

  /**
   * @param seconds how long the simulation took
   */
  public static void write(SimulationResult result, double seconds, Path file) throws IOException {
    OutputFile.write(
        file, out -> out.append(JSON.writeValueAsString(report(result, seconds))).append('\n'));
  }

  private static ObjectNode report(SimulationResult result, double seconds) {
    ObjectNode report = JSON.createObjectNode();
    report.put("model", result.request().model().name());
    report.set("settings", JSON.valueToTree(result.request().model().settings()));
    report.put("secure", result.request().secure());
    report.put("features", result.table().features().size());
    result.members().forEach(member -> report.withArray("members").add(member(member)));
    report.set("overall", scores(result.overall()));
    result.leftOut().ifPresent(leftOut -> addLeftOut(report, leftOut));
    addTrust(report, result.trust());
    result.federated().ifPresent(part -> addLinearParts(report, result, part));
    addAccount(report, result.table().account());
    ObjectNode policy = report.putObject("refusedByShippedPolicy");
    policy.put("minimumRows", result.shippedMinimumRows());
    policy.set("members", JSON.valueToTree(result.refusedByPolicy()));
    report.put("bounds", Bounds.STATEMENT);
    report.put("rounds", result.rounds());
    report.put("bytesUpPerMember", result.bytesUpPerMember());
    report.put("seconds", seconds);
    return report;
  }

  private static void addLeftOut(ObjectNode report, LeftOut leftOut) {
    for (int m = 0; m < leftOut.members().size(); m++) {
      ObjectNode member = (ObjectNode) report.path("members").path(m);
      member.set("left-out", errors(leftOut.members().get(m)));
    }
    ((ObjectNode) report.path("overall")).set("left-out", errors(leftOut.overall()));
  }

  private static void addTrust(ObjectNode report, Trust trust) {
    if (trust.coverage().rows() > 0) {
      ObjectNode calibration = report.putObject("calibration");
      calibration.put("interval", Coverage.LEVEL);
      calibration.put("rows", trust.coverage().rows());
      calibration.put("covered", trust.coverage().covered());
      put(calibration, "coverage", trust.coverage().share());
    }
    if (!trust.zones().isEmpty()) {
      ObjectNode zones = report.putObject("applicability");
      trust
          .zones()
          .forEach(
              (zone, errors) -> {
                ObjectNode measures = errors(errors);
                measures.put("rows", errors.count());
                zones.set(zone.name().toLowerCase(Locale.ROOT), measures);
              });
    }
  }

  private static ObjectNode member(MemberOutcome outcome) {
    ObjectNode member = JSON.createObjectNode();
    member.put("name", outcome.name());
    member.set("values", JSON.valueToTree(outcome.values()));
    member.put("trainRows", outcome.trainRows());
    member.put("testRows", outcome.testRows());
    member.setAll(scores(outcome.scores()));
    ObjectNode kept = member.putObject("kept");
    kept.put("model", outcome.personal().kept().name().toLowerCase(Locale.ROOT));
    ObjectNode validation = kept.putObject("validationMae");
    put(validation, "local", outcome.personal().local());
    put(validation, "federated", outcome.personal().federated());
    put(validation, "corrected", outcome.personal().corrected());
    return member;
  }

  private static ObjectNode scores(Scores scores) {
    ObjectNode arms = JSON.createObjectNode();
    arms.set("local", errors(scores.local()));
    arms.set("federated", errors(scores.federated()));
    arms.set("pooled", errors(scores.pooled()));
    arms.set("personal", errors(scores.personal()));
    return arms;
  }

  private static ObjectNode errors(ErrorMeasures errors) {
    ObjectNode measures = JSON.createObjectNode();
    put(measures, "mae", errors.mae());
    put(measures, "rmse", errors.rmse());
    put(measures, "r2", errors.r2());
    return measures;
  }

  private static void addLinearParts(
      ObjectNode report, SimulationResult result, LinearPart federated) {
    LinearPart pooled = result.pooled().orElseThrow();
    ObjectNode coefficients = report.putObject("coefficients");
    coefficients.set("federated", numbers(federated.weights()));
    coefficients.set("pooled", numbers(pooled.weights()));
    ObjectNode intercepts = report.putObject("intercepts");
    intercepts.put("federated", federated.intercept());
    intercepts.put("pooled", pooled.intercept());
    report.set("featuresWithoutVariance", JSON.valueToTree(federated.leftOut()));
  }

  private static void addAccount(ObjectNode report, RowAccount account) {
    report.set("rowsLeftOut", JSON.valueToTree(account.rowsLeftOut()));
    report.set("missingValues", JSON.valueToTree(account.missingValues()));
    report.set("cellsNotNumbers", JSON.valueToTree(account.cellsNotNumbers()));
    report.set("missingElementValues", JSON.valueToTree(account.missingElementValues()));
  }

  private static ObjectNode numbers(Map<String, Double> values) {
    ObjectNode numbers = JSON.createObjectNode();
    values.forEach((name, value) -> put(numbers, name, value));
    return numbers;
  }

  private static void put(ObjectNode node, String field, double value) {
    if (Double.isFinite(value)) {
      node.put(field, value);
    } else {
      node.putNull(field);
    }
  }
}
