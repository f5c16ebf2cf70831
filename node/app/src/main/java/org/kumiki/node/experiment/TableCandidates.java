package org.kumiki.node.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.suggest.CandidateSource;
import org.kumiki.node.dataset.MappedFile;
import org.kumiki.node.dataset.StoredColumn;
import org.kumiki.node.dataset.StoredRow;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.plot.Figures;

/**
 * The rows of a private table, read as a stream from its beginning as often as somebody asks; two
 * rows with the same features are one experiment. Memory does not grow with the rows, time does, so
 * that more than {@value #MAX_ROWS} are refused.
 */
final class TableCandidates implements Candidates, CandidateSource {
  static final int MAX_ROWS = 1_000_000;

  /** A worker that stops must not read on for minutes. */
  private static final int BETWEEN_LOOKS = 1024;

  private final MappedFile file;
  private final Question question;
  private final List<String> names;
  private final Function<String, String> labels;
  private final long rows;

  /**
   * Reads the table once.
   *
   * @param labels of terms, for people
   * @throws CampaignRefused if a term is missing, no row can be used, or there are too many
   */
  TableCandidates(MappedFile file, Question question, Function<String, String> labels) {
    this(file, question, labels, MAX_ROWS);
  }

  TableCandidates(
      MappedFile file, Question question, Function<String, String> labels, int mostRows) {
    this.file = file;
    this.question = question;
    this.labels = labels;
    this.names =
        question.features().stream()
            .flatMap(feature -> feature.variables().stream())
            .map(Variable::name)
            .toList();
    requireTerms(file, question);
    long[] counts = new long[2];
    StudyRows reading = reading();
    read(
        row -> {
          requireAtMost(mostRows, ++counts[0]);
          counts[1] +=
              reading.variables(row).filter(TableCandidates::isComplete).isPresent() ? 1 : 0;
        });
    if (counts[1] == 0) {
      throw new CampaignRefused(
          "no row of the table has a number for each feature of the model: complete the table");
    }
    this.rows = counts[1];
  }

  /**
   * @throws CampaignRefused if there are more rows than can be looked at
   */
  static void requireAtMost(int mostRows, long rows) {
    if (rows > mostRows) {
      throw new CampaignRefused(
          "the table has more than "
              + mostRows
              + " rows, and each is looked at: leave out what will not be made, or describe it as a"
              + " search space");
    }
  }

  /**
   * @throws CampaignRefused if the table lacks a term of the model
   */
  static void requireTerms(MappedFile file, Question question) {
    List<String> missing =
        StudyRows.missingTerms(question.features(), question.conditions(), file.columns());
    if (!missing.isEmpty()) {
      throw new CampaignRefused(
          "the table of candidates has no column for "
              + String.join(", ", missing)
              + ": map one, or choose another model");
    }
  }

  @Override
  public CandidateSource source() {
    return this;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public void forEach(Consumer<double[]> each) {
    StudyRows reading = reading();
    read(row -> reading.variables(row).ifPresent(each));
  }

  @Override
  public double[] features(double[] values) {
    return values;
  }

  @Override
  public Map<Numbers, List<Setting>> settings(List<Numbers> candidates) {
    Set<Numbers> wanted = new HashSet<>(candidates);
    Map<Numbers, List<Setting>> found = new HashMap<>();
    StudyRows reading = reading();
    read(
        row ->
            reading
                .variables(row)
                .filter(TableCandidates::isComplete)
                .map(Numbers::of)
                .filter(wanted::contains)
                .ifPresent(values -> found.putIfAbsent(values, settings(row))));
    return found;
  }

  @Override
  public double[] named(Map<String, Double> values) {
    throw new CampaignRefused(
        "an experiment of this campaign is a row of its table: name a suggestion, or add rows to a"
            + " dataset");
  }

  @Override
  public double count() {
    return rows;
  }

  @Override
  public boolean areFeatures() {
    return true;
  }

  static boolean isComplete(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private StudyRows reading() {
    return StudyRows.of(question.features(), question.conditions(), file.columns());
  }

  private void read(Consumer<StoredRow> each) {
    long[] read = {0};
    try {
      file.forEach(
          row -> {
            if (++read[0] % BETWEEN_LOOKS == 0 && Thread.currentThread().isInterrupted()) {
              throw new Interrupted();
            }
            each.accept(row);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Setting> settings(StoredRow row) {
    List<Setting> settings = new ArrayList<>();
    settings.add(new Setting("line", Long.toString(row.line()), "", null));
    for (StoredColumn column : file.columns()) {
      if (column.measured()) {
        String symbol =
            column.termUnit() == null ? "" : UnitConverter.shipped().symbol(column.termUnit());
        settings.add(
            new Setting(
                labels.apply(column.term()),
                Figures.exact(row.numbers()[column.place()]),
                symbol.equals("-") ? "" : symbol,
                column.term()));
      } else {
        settings.add(
            new Setting(
                labels.apply(column.term()), row.texts().get(column.place()), "", column.term()));
      }
    }
    return settings;
  }

  /** The node stops. */
  static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
