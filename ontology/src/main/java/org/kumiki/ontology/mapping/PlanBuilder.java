package org.kumiki.ontology.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kumiki.ontology.mapping.MappingProblem.Code;
import org.kumiki.ontology.shape.ConformanceReport;
import org.kumiki.ontology.shape.ShapesCatalogue;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.Vocabulary;

/** Resolves each line of a mapping file, and collects all that is wrong. Used once. */
final class PlanBuilder {
  private static final String COMPOSITION = Names.TERM + "composition";

  private final MappingFile file;
  private final Vocabulary vocabulary;
  private final List<String> headers;
  private final List<String> unitRow;
  private final Map<String, List<Integer>> places = new HashMap<>();
  private final Map<String, String> headerOfTerm = new HashMap<>();
  private final List<MappedColumn> columns = new ArrayList<>();
  private final List<MappingProblem> problems = new ArrayList<>();

  PlanBuilder(MappingFile file, Vocabulary vocabulary, List<String> headers, List<String> unitRow) {
    this.file = file;
    this.vocabulary = vocabulary;
    this.headers = headers;
    this.unitRow = unitRow;
    for (int at = 0; at < headers.size(); at++) {
      places.computeIfAbsent(Headers.key(headers.get(at)), key -> new ArrayList<>()).add(at);
    }
  }

  MappingResult build() {
    MappingResult result = buildCandidates();
    if (!(result instanceof MappingPlan plan)) {
      return result;
    }
    ConformanceReport report = ShapesCatalogue.dataset().validate(plan.describe());
    report.violations().forEach(found -> problem(Code.NOT_CONFORMING, -1, found.message()));
    return problems.isEmpty() ? plan : new MappingRefusal(problems);
  }

  /** Without the rules for a whole dataset. */
  MappingResult buildCandidates() {
    file.columns().forEach(this::resolve);
    file.elements().ifPresent(this::requireElements);
    if (!problems.isEmpty()) {
      return new MappingRefusal(problems);
    }
    columns.sort(Comparator.comparingInt(MappedColumn::index));
    return new MappingPlan(
        file.dataset(),
        file.encoding(),
        file.missing(),
        columns,
        ignored(),
        unmapped(),
        file.elements());
  }

  private void requireElements(ElementColumns elements) {
    String prefix = MappingPlan.elementPrefix(elements.basis());
    if (headerOfTerm.containsKey(COMPOSITION)) {
      problem(
          Code.SETTING_NOT_ALLOWED,
          -1,
          "elements: there is a column for kt:composition already; keep one of the two.");
    } else if (headerOfTerm.keySet().stream().noneMatch(term -> term.startsWith(prefix))) {
      problem(
          Code.SETTING_NOT_ALLOWED,
          -1,
          "elements: no column is mapped to "
              + Names.shorten(prefix)
              + "…; map one or leave it out.");
    }
  }

  private void resolve(ColumnMapping mapping) {
    List<Integer> found = places.getOrDefault(Headers.key(mapping.header()), List.of());
    String name = "Column \"" + mapping.header() + "\"";
    if (found.isEmpty()) {
      problem(
          Code.COLUMN_ABSENT,
          -1,
          name + " is mapped, but the data file does not have it; correct the header.");
    } else if (found.size() > 1) {
      problem(
          Code.DUPLICATE_HEADER,
          found.get(1),
          name + " stands in the data file " + found.size() + " times; rename all but one.");
    } else {
      resolveAt(found.get(0), mapping, name);
    }
  }

  private void resolveAt(int at, ColumnMapping mapping, String name) {
    Optional<Concept> known = vocabulary.concept(mapping.term());
    if (known.isEmpty()) {
      problem(
          Code.UNKNOWN_TERM,
          at,
          name
              + " is mapped to "
              + mapping.term()
              + ", which the vocabulary does not have; look the term up, or propose it.");
      return;
    }
    Concept concept = known.get();
    String before = headerOfTerm.putIfAbsent(concept.iri(), mapping.header());
    if (before != null) {
      problem(
          Code.DUPLICATE_TERM,
          at,
          name
              + " and column \""
              + before
              + "\" are both mapped to "
              + Names.shorten(concept.iri())
              + "; keep one and ignore the other.");
      return;
    }
    Role role = mapping.role().orElse(concept.role());
    if (allowed(at, mapping, concept, role, name)) {
      add(at, mapping, concept, role);
    }
  }

  private boolean allowed(int at, ColumnMapping mapping, Concept concept, Role role, String name) {
    String term = Names.shorten(concept.iri());
    if (!concept.role().columnRoles().contains(role)) {
      String words =
          String.join(" or ", concept.role().columnRoles().stream().map(Role::word).toList());
      problem(
          Code.ROLE_NOT_ALLOWED,
          at,
          name + ": " + term + " cannot be used as " + role.word() + "; use " + words + ".");
      return false;
    }
    boolean settings = mapping.notation().isPresent() || mapping.basis().isPresent();
    if (settings && !concept.iri().equals(COMPOSITION)) {
      problem(
          Code.SETTING_NOT_ALLOWED,
          at,
          name + ": notation and basis are for kt:composition, not for " + term + "; remove them.");
      return false;
    }
    if (!concept.measured() && mapping.unit().isPresent()) {
      problem(
          Code.UNIT_ON_TEXT,
          at,
          name + ": " + term + " is written in words and has no unit; remove the unit.");
      return false;
    }
    return true;
  }

  private void add(int at, ColumnMapping mapping, Concept concept, Role role) {
    String header = headers.get(at);
    boolean formula = concept.iri().equals(COMPOSITION);
    if (concept.quantity().isEmpty()) {
      columns.add(
          new MappedColumn(
              at,
              header,
              concept,
              role,
              Optional.empty(),
              Optional.empty(),
              formula ? Optional.of(mapping.notation().orElse(Notation.FORMULA)) : Optional.empty(),
              formula ? Optional.of(mapping.basis().orElse(Basis.ATOMIC)) : Optional.empty()));
      return;
    }
    String inUnitRow = at < unitRow.size() ? unitRow.get(at) : "";
    ColumnUnit.of(mapping, header, inUnitRow, concept.quantity().get())
        .fold(
            unit ->
                columns.add(
                    new MappedColumn(
                        at,
                        header,
                        concept,
                        role,
                        Optional.of(unit.iri()),
                        Optional.of(unit.conversion()),
                        Optional.empty(),
                        Optional.empty())),
            wrong -> problem(wrong.code(), at, "Column \"" + header + "\": " + wrong.message()));
  }

  private List<String> ignored() {
    return headers.stream().filter(header -> isIgnored(Headers.key(header))).toList();
  }

  private boolean isIgnored(String key) {
    return file.ignore().stream().anyMatch(header -> Headers.key(header).equals(key));
  }

  private List<String> unmapped() {
    Set<Integer> mapped = new HashSet<>();
    columns.forEach(column -> mapped.add(column.index()));
    List<String> left = new ArrayList<>();
    for (int at = 0; at < headers.size(); at++) {
      String key = Headers.key(headers.get(at));
      if (!mapped.contains(at) && !key.isEmpty() && !isIgnored(key)) {
        left.add(headers.get(at));
      }
    }
    return left;
  }

  private boolean problem(Code code, int at, String message) {
    return problems.add(new MappingProblem(code, at, message));
  }
}
