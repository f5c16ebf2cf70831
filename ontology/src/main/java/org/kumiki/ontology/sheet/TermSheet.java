package org.kumiki.ontology.sheet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.editorial.Base;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.term.Names;

/**
 * Terms as a sheet, and a sheet as edits. What comes back unchanged gives no edit; a row that
 * cannot be read is named by its line, and the others count. A pure function of the vocabulary.
 */
public final class TermSheet {
  /** More rows than a proposal may have edits would be for nothing. */
  public static final int MOST_ROWS = 50_000;

  private final Base base;
  private final List<Edit> edits = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private final Map<String, Long> seen = new TreeMap<>();
  private final List<SheetDiff.Problem> problems = new ArrayList<>();
  private final Map<String, Integer> rows = new HashMap<>();
  private int unchanged;

  private TermSheet(Base base) {
    this.base = base;
  }

  /**
   * The terms of a scheme, or a term and all below it, as rows; the first one is the header.
   *
   * @param scope the IRI of a scheme or of a term; without one, all terms of the consortium's graph
   */
  public static List<List<String>> rows(Base base, Optional<String> scope) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(Arrays.stream(Column.values()).map(Column::header).toList());
    for (String term : terms(base.shared(), scope)) {
      TermRow row = TermRow.read(base.shared(), term);
      List<String> cells = new ArrayList<>();
      for (Column column : Column.values()) {
        cells.add(
            switch (column) {
              case IRI -> Names.shorten(term);
              case VERSION -> Long.toString(base.versions().applyAsLong(term));
              default -> Cells.write(row.of(column));
            });
      }
      rows.add(cells);
    }
    return rows;
  }

  private static Set<String> terms(Graph graph, Optional<String> scope) {
    Set<String> all = subjects(graph, RDF.type.asNode(), SKOS.Concept.asNode());
    if (scope.isEmpty()) {
      return all;
    }
    Node root = NodeFactory.createURI(scope.get());
    Set<String> found = subjects(graph, SKOS.inScheme.asNode(), root);
    if (found.isEmpty() && all.contains(scope.get())) {
      Deque<String> open = new ArrayDeque<>(List.of(scope.get()));
      while (!open.isEmpty()) {
        String here = open.remove();
        if (found.add(here)) {
          open.addAll(subjects(graph, SKOS.broader.asNode(), NodeFactory.createURI(here)));
        }
      }
    }
    found.retainAll(all);
    return found;
  }

  private static Set<String> subjects(Graph graph, Node property, Node object) {
    Set<String> subjects = new TreeSet<>();
    graph
        .find(Node.ANY, property, object)
        .mapWith(Triple::getSubject)
        .filterKeep(Node::isURI)
        .forEachRemaining(node -> subjects.add(node.getURI()));
    return subjects;
  }

  /**
   * What a sheet that came back wants of the vocabulary of now.
   *
   * @param sheet its lines, the header first
   */
  public static SheetDiff compare(List<SheetLine> sheet, Base base) {
    TermSheet compared = new TermSheet(base);
    List<SheetLine> filled = sheet.stream().filter(line -> !line.isEmpty()).toList();
    if (filled.size() > MOST_ROWS + 1) {
      compared.problem(1, SheetProblem.TOO_MANY_ROWS.of(MOST_ROWS));
    } else {
      compared.compare(filled);
    }
    return new SheetDiff(
        compared.edits, compared.lines, compared.seen, compared.problems, compared.unchanged);
  }

  private void problem(int line, Refusal refusal) {
    problems.add(new SheetDiff.Problem(line, refusal));
  }

  private void compare(List<SheetLine> filled) {
    List<Column> header = filled.isEmpty() ? List.of() : header(filled.get(0));
    if (!header.contains(Column.IRI)) {
      if (problems.isEmpty()) {
        problem(1, SheetProblem.NO_HEADER.of());
      }
      return;
    }
    for (SheetLine line : filled.subList(1, filled.size())) {
      if (line.cells().size() > header.size()) {
        problem(line.number(), SheetProblem.TOO_LONG.of());
      } else {
        compare(line.number(), cells(header, line));
      }
    }
  }

  /** The columns; none, with a problem, if one of them is unknown. */
  private List<Column> header(SheetLine first) {
    List<Column> header = new ArrayList<>();
    for (String written : first.cells()) {
      Optional<Column> column = Column.of(written);
      if (column.isEmpty()) {
        problem(first.number(), SheetProblem.UNKNOWN_COLUMN.of(shortened(written)));
        return List.of();
      }
      if (header.contains(column.get())) {
        problem(first.number(), SheetProblem.COLUMN_TWICE.of(column.get().header()));
        return List.of();
      }
      header.add(column.get());
    }
    return header;
  }

  /** A cell at the end of a row that is left out is an empty one. */
  private static Map<Column, List<String>> cells(List<Column> header, SheetLine line) {
    Map<Column, List<String>> cells = new EnumMap<>(Column.class);
    for (int i = 0; i < header.size(); i++) {
      cells.put(
          header.get(i), i < line.cells().size() ? Cells.read(line.cells().get(i)) : List.of());
    }
    return cells;
  }

  private void compare(int line, Map<Column, List<String>> row) {
    Optional<String> named = row.get(Column.IRI).stream().findFirst().map(Names::expand);
    boolean fresh = row.getOrDefault(Column.VERSION, List.of()).isEmpty();
    boolean known =
        named.isPresent()
            && base.shared()
                .contains(
                    NodeFactory.createURI(named.get()), RDF.type.asNode(), SKOS.Concept.asNode());
    if (known && !isTwice(line, named.get())) {
      changed(line, named.get(), row);
    } else if (!known && (named.isEmpty() || (fresh && named.get().startsWith(Names.TERM)))) {
      added(line, row);
    } else if (!known) {
      problem(line, SheetProblem.NO_SUCH_TERM.of(shortened(Names.shorten(named.get()))));
    }
  }

  private boolean isTwice(int line, String term) {
    Integer before = rows.putIfAbsent(term, line);
    if (before != null) {
      problem(line, SheetProblem.TWICE.of(Names.shorten(term), before));
    }
    return before != null;
  }

  private void changed(int line, String term, Map<Column, List<String>> row) {
    List<Refusal> wrong = new ArrayList<>();
    List<Edit> wanted = RowDiff.of(term, TermRow.read(base.shared(), term), row, wrong);
    long now = base.versions().applyAsLong(term);
    Optional<Long> then = version(row);
    if (wanted.isEmpty() && wrong.isEmpty()) {
      unchanged++;
    } else if (then.isEmpty()) {
      problem(line, SheetProblem.NO_VERSION.of(Column.VERSION.header(), Names.shorten(term)));
    } else if (then.get() != now) {
      problem(line, SheetProblem.CHANGED_SINCE.of(Names.shorten(term)));
    } else if (!wrong.isEmpty()) {
      wrong.forEach(refusal -> problem(line, refusal));
    } else {
      seen.put(term, now);
      wanted.forEach(edit -> add(line, edit));
    }
  }

  /** What the sheet was made of: without it nobody can say what others have changed since. */
  private static Optional<Long> version(Map<Column, List<String>> row) {
    return row.getOrDefault(Column.VERSION, List.of()).stream()
        .findFirst()
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }

  private void added(int line, Map<Column, List<String>> row) {
    List<Refusal> wrong = new ArrayList<>();
    Optional<Edit.NewTerm> term = NewRow.of(row, wrong);
    wrong.forEach(refusal -> problem(line, refusal));
    term.ifPresent(
        edit -> {
          add(line, edit);
          NewRow.notes(edit.iri(), row).forEach(note -> add(line, note));
        });
  }

  private void add(int line, Edit edit) {
    edits.add(edit);
    lines.add(line);
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
