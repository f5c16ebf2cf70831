package org.kumiki.node.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.kumiki.node.ingest.RawStore;
import org.kumiki.ontology.term.Vocabulary;

/**
 * Turns a stored raw file and a mapping into a preview, and then into a new dataset version. Both
 * read the same bytes the same way, streaming. Thread-safe.
 */
public final class DatasetImport {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private final RawStore raw;
  private final DatasetStore store;
  private final Supplier<Vocabulary> vocabulary;
  private final Runnable afterCommit;

  /**
   * @param vocabulary the one in use now
   * @param afterCommit run after each new version: studies may have waited for it
   */
  public DatasetImport(
      RawStore raw, DatasetStore store, Supplier<Vocabulary> vocabulary, Runnable afterCommit) {
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
    MappedFile reading = open(rawSha256, mapping);
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
    MappedFile reading = open(rawSha256, mapping);
    List<StoredColumn> columns = reading.columns();
    DatasetVersion version = store.commit(dataset, rawSha256, mapping, columns, reading);
    afterCommit.run();
    return new Committed(version, reading.report());
  }

  /** Rows of a stored file to be predicted; it need not have every mapped column. */
  public MappedFile openCandidates(String rawSha256, String mapping) throws IOException {
    return MappedFile.openCandidates(stored(rawSha256), mapping, vocabulary.get());
  }

  private MappedFile open(String rawSha256, String mapping) throws IOException {
    return MappedFile.open(stored(rawSha256), mapping, vocabulary.get());
  }

  private Path stored(String rawSha256) {
    if (!rawSha256.matches("[0-9a-f]{64}") || !raw.contains(rawSha256)) {
      throw new ImportRefused("RAW_ABSENT", "there is no such raw file here: upload it first");
    }
    return raw.path(rawSha256);
  }
}
