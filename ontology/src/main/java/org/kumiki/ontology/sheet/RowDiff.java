package org.kumiki.ontology.sheet;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.editorial.Edit.Form;
import org.kumiki.ontology.editorial.Edit.Synonym;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.unit.UnitConverter;

/** The edits that make a term what its row says. Columns that the sheet leaves out do not count. */
final class RowDiff {
  private static final List<Column> MEASURED =
      List.of(Column.KIND, Column.UNIT, Column.LOWER, Column.UPPER);

  private static final Pattern THOUSANDS =
      Pattern.compile("[+-]?[0-9]{1,3}(,[0-9]{3})+([.][0-9]*)?([eE][+-]?[0-9]+)?");

  private final String term;
  private final String shown;
  private final TermRow now;
  private final Map<Column, List<String>> row;
  private final List<Edit> edits = new ArrayList<>();
  private final List<Refusal> problems = new ArrayList<>();

  private RowDiff(String term, TermRow now, Map<Column, List<String>> row) {
    this.term = term;
    this.shown = Names.shorten(term);
    this.now = now;
    this.row = new EnumMap<>(row);
  }

  /**
   * Compares.
   *
   * @param problems gets what is wrong with the row; then its edits do not count
   */
  static List<Edit> of(
      String term, TermRow now, Map<Column, List<String>> row, List<Refusal> problems) {
    RowDiff diff = new RowDiff(term, now, row);
    diff.fixed(Column.SCHEME);
    diff.fixed(Column.ROLE);
    for (Language language : Language.values()) {
      diff.label(language);
      diff.synonyms(language);
      diff.definition(language);
      diff.note(language);
    }
    diff.places();
    diff.quantity();
    diff.deprecation();
    problems.addAll(diff.problems);
    return diff.edits;
  }

  private boolean changed(Column column) {
    return row.containsKey(column) && !sorted(row.get(column)).equals(now.of(column));
  }

  private static List<String> sorted(List<String> values) {
    return values.stream().map(Names::expand).map(Names::shorten).distinct().sorted().toList();
  }

  private void fixed(Column column) {
    if (changed(column)) {
      problems.add(SheetProblem.NOT_HERE.of(column.header(), shown));
    }
  }

  /** The one value of a cell that must have one; empty, with a problem, if it has not. */
  private Optional<String> one(Column column) {
    List<String> values = row.getOrDefault(column, now.of(column));
    if (values.size() == 1) {
      return Optional.of(values.get(0));
    }
    problems.add(
        (values.isEmpty() ? SheetProblem.EMPTY : SheetProblem.SEVERAL).of(column.header(), shown));
    return Optional.empty();
  }

  private void label(Language language) {
    boolean read = language == Language.JA && changed(Column.READING);
    if (changed(Column.label(language)) || read) {
      List<String> reading = row.getOrDefault(Column.READING, now.of(Column.READING));
      if (reading.size() > 1) {
        problems.add(SheetProblem.SEVERAL.of(Column.READING.header(), shown));
      }
      Optional<String> kana =
          language == Language.JA ? reading.stream().findFirst() : Optional.empty();
      one(Column.label(language))
          .ifPresent(text -> edits.add(new Edit.ChangeLabel(term, language, text, kana, false)));
    }
  }

  /** First what goes, so that a label may change from one sort to the other. */
  private void synonyms(Language language) {
    String label =
        row.getOrDefault(Column.label(language), List.of("")).stream().findFirst().orElse("");
    for (Column column : List.of(Column.other(language), Column.hidden(language))) {
      if (changed(column)) {
        // What becomes the preferred label is no other one any more by that alone.
        now.of(column).stream()
            .filter(text -> !row.get(column).contains(text) && !text.equals(label))
            .forEach(text -> edits.add(new Edit.DropSynonym(term, text, language)));
      }
    }
    for (Column column : List.of(Column.other(language), Column.hidden(language))) {
      if (changed(column)) {
        Form form = column == Column.other(language) ? Form.ALTERNATIVE : Form.HIDDEN;
        row.get(column).stream()
            .distinct()
            .filter(text -> !now.of(column).contains(text))
            .map(text -> new Synonym(text, language, form, Optional.empty()))
            .forEach(synonym -> edits.add(new Edit.AddSynonym(term, synonym)));
      }
    }
  }

  private void definition(Language language) {
    if (changed(Column.definition(language))) {
      one(Column.definition(language))
          .ifPresent(text -> edits.add(new Edit.ChangeDefinition(term, language, text)));
    }
  }

