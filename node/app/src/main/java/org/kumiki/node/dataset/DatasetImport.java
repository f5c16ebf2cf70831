package org.kumiki.node.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.kumiki.node.ingest.CsvOptions;
import org.kumiki.node.ingest.CsvRefusal;
import org.kumiki.node.ingest.CsvRows;
import org.kumiki.node.ingest.CsvSource;
import org.kumiki.node.ingest.RawStore;
import org.kumiki.node.ingest.Row;
import org.kumiki.ontology.mapping.MappedColumn;
import org.kumiki.ontology.mapping.MappingFile;
import org.kumiki.ontology.mapping.MappingPlan;
import org.kumiki.ontology.mapping.MappingProblem;
import org.kumiki.ontology.mapping.MappingRefusal;
import org.kumiki.ontology.mapping.MappingResult;
import org.kumiki.ontology.mapping.UnreadableMapping;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * Turns a stored raw file and a mapping into a preview, and then into a new dataset version. Both
 * read the same bytes the same way, streaming. Thread-safe.
 */
public final class DatasetImport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private final RawStore raw;
  private final DatasetStore store;
  private final Vocabulary vocabulary;
  private final Runnable afterCommit;

  /**
   * @param afterCommit run after each new version: studies may have waited for it
   */
  public DatasetImport(
      RawStore raw, DatasetStore store, Vocabulary vocabulary, Runnable afterCommit) {
    this.raw = raw;
    this.store = store;
    this.vocabulary = vocabulary;
    this.afterCommit = afterCommit;
  }

  /** A committed version and what was found in it. */
  public record Committed(DatasetVersion version, ImportReport report) {}

  /**
   * Reads everything and commits nothing.
   *
   * @throws ImportRefused with one sentence
   */
  public ImportReport preview(String rawSha256, String mapping) throws IOException {
    Reading reading = open(rawSha256, mapping);
    reading.forEach(row -> {});
    return reading.report();
  }

  /**
   * Commits a new version of the dataset in one transaction.
   *
   * @throws ImportRefused with one sentence; then nothing was written
   */
  public Committed commit(String dataset, String rawSha256, String mapping) throws IOException {
    if (!NAME.matcher(dataset).matches()) {
      throw new ImportRefused("DATASET_NAME", "name the dataset with a-z, 0-9 and -");
    }
    Reading reading = open(rawSha256, mapping);
    List<StoredColumn> columns = reading.columns();
    DatasetVersion version = store.commit(dataset, rawSha256, mapping, columns, reading);
    afterCommit.run();
    return new Committed(version, reading.report());
  }

  /** Rows of a stored file as they would be kept; for predictions on a file that is not loaded. */
  public Reading open(String rawSha256, String mapping) throws IOException {
    if (!rawSha256.matches("[0-9a-f]{64}") || !raw.contains(rawSha256)) {
      throw new ImportRefused("RAW_ABSENT", "there is no such raw file here: upload it first");
    }
    try {
      MappingFile file = MappingFile.parse(mapping);
      Path path = raw.path(rawSha256);
      CsvSource source = CsvSource.open(path, options(file));
      MappingResult result =
          MappingPlan.of(
              file, vocabulary, source.headers(), source.unitRow().orElse(List.of()));
      return result.fold(plan -> new Reading(source, plan), DatasetImport::refuse);
    } catch (UnreadableMapping e) {
      throw new ImportRefused("MAPPING_UNREADABLE", "mapping file, " + e.getMessage());
    } catch (CsvRefusal e) {
      throw refused(e);
    }
  }

  private static CsvOptions options(MappingFile file) {
    CsvOptions options =
        CsvOptions.detect()
            .withMissingMarks(Set.copyOf(file.missing()))
            .withUnits(text -> UnitConverter.shipped().recognise(text).isPresent());
    return file.encoding().equals("auto") ? options : options.withEncoding(file.encoding());
  }

  private static Reading refuse(MappingRefusal refusal) {
    MappingProblem first = refusal.problems().get(0);
    int more = refusal.problems().size() - 1;
    throw new ImportRefused(
        first.code().name(), first.message() + (more == 0 ? "" : " (and " + more + " more)"));
  }

  private static ImportRefused refused(CsvRefusal refusal) {
    return new ImportRefused(
        refusal.problem().code().name(), refusal.problem().message());
  }

  /** One file under one mapping, ready to be read. Each pass counts anew. */
  public static final class Reading implements DatasetStore.RowFeed {
    private final CsvSource source;
    private final MappingPlan plan;
    private List<ColumnCheck> checks = List.of();
    private long rows;

    private Reading(CsvSource source, MappingPlan plan) {
      this.source = source;
      this.plan = plan;
    }

    /** Where each mapped column stands in a row's arrays. */
    public List<StoredColumn> columns() {
      List<StoredColumn> columns = new ArrayList<>();
      int numbers = 0;
      int texts = 0;
      for (MappedColumn column : plan.columns()) {
        boolean measured = column.concept().measured();
        columns.add(
            new StoredColumn(
                column.header(),
                column.concept().iri(),
                column.role().word(),
                measured,
                measured ? numbers++ : texts++,
                column.unit().orElse(null),
                column.basis().map(basis -> basis.word()).orElse(null)));
      }
      return columns;
    }

    @Override
    public void forEach(Consumer<StoredRow> action) throws IOException {
      checks = plan.columns().stream().map(ColumnCheck::new).toList();
      rows = 0;
      try (CsvRows all = source.rows()) {
        while (all.hasNext()) {
          action.accept(stored(all.next()));
          rows++;
        }
      } catch (CsvRefusal e) {
        throw refused(e);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    /** What the last pass found. */
    ImportReport report() {
      return new ImportReport(
          source.format().charset().name(),
          String.valueOf(source.format().delimiter()),
          rows,
          checks.stream().map(ColumnCheck::report).toList(),
          plan.ignored(),
          plan.unmapped());
    }

    private StoredRow stored(Row row) {
      double[] numbers = new double[(int) measured()];
      List<String> texts = new ArrayList<>();
      Map<String, String> limits = new TreeMap<>();
      int next = 0;
      for (int i = 0; i < checks.size(); i++) {
        if (plan.columns().get(i).concept().measured()) {
          numbers[next++] = checks.get(i).number(row, limits);
        } else {
          texts.add(checks.get(i).text(row));
        }
      }
      return new StoredRow(row.index(), row.line(), numbers, texts, json(limits));
    }

    private long measured() {
      return plan.columns().stream().filter(column -> column.concept().measured()).count();
    }

    private static String json(Map<String, String> limits) {
      try {
        return limits.isEmpty() ? null : JSON.writeValueAsString(limits);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("limits are always JSON", e);
      }
    }
  }
}
