package org.kumiki.node.dataset;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.List;
import org.kumiki.node.ingest.RawStore;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** Loading data, for the steward: raw file in, preview, commit. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DatasetController {
  private final RawStore raw;
  private final DatasetImport imports;
  private final DatasetStore store;

  DatasetController(RawStore raw, DatasetImport imports, DatasetStore store) {
    this.raw = raw;
    this.imports = imports;
    this.store = store;
  }

  /** A raw file, kept unchanged under its hash. */
  @Serdeable
  record RawView(String sha256, long bytes) {}

  /** A raw file and the mapping (YAML text) to read it with. */
  @Serdeable
  record ImportRequest(String raw, String mapping) {}

  /** A committed version and what was found in it. */
  @Serdeable
  record CommitView(String dataset, int version, long rows, ImportReport report) {}

  /** A dataset version. */
  @Serdeable
  record VersionView(
      String dataset,
      int version,
      long rows,
      String rawSha256,
      List<String> terms,
      OffsetDateTime committedAt) {}

  /** Keeps the bytes of a file as they are. */
  @Put("/raw")
  @OpenTo(Role.STEWARD)
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  RawView upload(@Nullable @Body InputStream bytes) throws IOException {
    // An empty file is a request without a body; what is wrong with it, the preview says.
    RawStore.Stored stored = raw.put(bytes == null ? InputStream.nullInputStream() : bytes);
    return new RawView(stored.sha256(), stored.bytes());
  }

  /** What the file would become; commits nothing. */
  @Post("/datasets/{dataset}/preview")
  @OpenTo(Role.STEWARD)
  ImportReport preview(String dataset, @Body ImportRequest request) throws IOException {
    try {
      return imports.preview(request.raw(), request.mapping());
    } catch (ImportRefused e) {
      throw refused(e);
    }
  }

  /** Commits a new version. */
  @Post("/datasets/{dataset}/versions")
  @OpenTo(Role.STEWARD)
  HttpResponse<CommitView> commit(String dataset, @Body ImportRequest request) throws IOException {
    try {
      DatasetImport.Committed done = imports.commit(dataset, request.raw(), request.mapping());
      return HttpResponse.status(HttpStatus.CREATED)
          .body(
              new CommitView(
                  done.version().dataset(),
                  done.version().version(),
                  done.version().rowCount(),
                  done.report()));
    } catch (ImportRefused e) {
      throw refused(e);
    }
  }

  /** All versions, newest first. */
  @Get("/datasets")
  @OpenTo({Role.CURATOR, Role.SCIENTIST, Role.STEWARD, Role.AUDITOR})
  List<VersionView> list() {
    return store.versions().stream()
        .map(
            v ->
                new VersionView(
                    v.dataset(),
                    v.version(),
                    v.rowCount(),
                    v.rawSha256(),
                    v.columns().stream().map(StoredColumn::term).toList(),
                    v.committedAt()))
        .toList();
  }

  private static ProblemException refused(ImportRefused e) {
    return new ProblemException(DatasetProblem.IMPORT_REFUSED, e.getMessage());
  }
}
