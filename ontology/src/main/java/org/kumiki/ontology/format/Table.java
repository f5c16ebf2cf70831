package org.kumiki.ontology.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.XSD;
import org.kumiki.ontology.change.UnacceptableChange;
import org.kumiki.ontology.table.Formulas;

/**
 * Statements as a table that loses none of them: a row for each subject, named in the first column;
 * a column for each property, language and type, such as {@code skos:prefLabel@ja}, {@code
 * kt:domainLower^^xsd:integer} or, for what it links to, {@code skos:broader}. Several values of
 * one cell stand on lines of their own.
 *
 * <p>In a value a backslash begins {@code \n}, {@code \r}, {@code \t} or {@code \\}, and stands
 * before a first character that a spreadsheet would take for the beginning of a formula.
 */
final class Table {
  static final String SUBJECT = "iri";

  private static final Pattern HEADER =
      Pattern.compile("([^@^\\s]+)(?:@([A-Za-z0-9-]+)|\\^\\^(\\S+))?");

  /** What people look at first comes first. */
  private static final List<String> FIRST =
      List.of(
          "rdf:type",
          "skos:prefLabel",
          "kt:reading",
          "skos:altLabel",
          "skos:definition",
          "skos:inScheme",
          "skos:broader",
          "qudt:hasQuantityKind",
          "qudt:hasUnit",
          "kt:domainLower",
          "kt:domainUpper");

  private final List<String> headers = new ArrayList<>();
  private final Map<String, Map<String, List<String>>> rows = new TreeMap<>();

  private Table() {}

  static Table of(Graph graph) {
    Table table = new Table();
    Map<String, String> seen = new HashMap<>();
    graph
        .find()
        .forEachRemaining(
            statement -> {
              String header = header(statement);
              seen.putIfAbsent(header, header);
              table
                  .rows
                  .computeIfAbsent(statement.getSubject().getURI(), any -> new HashMap<>())
                  .computeIfAbsent(header, any -> new ArrayList<>())
                  .add(cell(statement.getObject()));
            });
    table.headers.addAll(seen.keySet());
    table.headers.sort(Comparator.comparingInt(Table::place).thenComparing(header -> header));
    return table;
  }

  /** The first row. */
  List<String> headers() {
    List<String> all = new ArrayList<>(List.of(SUBJECT));
    all.addAll(headers);
    return all;
  }

  /** All other rows, by subject. */
  void rows(Consumer<List<String>> each) {
    rows.forEach(
        (subject, cells) -> {
          List<String> row = new ArrayList<>(headers.size() + 1);
          row.add(Prefixes.shorten(subject));
          for (String header : headers) {
            List<String> values = cells.getOrDefault(header, List.of());
            row.add(values.stream().sorted().reduce((one, other) -> one + "\n" + other).orElse(""));
          }
          each.accept(row);
        });
  }

  private static int place(String header) {
    String property = header.split("[@^]", 2)[0];
    int place = FIRST.indexOf(property);
    return place < 0 ? FIRST.size() : place;
  }

  private static String header(Triple statement) {
    String property = Prefixes.shorten(statement.getPredicate().getURI());
    if (property.indexOf('@') >= 0 || property.indexOf('^') >= 0) {
      throw new UnreadableFile(
          "a table cannot hold the property " + property + "; export it as Turtle");
    }
    Node object = statement.getObject();
    if (object.isURI()) {
      return property;
    }
    String language = object.getLiteralLanguage();
    return language.isEmpty()
        ? property + "^^" + Prefixes.shorten(object.getLiteralDatatypeURI())
        : property + "@" + language;
  }

  private static String cell(Node object) {
    if (object.isURI()) {
      return Prefixes.shorten(object.getURI());
    }
    String text = object.getLiteralLexicalForm();
    String escaped =
        text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    // An empty value would be no value.
    return escaped.isEmpty() ? "\\" : Formulas.begins(escaped) ? "\\" + escaped : escaped;
  }

  /** What a column says, read from its header. */
  record Column(Node property, String language, String datatype) {
    static Column of(String header) {
      Matcher parts = HEADER.matcher(header.strip());
      if (!parts.matches()) {
        throw new UnreadableFile(
            "'"
                + (header.length() > 60 ? header.substring(0, 60) + "…" : header)
                + "' is no column of a vocabulary: write a property, such as skos:prefLabel@ja");
      }
      return new Column(
          NodeFactory.createURI(Prefixes.expand(parts.group(1))),
          parts.group(2) == null ? "" : parts.group(2),
          parts.group(3) == null ? "" : Prefixes.expand(parts.group(3)));
    }

    Node value(String cell) {
      if (!language.isEmpty()) {
        return NodeFactory.createLiteralLang(unescaped(cell), language);
      }
      if (datatype.isEmpty()) {
        return NodeFactory.createURI(Prefixes.expand(cell.strip()));
      }
      return datatype.equals(XSD.xstring.getURI())
          ? NodeFactory.createLiteralString(unescaped(cell))
          : NodeFactory.createLiteralDT(
              unescaped(cell), TypeMapper.getInstance().getSafeTypeByName(datatype));
    }
  }

  /** The statements of one row below these columns. */
  static void read(List<Column> columns, List<String> row, Consumer<Triple> statement) {
    String name = row.isEmpty() ? "" : row.get(0).strip();
    if (name.isEmpty()) {
      if (row.stream().allMatch(String::isBlank)) {
        return;
      }
      throw new UnreadableFile("a row names no term in its first column; write its IRI there");
    }
    if (row.size() > columns.size() + 1) {
      throw new UnreadableFile("the row of " + name + " is longer than the header; correct it");
    }
    Node subject = NodeFactory.createURI(Prefixes.expand(name));
    for (int i = 1; i < row.size(); i++) {
      Column column = columns.get(i - 1);
      for (String cell : row.get(i).split("\r?\n", -1)) {
        if (!cell.isEmpty()) {
          statement.accept(Triple.create(subject, column.property(), column.value(cell)));
        }
      }
    }
  }

  private static String unescaped(String cell) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      i++;
      char next = i < cell.length() ? cell.charAt(i) : 0;
      switch (next) {
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 0 -> requireAlone(cell);
        default -> text.append(next);
      }
    }
    return text.toString();
  }

  /** A backslash alone is the empty text; at the end of another it is a slip. */
  private static void requireAlone(String cell) {
    if (cell.length() != 1) {
      throw new UnacceptableChange(
          "a value ends in a single backslash; write two for one, or remove it");
    }
  }
}
