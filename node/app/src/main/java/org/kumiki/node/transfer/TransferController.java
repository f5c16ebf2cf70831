package org.kumiki.node.transfer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Supplier;
import org.kumiki.exchange.study.Feature;
import org.kumiki.node.dataset.DatasetImport;
import org.kumiki.node.dataset.ImportRefused;
import org.kumiki.node.dataset.MappedFile;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Personal models, for the scientist: from few own rows, on top of models that lie here. */
@Controller("/api/v1/transfers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TransferController {
  private final PersonalModels models;
  private final DatasetImport imports;

  TransferController(PersonalModels models, DatasetImport imports) {
    this.models = models;
    this.imports = imports;
  }

  /**
   * A personal model that is wanted.
   *
   * @param features terms, a composition as {@code term:descriptor}; by default those of the
   *     sources that the dataset has
   * @param sources hashes of studies; by default all models that this organisation may use
   * @param seed of the folds; by default 1
   * @param by who asks, where the caller is the machine's owner
   */
  @Serdeable
  record TransferRequest(
      String name,
      String dataset,
      String target,
      @Nullable List<String> features,
      @Nullable List<String> sources,
      @Nullable Long seed,
      @Nullable String by) {}

  /** What a way was worth on withheld rows, in the target's unit; the gain over direct training. */
  @Serdeable
  record EvidenceView(String way, double mae, double rmse, double gain, double gainError) {}

  /** A personal model; {@code warnings} say which sources were withdrawn or fetched. */
  @Serdeable
  record TransferView(
      String name,
      String target,
      String unit,
      List<String> features,
      long rows,
      List<String> sources,
      String chosen,
      List<EvidenceView> evidence,
      List<String> warnings,
      String madeBy,
      OffsetDateTime madeAt) {}

  /** A raw file and the mapping (YAML text) to read it with. */
  @Serdeable
  record PredictionRequest(String raw, String mapping) {}

  /** All of them, the newest first. */
  @Get
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  List<TransferView> list() {
    return models.store().all().stream().map(this::view).toList();
  }

  /** Makes one: tries all ways on withheld rows and keeps the best. It never leaves this node. */
  @Post
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<TransferView> make(HttpRequest<?> http, @Body TransferRequest request) {
    String by = Person.of(http).signature(request.by());
    if (by == null || by.isBlank()) {
      throw new ProblemException(CommonProblem.BAD_REQUEST, "Say who asks, in 'by'");
    }
    PersonalModels.Wanted wanted =
        new PersonalModels.Wanted(
            request.name(),
            request.dataset(),
            request.target(),
            request.features() == null ? List.of() : request.features(),
            request.sources() == null ? List.of() : request.sources(),
            request.seed() == null ? 1 : request.seed());
    return HttpResponse.status(HttpStatus.CREATED)
        .body(view(refusing(() -> models.make(wanted, by))));
  }

  /** One, with the evidence of its choice. */
  @Get("/{name}")
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  TransferView show(String name) {
    return view(refusing(() -> models.find(name)));
  }

  /** Predictions for the rows of a raw file, as CSV; they stay here. */
  @Post(uri = "/{name}/predictions", produces = "text/csv")
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  String predict(String name, @Body PredictionRequest request) throws IOException {
    PersonalModel model = refusing(() -> models.find(name));
    try {
      MappedFile rows = imports.openCandidates(request.raw(), request.mapping());
      return new PersonalPredictions(model, refusing(() -> models.fitted(model))).of(rows);
    } catch (ImportRefused | TransferRefused e) {
      throw new ProblemException(TransferProblem.REFUSED, e.getMessage());
    }
  }

  private TransferView view(PersonalModel model) {
    String symbol = UnitConverter.shipped().symbol(model.target().unit());
    return new TransferView(
        model.name(),
        model.target().term(),
        symbol.equals("-") ? "" : symbol,
        model.features().stream().map(Feature::term).toList(),
        model.rows(),
        model.sources(),
        model.chosen(),
        model.evidence().stream()
            .map(e -> new EvidenceView(e.way(), e.mae(), e.rmse(), e.gain(), e.gainError()))
            .toList(),
        models.warnings(model),
        model.madeBy(),
        model.madeAt());
  }

  private static <T> T refusing(Supplier<T> step) {
    try {
      return step.get();
    } catch (TransferRefused e) {
      throw new ProblemException(TransferProblem.REFUSED, e.getMessage());
    }
  }
}
