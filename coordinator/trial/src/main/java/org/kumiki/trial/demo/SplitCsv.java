package org.kumiki.trial.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.node.ingest.CsvOptions;
import org.kumiki.node.ingest.CsvSource;
import org.kumiki.node.ingest.Row;
import org.kumiki.ontology.mapping.ColumnMapping;
import org.kumiki.ontology.mapping.MappingFile;
import org.kumiki.ontology.mapping.UnreadableMapping;
import org.kumiki.ontology.term.DraftTerm;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.trial.federation.LocalFederation;
import org.kumiki.trial.simulation.table.Table;
import org.kumiki.trial.simulation.table.TableReader;
import org.kumiki.trial.simulation.table.TableRequest;

/**
 * Makes a demo's companies out of one CSV file. Columns that no mapping gives a term become draft
 * terms of the demo's own scheme, whose domains are the column's own range and a margin: only a
 * demo, which holds the whole file, can know that range.
 */
final class SplitCsv {
  private static final String UNITLESS = Names.QUDT_UNIT + "UNITLESS";
  private static final String COMPOSITION = Names.TERM + "composition";
  private static final double MARGIN = 0.1;

  private final TableRequest request;
  private final Optional<String> composition;
  private final Map<String, ColumnMapping> given = new HashMap<>();
  private final List<DraftTerm> drafts = new ArrayList<>();
  private final List<ColumnMapping> columns = new ArrayList<>();

  /**
   * @param request members, target and numeric columns, without the composition
   * @param composition the column of formulas
   * @param mapping a mapping file for some of the columns
   */
  SplitCsv(TableRequest request, Optional<String> composition, Optional<Path> mapping) {
    this.request = request;
    this.composition = composition;
    mapping.ifPresent(this::read);
  }

  /** Writes each member's files below {@code folder}. */
  DemoData write(Path folder) throws IOException {
    Table table = TableReader.read(request);
    for (int j = 0; j < table.features().size(); j++) {
      map(table.features().get(j), table.columns()[j]);
    }
    composition.ifPresent(this::mapComposition);
    ColumnMapping target = map(request.target(), table.target());
    String mapping = MappingFile.of(columns, List.of()).write();
    SortedMap<String, MemberFiles> files = new TreeMap<>();
    List<LocalFederation.Member> members = new ArrayList<>();
    for (int m = 0; m < table.members().size(); m++) {
      String organisation = "member-" + (m + 1);
      String name = table.members().get(m).name();
      members.add(new LocalFederation.Member(organisation, shortened(name)));
      files.put(organisation, MemberFiles.in(folder.resolve(organisation)));
      Files.createDirectories(folder.resolve(organisation));
      Files.writeString(files.get(organisation).mapping(), mapping);
    }
    writeRows(table, files);
    return new DemoData(
        description(),
        members,
        files,
        drafts.isEmpty() ? "" : Vocabulary.draft(drafts).turtle(),
        statistics(target, table.rows()),
        model(target, table.rows()),
        request.target(),
        "");
  }

  private void read(Path mapping) {
    try {
      for (ColumnMapping column : MappingFile.parse(Files.readString(mapping)).columns()) {
        given.put(column.header(), column);
      }
    } catch (IOException | UnreadableMapping e) {
      throw CommandFailure.refused(
          "cannot read the mapping " + mapping + ": " + e.getMessage(), "correct the file", e);
    }
  }

  private ColumnMapping map(String header, double[] values) {
    ColumnMapping mapped = given.get(header);
    if (mapped == null) {
      DraftTerm draft = draft(header, values);
      drafts.add(draft);
      mapped = ColumnMapping.of(header, draft.iri(), Optional.of(UNITLESS));
    }
    columns.add(mapped);
    return mapped;
  }

  private void mapComposition(String header) {
    columns.add(
        given.getOrDefault(header, ColumnMapping.of(header, COMPOSITION, Optional.empty())));
  }

