package org.kumiki.trial.simulation.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kumiki.trial.simulation.table.Table;

/** The features of every row that is used, before standardisation; empty where not reported. */
public final class FeaturesFile {
  private FeaturesFile() {}

  public static void write(Table table, Path file) throws IOException {
    OutputFile.write(file, out -> write(table, out));
  }

  private static void write(Table table, Writer out) throws IOException {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    List<String> cells = new ArrayList<>(List.of("row"));
    cells.addAll(table.features());
    csv.writeRecord(cells);
    for (int i = 0; i < table.rows(); i++) {
      cells.clear();
      cells.add(Long.toString(table.fileRow()[i]));
      for (int j = 0; j < table.features().size(); j++) {
        cells.add(PredictionsFile.cell(table.columns()[j][i]));
      }
      csv.writeRecord(cells);
    }
    csv.flush();
  }
}
