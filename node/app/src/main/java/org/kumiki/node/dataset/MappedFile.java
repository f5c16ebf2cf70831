package org.kumiki.node.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kumiki.node.ingest.CsvOptions;
import org.kumiki.node.ingest.CsvRefusal;
import org.kumiki.node.ingest.CsvRows;
import org.kumiki.node.ingest.CsvSource;
import org.kumiki.node.ingest.Row;
import org.kumiki.ontology.mapping.MappedColumn;
import org.kumiki.ontology.mapping.MappingFile;
import org.kumiki.ontology.mapping.MappingPlan;
import org.kumiki.ontology.mapping.MappingProblem;
import org.kumiki.ontology.mapping.MappingRefusal;
import org.kumiki.ontology.mapping.MappingResult;
import org.kumiki.ontology.mapping.UnreadableMapping;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * One CSV file under one mapping: rows as they would be kept, read as often as wanted. Each pass
 * counts anew what is missing or odd. Not thread-safe.
 */
public final class MappedFile implements DatasetStore.RowFeed {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CsvSource source;
  private final MappingPlan plan;
  private List<ColumnCheck> checks = List.of();
  private Optional<ElementComposition> elements = Optional.empty();
  private long rows;

  private MappedFile(CsvSource source, MappingPlan plan) {
    this.source = source;
    this.plan = plan;
  }

  /**
   * @param mapping the mapping file's text
   * @throws ImportRefused with one sentence
   */
  public static MappedFile open(Path csv, String mapping, Vocabulary vocabulary)
      throws IOException {
    return open(csv, mapping, vocabulary, MappingPlan::of);
  }

  /** As {@link #open}, for rows to be predicted: the file need not have every mapped column. */
  public static MappedFile openCandidates(Path csv, String mapping, Vocabulary vocabulary)
      throws IOException {
    return open(csv, mapping, vocabulary, MappingPlan::ofCandidates);
  }

  private interface Resolution {
    MappingResult of(
        MappingFile file, Vocabulary vocabulary, List<String> headers, List<String> unitRow);
  }

  private static MappedFile open(
      Path csv, String mapping, Vocabulary vocabulary, Resolution resolution) throws IOException {
    try {
      MappingFile file = MappingFile.parse(mapping);
      CsvSource source = CsvSource.open(csv, options(file));
      MappingResult result =
          resolution.of(file, vocabulary, source.headers(), source.unitRow().orElse(List.of()));
      return result.fold(plan -> new MappedFile(source, plan), MappedFile::refuse);
    } catch (UnreadableMapping e) {
      throw new ImportRefused("MAPPING_UNREADABLE", "mapping file, " + e.getMessage());
    } catch (CsvRefusal e) {
      throw refused(e);
    }
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
              column.concept().quantity().map(Quantity::unit).orElse(null),
              column.basis().map(basis -> basis.word()).orElse(null)));
    }
    if (plan.elements().isPresent()) {
      columns.add(ElementComposition.column(texts));
    }
    return columns;
  }

  @Override
  public void forEach(Consumer<StoredRow> action) throws IOException {
    checks = plan.columns().stream().map(ColumnCheck::new).toList();
    elements = ElementComposition.of(plan);
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
  public ImportReport report() {
    return new ImportReport(
        source.format().charset().name(),
        String.valueOf(source.format().delimiter()),
        rows,
        Stream.concat(
                checks.stream().map(ColumnCheck::report),
                elements.stream().map(ElementComposition::report))
            .toList(),
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
    elements.ifPresent(composition -> texts.add(composition.formula(numbers, row.line())));
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

  private static CsvOptions options(MappingFile file) {
    CsvOptions options =
        CsvOptions.detect()
            .withMissingMarks(Set.copyOf(file.missing()))
            .withUnits(text -> UnitConverter.shipped().recognise(text).isPresent());
    return file.encoding().equals("auto") ? options : options.withEncoding(file.encoding());
  }

  private static MappedFile refuse(MappingRefusal refusal) {
    MappingProblem first = refusal.problems().get(0);
    int more = refusal.problems().size() - 1;
    throw new ImportRefused(
        first.code().name(), first.message() + (more == 0 ? "" : " (and " + more + " more)"));
  }

  private static ImportRefused refused(CsvRefusal refusal) {
    return new ImportRefused(refusal.problem().code().name(), refusal.problem().message());
  }
}
