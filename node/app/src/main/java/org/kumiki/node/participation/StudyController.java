package org.kumiki.node.participation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Studies for the steward: what is asked, what was decided, what came of it. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StudyController {
  static final Set<String> COMPUTATIONS =
      Set.of("statistics", "ridge", "sparse", "gp", "gbdt", "mlp", "validation", "rehearsal");

  private final StudyStore studies;
  private final RuleStore rules;
  private final Consents consents;

  StudyController(StudyStore studies, RuleStore rules, Consents consents) {
    this.studies = studies;
    this.rules = rules;
    this.consents = consents;
  }

  /**
   * A study as it stands here.
   *
   * @param features terms with the bounds that the study gives them; none in a rehearsal, which
   *     reads no row
   * @param decision pending, approved or declined
   * @param notes what a steward should know before deciding, each a sentence
   * @param rowsUsed own rows that took part in the last local step, and those left out by reason;
   *     {@code rowsImputed} took part with an elemental value that counted as the mean; {@code
   *     rowsApart} belong to the other part of the study's hold-out
   */
  @Serdeable
  record StudyView(
      String hash,
      int dataEpoch,
      String title,
      String purpose,
      String computation,
      List<String> cohort,
      int minimumOrganisations,
      String settings,
      long maxRowsPerMember,
      int minimumRows,
      List<String> features,
      @Nullable String target,
      List<String> conditions,
      Instant deadline,
      String decision,
      @Nullable String decidedBy,
      int round,
      @Nullable OffsetDateTime endedAt,
      @Nullable String reason,
      @Nullable String sentence,
      List<String> notes,
      long rowsUsed,
      long rowsWithoutTarget,
      long rowsOutsideDomain,
      long rowsUnreadable,
      long rowsImputed,
      long rowsApart) {}

  /**
   * Who decides, if the folder's token asks, and on which dataset if there are several.
   *
   * @param reason of a refusal: it leaves the node, to all who see the study; null lets nothing out
   */
  @Serdeable
  record DecisionRequest(@Nullable String by, @Nullable String dataset, @Nullable String reason) {}

  /**
   * An approval.
   *
   * @param notes which rows take part, and what else there is to know, each a sentence
   */
  @Serdeable
  record ApprovalView(List<String> notes) {}

  /** A standing rule by template. */
  @Serdeable
  record RuleRequest(List<String> computations, int minimumOrganisations, @Nullable String by) {}

  /** A standing rule. */
  @Serdeable
  record RuleView(
      long id,
      List<String> computations,
      int minimumOrganisations,
      String madeBy,
      OffsetDateTime madeAt) {}

  /** All studies that were proposed here, newest first. */
  @Get("/studies")
  @OpenTo({Role.SCIENTIST, Role.STEWARD, Role.AUDITOR})
  List<StudyView> list() {
    return studies.all().stream().map(this::view).toList();
  }

  /** How one study stands. */
  @Get("/studies/{hash}")
  @OpenTo({Role.SCIENTIST, Role.STEWARD, Role.AUDITOR})
  StudyView show(String hash) {
    return studies.find(hash).map(this::view).orElseThrow(StudyController::unknown);
  }

  /** Approves exactly this hash. */
  @Post("/studies/{hash}/approval")
  @OpenTo(Role.STEWARD)
  ApprovalView approve(HttpRequest<?> http, String hash, @Body DecisionRequest request) {
    String by = name(http, request.by());
    Consents.Answer answer = consents.approve(hash, by, Optional.ofNullable(request.dataset()));
    if (answer instanceof Consents.Answer.NotApproved refused) {
      throw new ProblemException(CommonProblem.CONFLICT, sentences(refused.notes()));
    }
    return new ApprovalView(
        ((Consents.Answer.Approved) answer).notes().stream().map(Note::sentence).toList());
  }

  /** Declines exactly this hash, or takes an approval back; only a stated reason leaves. */
  @Post("/studies/{hash}/refusal")
  @OpenTo(Role.STEWARD)
  void decline(HttpRequest<?> http, String hash, @Body DecisionRequest request) {
    Optional<String> reason = ReleasedReason.of(request.reason());
    consents
        .decline(hash, name(http, request.by()), reason)
        .ifPresent(
            why -> {
              throw new ProblemException(CommonProblem.CONFLICT, why.sentence());
            });
  }

  /** Standing rules that hold. */
  @Get("/rules")
  @OpenTo({Role.STEWARD, Role.AUDITOR})
  List<RuleView> rules() {
    return rules.all().stream()
        .map(
            r ->
                new RuleView(
                    r.id(), r.computations(), r.minimumOrganisations(), r.madeBy(), r.madeAt()))
        .toList();
  }

  /** Adds a standing rule and applies it. */
  @Post("/rules")
  @OpenTo(Role.STEWARD)
  void addRule(HttpRequest<?> http, @Body RuleRequest request) {
    addRule(http, request.computations(), request.minimumOrganisations(), request.by());
  }

  /** As over the API, for a page. */
  void addRule(
      HttpRequest<?> http, List<String> computations, int minimum, @Nullable String stated) {
    String by = name(http, stated);
    if (computations.isEmpty() || !COMPUTATIONS.containsAll(computations) || minimum < 3) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST,
          "A rule covers 'statistics', 'ridge' or 'rehearsal' and asks for at least 3"
              + " organisations");
    }
    rules.add(computations, minimum, by);
    consents.applyRules();
  }

  /** Takes a standing rule back. */
  @Delete("/rules/{id}")
  @OpenTo(Role.STEWARD)
  void endRule(long id) {
    if (!rules.end(id)) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such rule");
    }
  }

  private StudyView view(Entry entry) {
    Study study = entry.study();
    return new StudyView(
        entry.hash(),
        study.dataEpoch(),
        study.title(),
        study.purpose(),
        study.method().code(),
        study.cohort(),
        study.minimumContributors(),
        settings(study),
        study.maxRowsPerMember(),
        study.minimumRows(),
        study.features().stream().map(StudyController::words).toList(),
        study.target().map(StudyController::words).orElse(null),
        study.conditions().stream()
            .map(c -> c.term().term() + " from " + c.from() + " to " + c.to())
            .toList(),
        Instant.ofEpochSecond(study.deadlineEpochSecond()),
        entry.decision().name().toLowerCase(Locale.ROOT),
        entry.decidedBy(),
        entry.standing().round(),
        entry.endedAt(),
        entry.reason(),
        entry.sentence(),
        consents.notes(entry),
        entry.rows().used(),
        entry.rows().withoutTarget(),
        entry.rows().outsideDomain(),
        entry.rows().unreadable(),
        entry.rows().imputed(),
        entry.rows().apart());
  }

  private static String given(double setting) {
    return setting == 0 ? "chosen from the sums" : Double.toString(setting);
  }

  private static String settings(Study study) {
    String prior =
        study
            .prior()
            .map(given -> "; learns what the prior " + given.law().code() + " leaves")
            .orElse("");
    return ofMethod(study) + prior;
  }

  private static String ofMethod(Study study) {
    if (study.method() instanceof Method.RidgeRegression ridge) {
      return "lambda " + ridge.lambda() + ", features cut at ±" + ridge.clip();
    }
    if (study.method() instanceof Method.SparseRegression sparse) {
      return "alpha "
          + given(sparse.alpha())
          + ", l1Ratio "
          + sparse.l1Ratio()
          + ", features cut at ±"
          + sparse.clip();
    }
    if (study.method() instanceof Method.BoostedTrees boosted) {
      return boosted.trees()
          + " trees of depth "
          + boosted.depth()
          + ", learning rate "
          + boosted.learningRate()
          + ", "
          + boosted.bins()
          + " bins, lambda "
          + boosted.lambda()
          + ", at least "
          + boosted.minRows()
          + " rows a leaf"
          + directions(", never falls with ", boosted.rising())
          + directions(", never rises with ", boosted.falling());
    }
    if (study.method() instanceof Method.NeuralNetwork network) {
      return network.hidden().size()
          + " hidden layers of "
          + network.hidden()
          + " units, "
          + network.rounds()
          + " rounds of "
          + network.localEpochs()
          + " passes over own rows, rates "
          + network.localRate()
          + " at members and "
          + network.serverRate()
          + " for their mean, proximal term "
          + network.proximal()
          + ", updates cut at "
          + network.updateClip()
          + ", seed "
          + network.seed()
          + ", features cut at ±"
          + network.clip();
    }
    if (study.method() instanceof Method.GaussianProcess gp) {
      return gp.randomFeatures()
          + " random features of seed "
          + gp.seed()
          + ", folds of materials "
          + gp.folds()
          + directions(" told by ", gp.material())
          + ", lengthscale "
          + given(gp.lengthscale())
          + ", noise "
          + given(gp.noise())
          + ", amplitude "
          + given(gp.amplitude())
          + ", features cut at ±"
          + gp.clip();
    }
    return study.method() instanceof Method.Rehearsal rehearsal
        ? "made-up numbers, "
            + rehearsal.rounds()
            + " rounds of "
            + rehearsal.length()
            + " entries of "
            + rehearsal.ring().bits()
            + " bits"
        : "";
  }

  private static String directions(String way, List<String> terms) {
    return terms.isEmpty() ? "" : way + String.join(", ", terms);
  }

  /** A term with the bounds that the study gives it. */
  private static String words(Feature feature) {
    return feature instanceof Feature.NumericTerm n
        ? n.term() + " (" + n.lower() + " to " + n.upper() + " " + symbol(n.unit()) + ")"
        : feature.term() + " (" + ((Feature.CompositionTerm) feature).definition() + ")";
  }

  private static String symbol(String unit) {
    return UnitConverter.shipped().symbol(unit);
  }

  /** Under whose name a decision is kept: one's own, or the one that the owner states. */
  static String name(HttpRequest<?> http, @Nullable String stated) {
    String by = Person.of(http).signature(stated);
    if (by == null || by.isBlank()) {
      throw new ProblemException(CommonProblem.BAD_REQUEST, "Say who decides, in 'by'");
    }
    return by;
  }

  private static String sentences(List<Note> notes) {
    return notes.stream().map(Note::sentence).collect(Collectors.joining("; "));
  }

  private static ProblemException unknown() {
    return new ProblemException(
        CommonProblem.NOT_FOUND, "No study with this hash was proposed here");
  }
}
