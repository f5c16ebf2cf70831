package org.kumiki.trial.simulation.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    List<String> titles =
        new ArrayList<>(
            List.of(
                "row",
                "member",
                "actual",
                "local",
                "federated",
                "pooled",
                "federated_std",
                "personal"));
    result.leftOut().ifPresent(leftOut -> titles.add("left_out"));
    csv.writeRecord(titles);
    for (int i = 0; i < predictions.rows().length; i++) {
      int row = predictions.rows()[i];
      List<String> cells =
          new ArrayList<>(
              List.of(
                  Long.toString(table.fileRow()[row]),
                  table.members().get(table.memberOf()[row]).name(),
                  cell(predictions.actual()[i]),
                  cell(predictions.local()[i]),
                  cell(predictions.federated()[i]),
                  cell(predictions.pooled()[i]),
                  cell(predictions.federatedStd()[i]),
                  cell(predictions.personal()[i])));
      if (result.leftOut().isPresent()) {
        cells.add(cell(result.leftOut().get().predictions()[i]));
      }
      csv.writeRecord(cells);
    }
    csv.flush();
  }

  static String cell(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }
}
