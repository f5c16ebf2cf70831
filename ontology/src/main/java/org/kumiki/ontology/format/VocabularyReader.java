package org.kumiki.ontology.format;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.kumiki.ontology.change.Statements;
import org.kumiki.ontology.change.UnacceptableChange;
import org.kumiki.ontology.table.BoundedWorkbook;
import org.kumiki.ontology.table.TooLarge;

/**
 * Reads a stranger's file. Nothing that it names is fetched: no import, no external entity of XML,
 * no remote context of JSON-LD.
 */
public final class VocabularyReader {
  /** A thesaurus of a million statements has a fifth of it. */
  public static final int MOST_STATEMENTS = 5_000_000;

  private static final String BASE = "urn:kumiki:base:";
  private static final String GENERATED = "https://w3id.org/kumiki/genid/";

  /** What a packed spreadsheet may unpack to. */
  private static final BoundedWorkbook.Limits LIMITS =
      new BoundedWorkbook.Limits(512L << 20, 4_096, 100_000_000);

  private final String graph;
  private final String sha256;
  private final Map<Node, Node> named = new HashMap<>();
  private final Consumer<Quad> consumer;
  private int statements;

  private VocabularyReader(String graph, String sha256, Consumer<Quad> consumer) {
    this.graph = graph;
    this.sha256 = sha256;
    this.consumer = consumer;
  }

  /**
   * Hands over the statements of a file. Blank nodes get IRIs made of the file's hash and their
   * order, the same whenever the file is read.
   *
   * @param file opens it; may be opened twice, and is closed each time
   * @param sha256 of the file, in hexadecimal
   * @param graph the IRI of the graph that the statements are for
   * @throws UnreadableFile if it is not what the format says, or too much
   * @throws UnacceptableChange if it has a statement that a vocabulary does not take
   */
  public static void read(
      Supplier<InputStream> file,
      VocabularyFormat format,
      String sha256,
      String graph,
      Consumer<Quad> statement) {
    Statements.requireIri(graph);
    VocabularyReader reader = new VocabularyReader(graph, sha256, statement);
    try {
      switch (format) {
        case CSV -> reader.csv(file);
        case EXCEL -> reader.excel(file);
        case TURTLE -> reader.rdf(file, Lang.TURTLE);
        case NTRIPLES -> reader.rdf(file, Lang.NTRIPLES);
        case RDFXML -> reader.rdf(file, Lang.RDFXML);
        case JSONLD -> reader.rdf(file, Lang.JSONLD11);
      }
    } catch (IOException | UncheckedIOException broken) {
      throw new UnreadableFile("the file could not be read to its end; send it again", broken);
    } catch (UnacceptableChange | UnreadableFile known) {
      throw known;
    } catch (RuntimeException | StackOverflowError wrong) {
      // Parsers of others' have their own exceptions, some of them for malformed language tags.
      String cause =
          wrong.getMessage() == null ? wrong.getClass().getSimpleName() : wrong.getMessage();
      throw new UnreadableFile(
          "the file is no "
              + format.extension()
              + " that can be read: "
              + (cause.length() > 300 ? cause.substring(0, 300) + "…" : cause)
              + "; correct it and send it again",
          wrong);
    }
  }

  private void take(Triple triple) {
    statements++;
    if (statements > MOST_STATEMENTS) {
      throw new UnreadableFile(
          "the file has more than " + MOST_STATEMENTS + " statements; import it in parts");
    }
    Quad quad =
        Quad.create(
            NodeFactory.createURI(graph),
            named(triple.getSubject()),
            triple.getPredicate(),
            named(triple.getObject()));
    Statements.require(quad);
    consumer.accept(quad);
  }

  private Node named(Node node) {
    return node.isBlank()
        ? named.computeIfAbsent(
            node,
            blank ->
                NodeFactory.createURI(
                    GENERATED + sha256.substring(0, 16) + "-" + (named.size() + 1)))
        : node;
  }

  private void rdf(Supplier<InputStream> file, Lang lang) throws IOException {
    try (InputStream in = file.get()) {
      RDFParser.source(in)
          .lang(lang)
          .base(BASE)
          .set(LangJSONLD11.JSONLD_OPTIONS, offline())
          .errorHandler(ErrorHandlerFactory.errorHandlerSimple())
          .parse(
              new StreamRDFBase() {
                @Override
                public void triple(Triple triple) {
                  take(triple);
                }

                @Override
                public void quad(Quad quad) {
                  take(quad.asTriple());
                }
              });
    }
  }

  private static JsonLdOptions offline() {
    JsonLdOptions options =
        new JsonLdOptions(
            (url, load) -> {
              throw new JsonLdError(
                  JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED,
                  "the file names the remote context "
                      + url
                      + ", and none is fetched; write the context into the file");
            });
    options.setOrdered(true);
    return options;
  }

  private void csv(Supplier<InputStream> file) throws IOException {
    try (InputStreamReader text =
            new InputStreamReader(
                file.get(),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT));
        CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(text)) {
      List<Table.Column> columns = new ArrayList<>();
      boolean header = true;
      for (CsvRecord line : csv) {
        if (header) {
          columns.addAll(columns(line.getFields()));
          header = false;
        } else {
          Table.read(columns, line.getFields(), this::take);
        }
      }
      requireHeader(header);
    } catch (CsvParseException wrong) {
      throw new UnreadableFile("the file is no CSV: " + wrong.getMessage() + "; correct it", wrong);
    }
  }

  private static List<Table.Column> columns(List<String> headers) {
    String first = headers.isEmpty() ? "" : headers.get(0).replace("\uFEFF", "").strip();
    if (!first.equalsIgnoreCase(Table.SUBJECT)) {
      throw new UnreadableFile(
          "the first column is not '"
              + Table.SUBJECT
              + "'; export the vocabulary to see how a table"
              + " looks");
    }
    return headers.subList(1, headers.size()).stream().map(Table.Column::of).toList();
  }

  private static void requireHeader(boolean missing) {
    if (missing) {
      throw new UnreadableFile("the file is empty; write a header and a row a term");
    }
  }

  private void excel(Supplier<InputStream> file) throws IOException {
    try (InputStream in = new ByteArrayInputStream(bounded(file));
        ReadableWorkbook book = new ReadableWorkbook(in);
        Stream<Row> rows = book.getFirstSheet().openStream()) {
      List<Table.Column> columns = new ArrayList<>();
      boolean[] header = {true};
      rows.forEach(
          row -> {
            List<String> cells = cells(row);
            if (header[0]) {
              columns.addAll(columns(cells));
              header[0] = false;
            } else {
              Table.read(columns, cells, this::take);
            }
          });
      requireHeader(header[0]);
    }
  }

  private static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.getCellCount(); i++) {
      cells.add(row.getOptionalCell(i).map(cell -> cell.getText()).orElse(""));
    }
    while (!cells.isEmpty() && cells.get(cells.size() - 1).isEmpty()) {
      cells.remove(cells.size() - 1);
    }
    return cells;
  }

  private static byte[] bounded(Supplier<InputStream> file) throws IOException {
    try (InputStream in = file.get()) {
      return BoundedWorkbook.of(in.readAllBytes(), LIMITS);
    } catch (TooLarge much) {
      throw new UnreadableFile(
          much.limit() == TooLarge.Limit.COLUMNS
              ? "cell " + much.where() + " stands too far to the right; remove the columns there"
              : "the workbook unpacks to more than "
                  + (LIMITS.unpackedBytes() >> 20)
                  + " MiB or "
                  + LIMITS.cells()
                  + " cells; import it in parts, or as CSV",
          much);
    }
  }
}
