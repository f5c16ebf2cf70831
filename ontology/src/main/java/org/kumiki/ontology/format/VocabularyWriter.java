package org.kumiki.ontology.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.shared.JenaException;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes statements as a file. */
public final class VocabularyWriter {
  /** What Excel takes in one cell. */
  private static final int LONGEST_CELL = 32_767;

  private VocabularyWriter() {}

  /**
   * Writes all statements of a graph without blank nodes.
   *
   * @param out not closed
   * @throws UnreadableFile if the format cannot hold them
   */
  public static void write(Graph graph, VocabularyFormat format, OutputStream out) {
    try {
      switch (format) {
        case CSV -> csv(Table.of(graph), out);
        case EXCEL -> excel(Table.of(graph), out);
        case RDFXML -> {
          requireXml(graph);
          RDFDataMgr.write(out, prefixed(graph), RDFFormat.RDFXML_PLAIN);
        }
        case JSONLD -> RDFDataMgr.write(out, prefixed(graph), RDFFormat.JSONLD_PRETTY);
        case NTRIPLES -> RDFDataMgr.write(out, graph, RDFFormat.NTRIPLES_UTF8);
        case TURTLE -> RDFDataMgr.write(out, prefixed(graph), RDFFormat.TURTLE_BLOCKS);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("the file could not be written", broken);
    } catch (JenaException cannot) {
      throw new UnreadableFile(
          format.extension() + " cannot hold it: " + cannot.getMessage() + "; export it as Turtle",
          cannot);
    }
  }

  private static Model prefixed(Graph graph) {
    Model model = ModelFactory.createModelForGraph(new Prefixed(graph));
    return model;
  }

  /** Read-only graphs have no prefixes of their own that anybody could set. */
  private static final class Prefixed extends org.apache.jena.sparql.graph.GraphWrapper {
    private final org.apache.jena.shared.PrefixMapping prefixes =
        org.apache.jena.shared.PrefixMapping.Factory.create().setNsPrefixes(Prefixes.ALL).lock();

    Prefixed(Graph graph) {
      super(graph);
    }

    @Override
    public org.apache.jena.shared.PrefixMapping getPrefixMapping() {
      return prefixes;
    }
  }

  /** XML 1.0 has no way to write most control characters, not even escaped. */
  private static void requireXml(Graph graph) {
    graph
        .find()
        .forEachRemaining(
            statement -> {
              Node object = statement.getObject();
              if (object.isLiteral()) {
                requireXml(object.getLiteralLexicalForm(), "RDF/XML");
              }
            });
  }

  private static void requireXml(String text, String format) {
    boolean wrong =
        text.codePoints()
            .anyMatch(
                c ->
                    (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
                        || c == 0xFFFE
                        || c == 0xFFFF);
    // A parser of XML turns these two into a line feed.
    if (wrong || (format.equals("RDF/XML") && text.indexOf('\r') >= 0)) {
      throw new UnreadableFile(
          format + " cannot hold a control character that a text has; export it as Turtle");
    }
  }

  private static void csv(Table table, OutputStream out) throws IOException {
    // With a mark, or Excel takes Japanese for something else; the writer is flushed, not closed.
    OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write('\uFEFF');
    CsvWriter csv = CsvWriter.builder().quoteStrategy(QuoteStrategies.REQUIRED).build(text);
    csv.writeRecord(table.headers());
    table.rows(csv::writeRecord);
    csv.flush();
    text.flush();
  }

  private static void excel(Table table, OutputStream out) throws IOException {
    try (Workbook book = new Workbook(new Unclosed(out), "Kumiki", "1.0")) {
      Worksheet sheet = book.newWorksheet("vocabulary");
      List<String> headers = table.headers();
      for (int column = 0; column < headers.size(); column++) {
        sheet.value(0, column, headers.get(column));
      }
      sheet.freezePane(1, 1);
      int[] row = {0};
      table.rows(
          cells -> {
            row[0]++;
            if (row[0] >= Worksheet.MAX_ROWS) {
              throw new UnreadableFile("Excel holds no more than a million rows; export Turtle");
            }
            for (int column = 0; column < cells.size(); column++) {
              cell(sheet, row[0], column, cells.get(column));
            }
          });
    }
  }

  private static void cell(Worksheet sheet, int row, int column, String text) {
    if (text.isEmpty()) {
      return;
    }
    if (text.length() > LONGEST_CELL) {
      throw new UnreadableFile(
          "Excel holds no text of more than " + LONGEST_CELL + " characters; export it as CSV");
    }
    requireXml(text, "Excel");
    sheet.value(row, column, text);
  }

  /** The workbook closes what it writes to; whoever handed it in does not want that. */
  private static final class Unclosed extends java.io.FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
