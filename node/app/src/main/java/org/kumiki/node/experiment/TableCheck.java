package org.kumiki.node.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.node.dataset.MappedFile;
import org.kumiki.node.dataset.StudyRows;

/**
 * Which rows of a table are candidates for a model, and why the others are none. Immutable.
 *
 * @param rows of the table
 * @param refused by reason; a row has one
 */
record TableCheck(long rows, Map<Reason, Refused> refused) {
  private static final int FIRST_LINES = 10;

  /** Why a row is no candidate. */
  enum Reason {
    /** A feature of the model has no number. */
    NO_NUMBER,
    /** A composition cannot be read. */
    UNREADABLE,
    /** A condition of the study that made the model does not hold. */
    CONDITION
  }

  /**
   * Rows that are no candidates.
   *
   * @param firstLines at most ten line numbers of the file
   */
  record Refused(long count, List<Long> firstLines) {
    Refused {
      firstLines = List.copyOf(firstLines);
    }

    private Refused with(long line) {
      List<Long> lines = new ArrayList<>(firstLines);
      if (lines.size() < FIRST_LINES) {
        lines.add(line);
      }
      return new Refused(count + 1, lines);
    }
  }

  TableCheck {
    refused = Map.copyOf(refused);
  }

  /**
   * Reads the table once.
   *
   * @throws CampaignRefused if it lacks a term of the model, or has too many rows
   */
  static TableCheck of(MappedFile file, Question question) throws IOException {
    return of(file, question, TableCandidates.MAX_ROWS);
  }

  static TableCheck of(MappedFile file, Question question, int mostRows) throws IOException {
    TableCandidates.requireTerms(file, question);
    StudyRows reading = StudyRows.of(question.features(), question.conditions(), file.columns());
    Map<Reason, Refused> refused = new EnumMap<>(Reason.class);
    long[] rows = {0};
    file.forEach(
        row -> {
          TableCandidates.requireAtMost(mostRows, ++rows[0]);
          long unreadable = reading.unreadable();
          Optional<double[]> values = reading.variables(row);
          Optional<Reason> why =
              values.isPresent()
                  ? values
                      .filter(numbers -> !TableCandidates.isComplete(numbers))
                      .map(numbers -> Reason.NO_NUMBER)
                  : Optional.of(
                      reading.unreadable() > unreadable ? Reason.UNREADABLE : Reason.CONDITION);
          why.ifPresent(
              reason ->
                  refused.merge(
                      reason,
                      new Refused(0, List.of()).with(row.line()),
                      (before, one) -> before.with(row.line())));
        });
    return new TableCheck(rows[0], refused);
  }

  /** Rows that are candidates. */
  long candidates() {
    return rows - refused.values().stream().mapToLong(Refused::count).sum();
  }
}