  private void note(Language language) {
    Column column = Column.note(language);
    if (changed(column) && row.get(column).size() > 1) {
      problems.add(SheetProblem.SEVERAL.of(column.header(), shown));
    } else if (changed(column)) {
      String text = row.get(column).stream().findFirst().orElse("");
      edits.add(new Edit.ChangeScopeNote(term, language, text));
    }
  }

  /** A place for a place, as far as there are both; the rest is one more or one less. */
  private void places() {
    if (!changed(Column.BROADER)) {
      return;
    }
    List<String> wanted = sorted(row.get(Column.BROADER));
    List<String> gone = new ArrayList<>(now.of(Column.BROADER));
    gone.removeAll(wanted);
    List<String> come = new ArrayList<>(wanted);
    come.removeAll(now.of(Column.BROADER));
    for (int i = 0; i < Math.max(gone.size(), come.size()); i++) {
      edits.add(new Edit.Move(term, at(gone, i), at(come, i)));
    }
  }

  private static Optional<String> at(List<String> places, int i) {
    return i < places.size() ? Optional.of(Names.expand(places.get(i))) : Optional.empty();
  }

  private void quantity() {
    boolean any = changed(Column.KIND) || unit() || number(Column.LOWER) || number(Column.UPPER);
    boolean some = MEASURED.stream().anyMatch(c -> row.getOrDefault(c, now.of(c)).isEmpty());
    if (any && some && now.of(Column.KIND).isEmpty()) {
      problems.add(SheetProblem.HALF_MEASURED.of(shown));
    } else if (any) {
      Optional<String> kind = one(Column.KIND);
      Optional<String> unit = one(Column.UNIT);
      Optional<Double> lower = one(Column.LOWER).flatMap(text -> number(Column.LOWER, text));
      Optional<Double> upper = one(Column.UPPER).flatMap(text -> number(Column.UPPER, text));
      if (kind.isPresent() && unit.isPresent() && lower.isPresent() && upper.isPresent()) {
        quantity(kind.get(), unit.get(), lower.get(), upper.get());
      }
    }
  }

  private void quantity(String kind, String unit, double lower, double upper) {
    if (lower < upper) {
      edits.add(
          new Edit.ChangeQuantity(
              term, new Quantity(Names.expand(kind), unit(unit), lower, upper)));
    } else {
      problems.add(SheetProblem.NO_NUMBER.of(Column.LOWER.header(), shown));
    }
  }

  /** The IRI of a unit, which people write as its symbol too; what is no unit is left as it is. */
  static String unit(String written) {
    return UnitConverter.shipped().recognise(written).orElseGet(() -> Names.expand(written));
  }

  /** Whether a unit is another one, however it is written. */
  private boolean unit() {
    if (!changed(Column.UNIT)) {
      return false;
    }
    List<String> written = row.get(Column.UNIT);
    return written.size() != 1 || !unit(written.get(0)).equals(unit(now.only(Column.UNIT)));
  }

  /** Whether a number is another one, however it is written. */
  private boolean number(Column column) {
    if (!changed(column)) {
      return false;
    }
    List<String> written = row.get(column);
    return written.size() != 1 || !TermRow.written(parsed(written.get(0))).equals(now.only(column));
  }

  private Optional<Double> number(Column column, String text) {
    double value = parsed(text);
    if (Double.isFinite(value)) {
      return Optional.of(value);
    }
    problems.add(SheetProblem.NO_NUMBER.of(column.header(), shown));
    return Optional.empty();
  }

  /** With a comma between thousands alone: one before decimals would make 5 of 0,5. */
  static double parsed(String text) {
    String number = text.strip();
    try {
      return Double.parseDouble(
          THOUSANDS.matcher(number).matches() ? number.replace(",", "") : number);
    } catch (NumberFormatException notOne) {
      return Double.NaN;
    }
  }

  private void deprecation() {
    boolean flagged = changed(Column.DEPRECATED);
    boolean led = changed(Column.REPLACED_BY);
    boolean was = !now.of(Column.DEPRECATED).isEmpty();
    boolean is = !row.getOrDefault(Column.DEPRECATED, now.of(Column.DEPRECATED)).isEmpty();
    List<String> other = row.getOrDefault(Column.REPLACED_BY, now.of(Column.REPLACED_BY));
    if (flagged && !was && is && other.size() <= 1) {
      edits.add(new Edit.Deprecate(term, other.stream().findFirst().map(Names::expand)));
    } else if (flagged || led) {
      problems.add(
          SheetProblem.NOT_HERE.of(
              (flagged ? Column.DEPRECATED : Column.REPLACED_BY).header(), shown));
    }
  }
}
