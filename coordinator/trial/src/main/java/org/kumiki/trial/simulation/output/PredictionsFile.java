package org.kumiki.trial.simulation.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import org.kumiki.trial.simulation.Predictions;
import org.kumiki.trial.simulation.SimulationResult;
import org.kumiki.trial.simulation.table.Table;

/**
 * Every test row with what each arm predicts: numbers as the shortest decimals that read back to
 * the same double, an empty cell where there is none.
 */
public final class PredictionsFile {
  private PredictionsFile() {}

  public static void write(SimulationResult result, Path file) throws IOException {
    OutputFile.write(file, out -> write(result, out));
  }

  private static void write(SimulationResult result, Writer out) throws IOException {
    Table table = result.table();
    Predictions predictions = result.predictions();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord(
        "row", "member", "actual", "local", "federated", "pooled", "federated_std", "personal");
    for (int i = 0; i < predictions.rows().length; i++) {
      int row = predictions.rows()[i];
      csv.writeRecord(
          Long.toString(table.fileRow()[row]),
          table.members().get(table.memberOf()[row]).name(),
          cell(predictions.actual()[i]),
          cell(predictions.local()[i]),
          cell(predictions.federated()[i]),
          cell(predictions.pooled()[i]),
          cell(predictions.federatedStd()[i]),
          cell(predictions.personal()[i]));
    }
    csv.flush();
  }

  static String cell(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }
}