  private DraftTerm draft(String header, double[] values) {
    double lower = Double.POSITIVE_INFINITY;
    double upper = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        lower = Math.min(lower, value);
        upper = Math.max(upper, value);
      }
    }
    double margin = lower < upper ? MARGIN * (upper - lower) : 1;
    Role role = header.equals(request.target()) ? Role.PROPERTY : Role.CONDITION;
    return new DraftTerm(header, role, lower - margin, upper + margin);
  }

  private void writeRows(Table table, SortedMap<String, MemberFiles> files) throws IOException {
    Map<Long, Integer> position = new HashMap<>();
    for (int i = 0; i < table.rows(); i++) {
      position.put(table.fileRow()[i], i);
    }
    CsvSource source = CsvSource.open(request.data(), CsvOptions.detect());
    List<Integer> chosen =
        columns.stream().map(column -> source.headers().indexOf(column.header())).toList();
    Map<Path, BufferedWriter> writers = new HashMap<>();
    try {
      for (MemberFiles member : files.values()) {
        for (Path path : List.of(member.training(), member.holdout())) {
          BufferedWriter writer = Files.newBufferedWriter(path);
          writers.put(path, writer);
          writer.write(line(columns.stream().map(ColumnMapping::header).toList()));
        }
      }
      source.forEach(row -> write(row, table, position, files, chosen, writers));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      for (BufferedWriter writer : writers.values()) {
        writer.close();
      }
    }
  }

  private static void write(
      Row row,
      Table table,
      Map<Long, Integer> position,
      SortedMap<String, MemberFiles> files,
      List<Integer> chosen,
      Map<Path, BufferedWriter> writers) {
    Integer at = position.get(row.index());
    if (at == null) {
      return;
    }
    MemberFiles member = files.get("member-" + (table.memberOf()[at] + 1));
    Path path = table.test()[at] ? member.holdout() : member.training();
    try {
      writers.get(path).write(line(chosen.stream().map(row::text).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (String cell : cells) {
      line.append(line.isEmpty() ? "" : ",");
      line.append('"').append(cell.replace("\"", "\"\"")).append('"');
    }
    return line.append('\n').toString();
  }

  private String description() {
    String file = "Rows of " + request.data() + ", split by column " + request.memberColumn() + ".";
    return drafts.isEmpty()
        ? file
        : file
            + " "
            + drafts.size()
            + " column(s) without a mapping became draft terms of the demo's own scheme; each one's"
            + " domain is the column's own range and a margin.";
  }

  /** The same in both studies: nodes refuse two limits for the same terms in one data epoch. */
  private static String cap(int rows) {
    return "maxRowsPerMember: " + Math.max(rows, 1000) + "\n";
  }

  private String statistics(ColumnMapping target, int rows) {
    return "title: \"Statistics of "
        + quoted(request.target())
        + "\"\npurpose: \"To know the level of all members together\"\n"
        + "computation: statistics\nfeatures: [\""
        + target.term()
        + "\"]\n"
        + cap(rows);
  }

  private String model(ColumnMapping target, int rows) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("title: \"Ridge regression of ").append(quoted(request.target())).append("\"\n");
    yaml.append("purpose: \"One model from everybody's rows\"\ncomputation: ridge\n");
    yaml.append("settings: {lambda: 1.0, clip: 4}\n");
    yaml.append("target: \"").append(target.term()).append("\"\nfeatures:\n");
    for (ColumnMapping column : columns) {
      if (column.header().equals(request.target())) {
        continue;
      }
      boolean formula = composition.filter(column.header()::equals).isPresent();
      yaml.append(formula ? "  - {term: \"" : "  - \"").append(column.term());
      yaml.append(formula ? "\", descriptor: magpie}\n" : "\"\n");
    }
    return yaml.append(cap(rows)).toString();
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String shortened(String name) {
    return name.isBlank() ? "unnamed" : name.length() > 60 ? name.substring(0, 60) : name;
  }
}
