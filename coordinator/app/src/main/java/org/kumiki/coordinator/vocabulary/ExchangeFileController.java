package org.kumiki.coordinator.vocabulary;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.jena.graph.Graph;
import org.apache.jena.sparql.graph.GraphFactory;
import org.kumiki.coordinator.vocabulary.TermViews.FindingView;
import org.kumiki.ontology.change.Conflict;
import org.kumiki.ontology.change.UnacceptableChange;
import org.kumiki.ontology.format.UnreadableFile;
import org.kumiki.ontology.format.VocabularyFormat;
import org.kumiki.ontology.format.VocabularyWriter;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Files in and out. */
@Controller("/api/v1/vocabulary")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExchangeFileController {
  /** Each holds a copy of the vocabulary and the whole file. */
  private static final Semaphore EXPORTS = new Semaphore(2);

  private final VocabularyStore store;
  private final FileImport imports;

  ExchangeFileController(VocabularyStore store, FileImport imports) {
    this.store = store;
    this.imports = imports;
  }

  /**
   * What an import did.
   *
   * @param sequence the change that it made; null if there was nothing to change
   * @param statements how many statements it removes and adds
   * @param findings what it would bring or brings, at most 200
   * @param conflicts terms that were changed after the state that the file is based on
   */
  @Serdeable
  record ImportView(
      String outcome,
      @Nullable Long sequence,
      int statements,
      List<FindingView> findings,
      List<ConflictView> conflicts) {}

  /** A term that was changed since. */
  @Serdeable
  record ConflictView(String iri, long basedOn, long current) {
    static ConflictView of(Conflict conflict) {
      return new ConflictView(conflict.term(), conflict.basedOn(), conflict.current());
    }
  }

  /**
   * The vocabulary as a file: {@code ttl}, {@code nt}, {@code rdf}, {@code jsonld}, {@code csv} or
   * {@code xlsx}. The header {@code Kumiki-Vocabulary-Sequence} says which state it is; an import
   * names it as {@code basedOn}.
   *
   * @param graph only the statements of this graph; by default of all
   */
  @Get("/export")
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<byte[]> export(
      @QueryValue @Nullable String format, @QueryValue @Nullable String graph) {
    VocabularyFormat chosen =
        VocabularyFormat.of(format == null ? "ttl" : format)
            .orElseThrow(ExchangeFileController::unknownFormat);
    if (!EXPORTS.tryAcquire()) {
      throw new ProblemException(
          CommonProblem.UNAVAILABLE, "Other files are being written; try again in a minute");
    }
    try {
      return exported(chosen, graph);
    } catch (UnreadableFile cannot) {
      throw new ProblemException(VocabularyProblem.UNACCEPTABLE, cannot.getMessage());
    } finally {
      EXPORTS.release();
    }
  }

  private HttpResponse<byte[]> exported(VocabularyFormat format, @Nullable String graph) {
    // A copy, because writing takes longer than a state may be held.
    Graph copy = GraphFactory.createDefaultGraph();
    long sequence =
        store.read(
            now -> {
              Graph asked =
                  graph == null ? now.graph() : now.graph(List.of(TermController.name(graph)));
              copy.getPrefixMapping().setNsPrefixes(asked.getPrefixMapping());
              asked.find().forEachRemaining(copy::add);
              return now.sequence();
            });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VocabularyWriter.write(copy, format, out);
    return HttpResponse.ok(out.toByteArray())
        .header("Content-Type", TermDataController.withCharset(format))
        .header(
            "Content-Disposition",
            "attachment; filename=\"vocabulary-" + sequence + "." + format.extension() + "\"")
        .header("Kumiki-Vocabulary-Sequence", String.valueOf(sequence));
  }

  /**
   * Takes up a file, by its content type.
   *
   * @param reason why, in words; required
   * @param graph the graph that it is for; by default the shared one
   * @param replace whether what the graph says and the file does not is removed; by default not
   * @param basedOn the state that the file was exported from: what was changed after it is a
   *     conflict. Required with {@code replace}; otherwise by default the state of now
   * @param acceptFindings whether defects that it brings are taken over with it
   * @param preview whether to say what would come of it, and change nothing
   */
  @Status(HttpStatus.CREATED)
  @Post("/import")
  @OpenTo(Role.OPERATOR)
  @Consumes(MediaType.ALL)
  HttpResponse<ImportView> take(
      HttpRequest<?> request,
      @Body InputStream body,
      @QueryValue @Nullable String reason,
      @QueryValue @Nullable String graph,
      @QueryValue @Nullable Boolean replace,
      @QueryValue @Nullable Long basedOn,
      @QueryValue @Nullable Boolean acceptFindings,
      @QueryValue @Nullable Boolean preview) {
    VocabularyFormat format;
    try {
      requireReason(reason);
      format = format(request, replace, basedOn);
    } catch (ProblemException refused) {
      drain(body);
      throw refused;
    }
    Person person = Person.of(request);
    FileImport.Wish wish =
        new FileImport.Wish(
            format,
            graph == null ? Names.SHARED : TermController.name(graph),
            Boolean.TRUE.equals(replace),
            Optional.ofNullable(basedOn),
            Boolean.TRUE.equals(acceptFindings),
            Boolean.TRUE.equals(preview));
    try {
      return answered(imports.take(body, wish, FileImport.origin(person, reason.strip())));
    } catch (UnreadableFile | UnacceptableChange refused) {
      throw new ProblemException(VocabularyProblem.UNACCEPTABLE, refused.getMessage());
    }
  }

  private static void requireReason(@Nullable String reason) {
    if (reason == null || reason.isBlank()) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST,
          "Say in 'reason' why the file is taken up: it stays in the log with the change");
    }
  }

  /** What is refused before a byte was read. */
  private static VocabularyFormat format(
      HttpRequest<?> request, @Nullable Boolean replace, @Nullable Long basedOn) {
    VocabularyFormat format =
        VocabularyFormat.of(String.valueOf(request.getHeaders().get("Content-Type")))
            .orElseThrow(ExchangeFileController::unknownFormat);
    if (Boolean.TRUE.equals(replace) && basedOn == null) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST,
          "With 'replace' say in 'basedOn' which state the file was exported from (header"
              + " Kumiki-Vocabulary-Sequence of the export), or what others have changed since"
              + " would be undone");
    }
    return format;
  }

  /** A body that nobody reads would stop the next request of the same connection for minutes. */
  private static void drain(InputStream body) {
    try (body) {
      body.transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      throw new UncheckedIOException("the client has left", gone);
    }
  }

  private static HttpResponse<ImportView> answered(FileImport.Outcome outcome) {
    Publication publication = outcome.publication();
    if (publication instanceof Publication.Published published) {
      return HttpResponse.created(
          view("published", published.entry().sequence(), outcome, List.of(), List.of()));
    }
    if (publication instanceof Publication.Acceptable) {
      return HttpResponse.ok(view("acceptable", null, outcome, List.of(), List.of()));
    }
    if (publication instanceof Publication.Unchanged) {
      return HttpResponse.ok(view("unchanged", null, outcome, List.of(), List.of()));
    }
    if (publication instanceof Publication.Conflicting conflicting) {
      return HttpResponse.<ImportView>status(io.micronaut.http.HttpStatus.CONFLICT)
          .body(
              view(
                  "conflicting",
                  null,
                  outcome,
                  List.of(),
                  conflicting.conflicts().stream().map(ConflictView::of).toList()));
    }
    if (publication instanceof Publication.Defective defective) {
      return HttpResponse.<ImportView>status(io.micronaut.http.HttpStatus.UNPROCESSABLE_ENTITY)
          .body(
              view(
                  "defective",
                  null,
                  outcome,
                  defective.findings().stream().limit(200).map(FindingView::of).toList(),
                  List.of()));
    }
    throw new IllegalStateException("an import is made of the state that it changes");
  }

  private static ImportView view(
      String name,
      @Nullable Long sequence,
      FileImport.Outcome outcome,
      List<FindingView> findings,
      List<ConflictView> conflicts) {
    return new ImportView(name, sequence, outcome.statements(), findings, conflicts);
  }

  private static ProblemException unknownFormat() {
    return new ProblemException(
        CommonProblem.UNSUPPORTED_MEDIA_TYPE,
        "A vocabulary is Turtle, N-Triples, RDF/XML, JSON-LD, CSV or Excel (ttl, nt, rdf, jsonld,"
            + " csv, xlsx)");
  }
}
