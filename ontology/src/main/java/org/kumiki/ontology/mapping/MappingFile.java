package org.kumiki.ontology.mapping;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping file: which column is which term. Immutable.
 *
 * @param dataset a name for the dataset; optional
 * @param encoding the character encoding of the data file, or {@code auto}
 * @param missing marks that mean "not reported", beside the usual ones
 * @param columns the columns that are mapped; each header once
 * @param ignore headers that are left out on purpose; none of them mapped
 * @param elements whether and how the element columns make up the composition
 */
public record MappingFile(
    Optional<String> dataset,
    String encoding,
    List<String> missing,
    List<ColumnMapping> columns,
    List<String> ignore,
    Optional<ElementColumns> elements) {
  /** The encodings of the data files that a node reads. */
  public static final List<String> ENCODINGS =
      List.of("auto", "utf-8", "utf-16", "utf-16le", "utf-16be", "windows-31j", "euc-jp");

  public MappingFile {
    missing = List.copyOf(missing);
    columns = List.copyOf(columns);
    ignore = ignore.stream().map(String::strip).toList();
    if (!ENCODINGS.contains(encoding)) {
      throw new IllegalArgumentException(
          "encoding: \"" + encoding + "\" is not one of " + String.join(", ", ENCODINGS));
    }
    Set<String> seen = new HashSet<>();
    for (ColumnMapping column : columns) {
      if (!seen.add(Headers.key(column.header()))) {
        throw new IllegalArgumentException(
            "columns: \"" + column.header() + "\" is mapped twice; keep one of the lines");
      }
    }
    for (String header : ignore) {
      if (seen.contains(Headers.key(header))) {
        throw new IllegalArgumentException(
            "ignore: \"" + header + "\" is also mapped; take it out of one of the two lists");
      }
    }
  }

  /** A mapping of columns with no other settings. */
  public static MappingFile of(List<ColumnMapping> columns, List<String> ignore) {
    return new MappingFile(Optional.empty(), "auto", List.of(), columns, ignore, Optional.empty());
  }

  /**
   * Reads a mapping file.
   *
   * @throws UnreadableMapping if it is too long, not YAML, or says something unknown
   */
  public static MappingFile parse(String yaml) {
    return MappingFileReader.read(yaml);
  }

  /** The file as YAML, to be read again with {@link #parse}. */
  public String write() {
    return MappingFileWriter.write(this);
  }

  /** The same mapping without the columns that a data file does not have. */
  MappingFile onlyWith(List<String> headers) {
    Set<String> present = new HashSet<>();
    headers.forEach(header -> present.add(Headers.key(header)));
    List<ColumnMapping> kept =
        columns.stream().filter(column -> present.contains(Headers.key(column.header()))).toList();
    return new MappingFile(dataset, encoding, missing, kept, ignore, elements);
  }
}
