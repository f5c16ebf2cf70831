package org.kumiki.node.model;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.LinearModel;
import org.kumiki.learning.computation.MeanErrors;
import org.kumiki.learning.computation.MomentsResult;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.RehearsalResult;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.ValidationResult;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.validation.ErrorMeasures;
import org.kumiki.node.dataset.DatasetImport;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.ImportRefused;
import org.kumiki.node.dataset.MappedFile;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.node.identity.RosterPins;
import org.kumiki.node.ledger.LedgerStore;
import org.kumiki.node.participation.ModelFetch;
import org.kumiki.node.participation.QuestionStore;
import org.kumiki.node.participation.Studies;
import org.kumiki.node.participation.StudyStore;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** Results back at home, for the scientist: numbers, predictions and what joining was worth. */
@Controller("/api/v1/models")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelController {
  private final StudyStore studies;
  private final DatasetStore datasets;
  private final DatasetImport imports;
  private final RosterPins rosters;
  private final LedgerStore ledger;
  private final QuestionStore questions;
  private final HeldModels models;
  private final ModelFetch fetch;

  ModelController(
      StudyStore studies,
      DatasetStore datasets,
      DatasetImport imports,
      RosterPins rosters,
      LedgerStore ledger,
      QuestionStore questions,
      HeldModels models,
      Studies all) {
    this.studies = studies;
    this.datasets = datasets;
    this.imports = imports;
    this.rosters = rosters;
    this.ledger = ledger;
    this.questions = questions;
    this.models = models;
    this.fetch = all.fetch();
  }

  /** Count, mean and population variance of one variable, over all contributors. */
  @Serdeable
  record MomentView(String variable, double count, double mean, double variance) {}

  /**
   * A result: statistics, or a model's coefficients on standardised features.
   *
   * @param digest of a rehearsal: 16 hexadecimal digits, the same at every node that opened the
   *     same sums
   * @param restsOn whose data it holds
   * @param withheld why coefficients are not among it, in a sentence; null if nothing is withheld
   */
  @Serdeable
  record ResultView(
      String studyHash,
      String kind,
      OriginView restsOn,
      long rows,
      int contributors,
      List<MomentView> moments,
      List<CoefficientView> coefficients,
      @Nullable Double intercept,
      @Nullable Double trainingRmse,
      @Nullable String digest,
      @Nullable TestView test,
      @Nullable String withheld) {}

  /**
   * What all members' sums said of a model on rows that trained nothing, in the target's unit.
   *
   * @param model hash of the study that made it
   * @param bias mean of measured − predicted
   * @param statedRows rows for which the model said how sure it was
   * @param within how many of those lay in the intervals of 50, 80, 90 and 95 %
   * @param ownMean and {@code local}: what members predict without the others; null if not asked
   */
  @Serdeable
  record TestView(
      String model,
      ErrorsView errors,
      double bias,
      long statedRows,
      List<Long> within,
      @Nullable ErrorsView ownMean,
      @Nullable ErrorsView local,
      List<ImportanceView> importance) {}

  /** The root mean squared error with a term's values shuffled among each member's rows. */
  @Serdeable
  record ImportanceView(String term, double rmse) {}

  /**
   * Whose data a result holds, from this node's own records.
   *
   * @param roster version of the roster under which the study ran; 0 if this node never had it
   * @param cohort its members then
   * @param epochs the epoch in which this node released its vector of each round, the first first
   * @param fetched whether others computed it, so that it rests on the coordinator's word
   */
  @Serdeable
  record OriginView(int roster, List<String> cohort, List<Long> epochs, boolean fetched) {}

  /** One coefficient, in the target's unit a standard deviation of the feature. */
  @Serdeable
  record CoefficientView(String variable, double weight) {}

  /** A dataset that took no part in the study. */
  @Serdeable
  record ComparisonRequest(String dataset) {}

  /** Errors in the target's unit; null where undefined. */
  @Serdeable
  record ErrorsView(double mae, double rmse, @Nullable Double r2) {}

  /** The same model trained on own rows alone, and on everybody's sums. */
  @Serdeable
  record ComparisonView(long rows, @Nullable ErrorsView local, ErrorsView federated) {}

  /** A raw file and the mapping (YAML text) to read it with. */
  @Serdeable
  record PredictionRequest(String raw, String mapping) {}

  /**
   * The result of a completed study, as this node computed or has fetched it; without coefficients
   * if the study's rights do not let this organisation use its model.
   */
  @Get("/{hash}")
  @OpenTo({Role.SCIENTIST, Role.STEWARD, Role.AUDITOR})
  ResultView show(String hash) {
    Entry entry = entry(hash);
    if (!(entry.standing().progress() instanceof Progress.Done done)) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "This study has no result here yet");
    }
    OriginView origin = origin(entry);
    return done.result()
        .fold(
            m -> moments(hash, origin, m),
            m -> model(models, entry, origin, m),
            r -> rehearsal(hash, origin, r),
            v -> validation(hash, origin, entry.study(), v));
  }

  /**
   * The registry's card. Of a study in which this node took part it is kept only if the registered
   * result's bytes equal this node's own; of a fetched model it is the coordinator's word.
   */
  @Get(uri = "/{hash}/card", produces = MediaType.APPLICATION_JSON)
  @OpenTo({Role.SCIENTIST, Role.STEWARD, Role.AUDITOR})
  String card(String hash) {
    return Optional.ofNullable(entry(hash).card())
        .orElseThrow(
            () -> new ProblemException(CommonProblem.NOT_FOUND, "There is no card here yet"));
  }

  /**
   * Why the model of a study was withdrawn; null parts if it was not.
   *
   * @param notice what else somebody must know who uses it; null if nothing
   */
  @Serdeable
  record WithdrawalView(
      @Nullable String reasonEn, @Nullable String reasonJa, @Nullable String notice) {}

  /** Whether the coordinator has withdrawn the model, as this node was told, or it was fetched. */
  @Get("/{hash}/withdrawal")
  @OpenTo({Role.SCIENTIST, Role.STEWARD, Role.AUDITOR})
  WithdrawalView withdrawal(String hash) {
    Entry entry = entry(hash);
    String notice = entry.fetched() ? HeldModels.FETCHED : null;
    return models
        .withdrawn(entry.hash())
        .map(why -> new WithdrawalView(why.english(), why.japanese(), notice))
        .orElse(new WithdrawalView(null, null, notice));
  }

  /** The cards of the models that this organisation may use, from the coordinator. */
  @Get(produces = MediaType.APPLICATION_JSON)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  String offered() {
    return fetching(fetch::offered);
  }

  /**
   * What fetching did.
   *
   * @param fetched false if the model was here before
   */
  @Serdeable
  record FetchedView(boolean fetched) {}

  /** Fetches the model of a study in which this organisation has no part. */
  @Post("/{hash}/fetch")
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  FetchedView fetch(String hash) {
    return new FetchedView(fetching(() -> fetch.fetch(hash)));
  }

  private static <T> T fetching(Callable<T> step) {
    try {
      return step.call();
    } catch (ModelFetch.Refused e) {
      throw refused(e.getMessage());
    } catch (IOException e) {
      throw new ProblemException(
          CommonProblem.CONFLICT, "the coordinator cannot be reached: try again later");
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Errors of the model on own rows that trained nothing; they stay here. */
  @Post("/{hash}/comparison")
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  ComparisonView compare(String hash, @Body ComparisonRequest request) {
    Entry entry = entry(hash);
    var holdout =
        datasets
            .newest(request.dataset())
            .orElseThrow(
                () -> new ProblemException(CommonProblem.NOT_FOUND, "There is no such dataset"));
    List<String> missing = StudyRows.missingTerms(entry.study(), holdout.columns(), true);
    if (!missing.isEmpty()) {
      throw refused("the dataset has no column for " + String.join(", ", missing));
    }
    try {
      models.toUse(entry);
      Comparison.Errors errors =
          new Comparison(datasets, questions::digestKey).compare(entry, holdout);
      return new ComparisonView(
          errors.rows(),
          errors.local().map(ModelController::view).orElse(null),
          view(errors.federated()));
    } catch (IllegalArgumentException e) {
      throw refused(e.getMessage());
    }
  }

  /**
   * Predictions for the rows of a raw file, as CSV: {@code row} counts data rows from 0, {@code
   * line} is the line of the file, {@code note} says what the prediction cannot rest on.
   */
  @Post(uri = "/{hash}/predictions", produces = "text/csv")
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  String predict(String hash, @Body PredictionRequest request) throws IOException {
    Entry entry = entry(hash);
    try {
      RegressionModel model = models.toUse(entry);
      MappedFile reading = imports.openCandidates(request.raw(), request.mapping());
      requireTerms(entry.study(), reading);
      StudyRows rows = StudyRows.forPrediction(entry.study(), reading.columns());
      PredictionCsv csv = new PredictionCsv(model, entry.study());
      reading.forEach(
          row -> {
            Optional<double[]> features = rows.variables(row);
            csv.add(row, features, features.isPresent() ? rows.expected() : 0);
          });
      return csv.toString();
    } catch (IllegalArgumentException | ImportRefused e) {
      throw refused(e.getMessage());
    }
  }

  private static void requireTerms(Study study, MappedFile reading) {
    List<String> missing = StudyRows.missingTerms(study, reading.columns(), false);
    if (!missing.isEmpty()) {
      throw refused("the file has no column for " + String.join(", ", missing));
    }
  }

  /** Without coefficients where the rights do not let this organisation use the model. */
  static ResultView model(
      HeldModels models, Entry entry, OriginView origin, RegressionModel model) {
    String hash = entry.hash();
    try {
      return models
          .toUse(entry)
          .foldModel(
              linear -> linear(hash, origin, linear),
              gp -> gaussian(hash, origin, gp),
              boosted -> trained(hash, origin, "gbdt", boosted),
              network -> trained(hash, origin, "mlp", network));
    } catch (IllegalArgumentException e) {
      return new ResultView(
          hash,
          model.computation().code(),
          origin,
          model.rows(),
          model.contributors(),
          List.of(),
          List.of(),
          null,
          model.trainingRmse(),
          null,
          null,
          e.getMessage());
    }
  }

  private OriginView origin(Entry entry) {
    int version = rosters.find(entry.study().rosterHash()).map(RosterSnapshot::version).orElse(0);
    return new OriginView(
        version, entry.study().cohort(), ledger.epochsOf(entry.hash()), entry.fetched());
  }

  private static ResultView moments(String hash, OriginView origin, MomentsResult result) {
    List<Variable> variables = result.computation().variables();
    List<MomentView> views = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      views.add(
          new MomentView(
              variables.get(i).name(),
              result.counts()[i],
              result.means()[i],
              result.variances()[i]));
    }
    return view(hash, origin, "statistics", result, views, List.of(), null, null);
  }

  private static ResultView linear(String hash, OriginView origin, LinearModel model) {
    List<CoefficientView> coefficients =
        model.coefficients().entrySet().stream()
            .map(e -> new CoefficientView(e.getKey(), e.getValue()))
            .toList();
    return view(
        hash,
        origin,
        model.computation().code(),
        model,
        List.of(),
        coefficients,
        model.intercept(),
        model.trainingRmse());
  }

  // Its weights belong to random features and say nothing to a person.
  private static ResultView gaussian(String hash, OriginView origin, GaussianModel model) {
    return view(hash, origin, "gp", model, List.of(), List.of(), null, model.trainingRmse());
  }

  private static ResultView trained(
      String hash, OriginView origin, String kind, RegressionModel model) {
    return view(hash, origin, kind, model, List.of(), List.of(), null, model.trainingRmse());
  }

  private static ResultView rehearsal(String hash, OriginView origin, RehearsalResult result) {
    return new ResultView(
        hash,
        "rehearsal",
        origin,
        result.rows(),
        result.contributors(),
        List.of(),
        List.of(),
        null,
        null,
        HexFormat.of().toHexDigits(result.digest()),
        null,
        null);
  }

  private static ResultView validation(
      String hash, OriginView origin, Study study, ValidationResult found) {
    List<ImportanceView> importance = new ArrayList<>();
    for (int i = 0; i < found.shuffled().size(); i++) {
      importance.add(new ImportanceView(study.features().get(i).term(), found.shuffled().get(i)));
    }
    MeanErrors errors = found.errors();
    TestView test =
        new TestView(
            ((Method.Validation) study.method()).model().hex(),
            new ErrorsView(
                errors.mae(), errors.rmse(), Double.isNaN(found.r2()) ? null : found.r2()),
            found.bias(),
            found.statedRows(),
            found.within(),
            found.baselines().map(of -> view(of.mean())).orElse(null),
            found.baselines().map(of -> view(of.local())).orElse(null),
            importance);
    return new ResultView(
        hash,
        "validation",
        origin,
        found.rows(),
        found.contributors(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        test,
        null);
  }

  private static ErrorsView view(MeanErrors errors) {
    return new ErrorsView(errors.mae(), errors.rmse(), null);
  }

  private static ResultView view(
      String hash,
      OriginView origin,
      String kind,
      Result result,
      List<MomentView> moments,
      List<CoefficientView> coefficients,
      Double intercept,
      Double trainingRmse) {
    return new ResultView(
        hash,
        kind,
        origin,
        result.rows(),
        result.contributors(),
        moments,
        coefficients,
        intercept,
        trainingRmse,
        null,
        null,
        null);
  }

  private static ErrorsView view(ErrorMeasures errors) {
    return new ErrorsView(
        errors.mae(), errors.rmse(), Double.isNaN(errors.r2()) ? null : errors.r2());
  }

  private Entry entry(String hash) {
    return studies
        .find(hash)
        .orElseThrow(
            () ->
                new ProblemException(
                    CommonProblem.NOT_FOUND, "No study with this hash was proposed here"));
  }

  private static ProblemException refused(String sentence) {
    return new ProblemException(CommonProblem.CONFLICT, sentence);
  }
}
