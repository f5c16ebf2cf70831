package org.kumiki.ontology.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.editorial.Edit.Form;
import org.kumiki.ontology.editorial.Edit.NewTerm;
import org.kumiki.ontology.editorial.Edit.Synonym;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Role;

/** A row that describes a term which is not there yet. */
final class NewRow {
  private final Map<Column, List<String>> row;
  private final List<Refusal> problems;

  private NewRow(Map<Column, List<String>> row, List<Refusal> problems) {
    this.row = row;
    this.problems = problems;
  }

  /**
   * The new term.
   *
   * @param problems gets what is missing; then there is none
   */
  static Optional<NewTerm> of(Map<Column, List<String>> row, List<Refusal> problems) {
    return new NewRow(row, problems).term();
  }

  /** What the row says of the new term's scope; nothing where its cells are empty. */
  static List<Edit> notes(String term, Map<Column, List<String>> row) {
    List<Edit> notes = new ArrayList<>();
    for (Language language : Language.values()) {
      List<String> texts = row.getOrDefault(Column.note(language), List.of());
      if (!texts.isEmpty()) {
        notes.add(new Edit.ChangeScopeNote(term, language, String.join(" ", texts)));
      }
    }
    return notes;
  }

  private Optional<NewTerm> term() {
    Map<Language, String> labels = new EnumMap<>(Language.class);
    Map<Language, String> definitions = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      labels.put(language, required(Column.label(language)));
      definitions.put(language, required(Column.definition(language)));
    }
    String scheme = required(Column.SCHEME);
    Optional<Role> role = role(required(Column.ROLE));
    Optional<Quantity> quantity = quantity();
    if (!problems.isEmpty() || role.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new NewTerm(
            name(),
            role.get(),
            Names.expand(scheme),
            values(Column.BROADER).stream().map(Names::expand).toList(),
            labels,
            values(Column.READING).stream().findFirst(),
            definitions,
            synonyms(),
            quantity));
  }

  private List<String> values(Column column) {
    return row.getOrDefault(column, List.of());
  }

  private String required(Column column) {
    List<String> values = values(column);
    if (values.size() != 1) {
      problems.add(SheetProblem.INCOMPLETE.of(column.header()));
    }
    return values.stream().findFirst().orElse("");
  }

  /** The end of the IRI that the row names; without one it is made of the label. */
  private Optional<String> name() {
    return values(Column.IRI).stream()
        .findFirst()
        .map(Names::expand)
        .map(iri -> iri.startsWith(Names.TERM) ? iri.substring(Names.TERM.length()) : iri);
  }

  private Optional<Role> role(String word) {
    Optional<Role> role =
        Arrays.stream(Role.values()).filter(known -> known.word().equals(word)).findFirst();
    if (role.isEmpty() && !word.isEmpty()) {
      problems.add(SheetProblem.NO_ROLE.of(word.length() > 40 ? word.substring(0, 40) : word));
    }
    return role;
  }

  private List<Synonym> synonyms() {
    List<Synonym> synonyms = new ArrayList<>();
    for (Language language : Language.values()) {
      values(Column.other(language))
          .forEach(text -> synonyms.add(Synonym.alternative(text, language)));
      values(Column.hidden(language))
          .forEach(
              text -> synonyms.add(new Synonym(text, language, Form.HIDDEN, Optional.empty())));
    }
    return synonyms;
  }

  private Optional<Quantity> quantity() {
    List<Column> columns = List.of(Column.KIND, Column.UNIT, Column.LOWER, Column.UPPER);
    if (columns.stream().allMatch(column -> values(column).isEmpty())) {
      return Optional.empty();
    }
    String kind = required(Column.KIND);
    String unit = required(Column.UNIT);
    double lower = number(Column.LOWER);
    double upper = number(Column.UPPER);
    return problems.isEmpty()
        ? Optional.of(new Quantity(Names.expand(kind), RowDiff.unit(unit), lower, upper))
        : Optional.empty();
  }

  private double number(Column column) {
    double value = RowDiff.parsed(required(column));
    if (!Double.isFinite(value)) {
      problems.add(SheetProblem.INCOMPLETE.of(column.header()));
    }
    return value;
  }
}
