package org.kumiki.coordinator.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.kumiki.coordinator.vocabulary.VocabularyPins;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Prior;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.BoostedModel;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.Loss;
import org.kumiki.learning.computation.MomentsResult;
import org.kumiki.learning.computation.NetworkModel;
import org.kumiki.learning.computation.NeuralNetwork;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Rehearsal;
import org.kumiki.learning.computation.RehearsalResult;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.RidgeModel;
import org.kumiki.learning.computation.SparseModel;
import org.kumiki.learning.computation.ValidationResult;
import org.kumiki.learning.descriptor.CompositionDescriptor;
import org.kumiki.learning.descriptor.ElementTable;
import org.kumiki.ontology.mapping.Basis;
import org.kumiki.ontology.mapping.MappingPlan;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Terms;

/**
 * What somebody who meets the model later must know: what it is for, what it rests on and what it
 * does not say. Numbers in it are sums over all contributors or follow from them.
 *
 * @param kind {@code statistics}, {@code ridge}, {@code sparse}, {@code gp}, {@code gbdt}, {@code
 *     mlp}, {@code validation} or {@code rehearsal}
 * @param lineage the title of the studies whose models follow on one another
 * @param version 1, 2, 3, … of its lineage
 * @param supersedes hash of the version before; null for the first
 * @param rosterVersion the roster under which it was approved and computed
 * @param members the cohort; how many of them contributed stands beside
 * @param epochs the epoch of each round, the first round first: whose keys, made together, masked
 *     it
 * @param vocabulary the state of the vocabulary that gave the study its terms; null for a study
 *     from before
 * @param dataEpoch which state of the members' data it rests on
 * @param prior the law of physics that was taken off the target, whose residue the model predicts;
 *     null for none
 * @param trainingRmse in the target's unit, over all contributing rows
 * @param holdout the share of each member's materials that trained nothing; null for none
 * @param validates hash of the study whose model a validation tested; null for a model
 * @param validation what it found; null for a model
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelCard(
    String studyHash,
    String rosterHash,
    int rosterVersion,
    String lineage,
    int version,
    String supersedes,
    String title,
    String purpose,
    String kind,
    TermCard target,
    List<TermCard> features,
    List<DescriptorCard> descriptors,
    VocabularyPins.Pin vocabulary,
    List<String> members,
    int contributors,
    List<Long> epochs,
    int dataEpoch,
    long rows,
    Double trainingRmse,
    Metrics metrics,
    PriorCard prior,
    List<String> settings,
    Privacy privacy,
    RightsCard rights,
    List<String> limits,
    Double holdout,
    String validates,
    ValidationCard validation,
    OffsetDateTime registeredAt) {
  /** A term with its labels and unit; a composition's has the definition of its descriptor. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TermCard(
      String iri,
      String labelEn,
      String labelJa,
      String unit,
      Double lower,
      Double upper,
      String descriptor) {}

  /**
   * How a composition became numbers.
   *
   * @param definition name and version
   * @param elementTable SHA-256 of the table of elements that it reads
   */
  public record DescriptorCard(String definition, String elementTable, List<ColumnCard> columns) {
    static DescriptorCard of(CompositionDescriptor descriptor, Terms terms) {
      List<ColumnCard> columns = new ArrayList<>();
      for (int j = 0; j < descriptor.names().size(); j++) {
        String name = descriptor.names().get(j);
        columns.add(new ColumnCard(name, descriptor.units().get(j), term(name, terms)));
      }
      return new DescriptorCard(descriptor.definition(), ElementTable.standard().sha256(), columns);
    }

    /** An element's fraction is a term of the vocabulary; statistics over elements are none. */
    private static String term(String column, Terms terms) {
      String fraction = "fraction ";
      return column.startsWith(fraction)
          ? terms
              .concept(
                  MappingPlan.elementPrefix(Basis.ATOMIC) + column.substring(fraction.length()))
              .map(Concept::iri)
              .orElse(null)
          : null;
    }
  }

  /** A column of a descriptor; {@code term} is the IRI of the term that means it, or null. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ColumnCard(String name, String unit, String term) {}

  /**
   * Figures that follow from the sums, in the target's unit.
   *
   * @param targetStd standard deviation of what was learned, over the training rows
   * @param explained the share of its variance that the model explains on them
   * @param validationRmse on rows or materials that trained nothing; null where none were held out
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Metrics(
      double trainingRmse, double targetStd, Double explained, Double validationRmse) {
    static Metrics of(RegressionModel model) {
      double spread = model.targetStd();
      double share = 1 - model.trainingRmse() * model.trainingRmse() / (spread * spread);
      double validation = validation(model);
      return new Metrics(
          model.trainingRmse(),
          spread,
          Double.isFinite(share) ? share : null,
          Double.isFinite(validation) ? validation : null);
    }

    private static double validation(RegressionModel model) {
      return model.foldModel(
          linear -> Double.NaN,
          GaussianModel::validationRmse,
          boosted -> Double.NaN,
          network -> Double.NaN);
    }
  }

  /** What was taken off, of which composition. */
  public record PriorCard(String law, String unit, String composition) {}

  /**
   * What protected the members.
   *
   * @param minimumOrganisations without which nothing was opened
   * @param minimumRows of a member, below which it contributed zero
   * @param maximumRows of a member, which bounds every sum
   * @param noise {@code none}: sums of this release are exact
   */
  public record Privacy(
      int minimumOrganisations, int minimumRows, long maximumRows, String noise) {}

  /** Which of the models of one title it is; {@code supersedes} is null for the first. */
  record Lineage(String title, int version, String supersedes) {}

  /** Who may: {@code participants}, {@code members}, or names. */
  public record RightsCard(String use, String export) {}

  static ModelCard of(
      Study study,
      Progress.Done done,
      Lineage lineage,
      int rosterVersion,
      List<Long> epochs,
      Terms terms,
      Optional<VocabularyPins.Pin> vocabulary,
      OffsetDateTime now) {
    Result result = done.result();
    return new ModelCard(
        study.hash().hex(),
        study.rosterHash().hex(),
        rosterVersion,
        lineage.title(),
        lineage.version(),
        lineage.supersedes(),
        study.title(),
        study.purpose(),
        study.method().code(),
        study.target().map(term -> termCard(term, terms)).orElse(null),
        study.features().stream().map(feature -> termCard(feature, terms)).toList(),
        study.features().stream()
            .filter(Feature.CompositionTerm.class::isInstance)
            .map(feature -> ((Feature.CompositionTerm) feature).descriptor())
            .distinct()
            .map(id -> DescriptorCard.of(CompositionDescriptor.byId(id).orElseThrow(), terms))
            .toList(),
        vocabulary.orElse(null),
        study.cohort(),
        done.contributors(),
        epochs,
        study.dataEpoch(),
        result.rows(),
        result.fold(m -> null, RegressionModel::trainingRmse, r -> null, v -> null),
        result.fold(m -> null, Metrics::of, r -> null, v -> null),
        study.prior().map(ModelCard::prior).orElse(null),
        result.fold(
            ModelCard::settings,
            model ->
                model.foldModel(
                    linear -> linear.foldLinear(ModelCard::settings, ModelCard::settings),
                    ModelCard::settings,
                    ModelCard::settings,
                    ModelCard::settings),
            ModelCard::settings,
            ModelCard::settings),
        new Privacy(
            study.minimumContributors(), study.minimumRows(), study.maxRowsPerMember(), "none"),
        new RightsCard(study.rights().use().toString(), study.rights().export().toString()),
        limits(study, done),
        study.holdout() > 0 ? study.holdout() : null,
        study.method() instanceof Method.Validation validation ? validation.model().hex() : null,
        result instanceof ValidationResult found
            ? ValidationCard.of(
                found, study.features().stream().map(term -> termCard(term, terms)).toList())
            : null,
        now);
  }

  private static PriorCard prior(Prior prior) {
    return new PriorCard(prior.law().code(), prior.law().unit(), prior.composition());
  }

  private static List<String> settings(MomentsResult moments) {
    return List.of("population variance");
  }

  private static List<String> settings(RidgeModel model) {
    return List.of(
        "lambda = " + model.computation().lambda() + " on standardised features",
        "features cut at ±" + model.computation().clip() + " standard deviations",
        "a missing feature counts as the mean");
  }

  private static List<String> settings(SparseModel model) {
    return List.of(
        "alpha = " + model.alpha() + " on standardised features and target",
        "l1Ratio = " + model.computation().l1Ratio(),
        model.used() + " of " + model.slopes().size() + " features have a weight",
        "features cut at ±" + model.computation().clip() + " standard deviations",
        "a missing feature counts as the mean");
  }

  private static List<String> settings(GaussianModel model) {
    List<String> settings = new ArrayList<>();
    settings.add(
        model.computation().randomFeatures()
            + " random features of seed "
            + model.computation().seed());
    settings.add("lengthscale = " + model.lengthscale() + " standard deviations of the features");
    settings.add("amplitude = " + model.amplitude() + " standard deviations of the target");
    settings.add("noise = " + model.noise() + " standard deviations of the target");
    settings.add("features cut at ±" + model.computation().clip() + " standard deviations");
    settings.add("a missing feature counts as the mean");
    if (!Double.isNaN(model.validationRmse())) {
      settings.add("root mean squared error on materials held out = " + model.validationRmse());
    }
    return settings;
  }

  private static List<String> settings(BoostedModel model) {
    BoostedTrees asked = model.computation();
    List<String> settings = new ArrayList<>();
    settings.add(
        model.trees().size()
            + " trees of depth "
            + asked.depth()
            + " on "
            + asked.bins()
            + " bins");
    settings.add("learning rate = " + asked.learningRate() + ", lambda = " + asked.lambda());
    settings.add("at least " + asked.minRows() + " rows a leaf, over all members");
    settings.add(loss(asked.loss()));
    if (asked.patience() > 0) {
      settings.add(
          "stopped by the error on one row in "
              + BoostedTrees.VALIDATION_SHARE
              + " that trained nothing, patience "
              + asked.patience());
    }
    for (int j = 0; j < asked.features().size(); j++) {
      int direction = asked.monotone().get(j);
      if (direction != 0) {
        String way = direction > 0 ? " never falls with " : " never rises with ";
        settings.add("the prediction" + way + asked.features().get(j).name());
      }
    }
    settings.add("each split has learned where a missing feature goes");
    return settings;
  }

  private static List<String> settings(NetworkModel model) {
    NeuralNetwork asked = model.computation();
    return List.of(
        "hidden layers of " + asked.hidden() + " units, seed " + asked.seed(),
        asked.rounds() + " rounds of " + asked.localEpochs() + " passes over own rows",
        "rates " + asked.localRate() + " at members, " + asked.serverRate() + " for their mean",
        "proximal term = " + asked.proximal() + ", updates cut at " + asked.updateClip(),
        "features cut at ±" + asked.clip() + " standard deviations",
        "a missing feature counts as the mean");
  }

  private static String loss(Loss loss) {
    return switch (loss.kind()) {
      case SQUARED -> "squared loss: predicts the mean";
      case HUBER -> "Huber's loss, delta = " + loss.parameter() + " of the scaled target";
      case QUANTILE -> "quantile loss: predicts the quantile of " + loss.parameter();
    };
  }

  private static List<String> settings(RehearsalResult result) {
    Rehearsal rehearsal = result.computation();
    return List.of(
        rehearsal.rounds() + " rounds of " + rehearsal.length() + " entries",
        "ring of " + rehearsal.ring().bits() + " bits",
        "digest " + HexFormat.of().toHexDigits(result.digest()));
  }

  private static List<String> settings(ValidationResult result) {
    return List.of(
        "errors count as at most twice the width of the target's domain",
        result.computation().baselines() ? "with baselines" : "without baselines",
        result.computation().groups().isEmpty()
            ? "no term shuffled"
            : "each term shuffled within each member's rows, five times");
  }

  private static List<String> limits(Study study, Progress.Done done) {
    if (!study.readsRows()) {
      return List.of("A rehearsal over made-up numbers: no row was read, and it predicts nothing.");
    }
    List<String> limits = new ArrayList<>();
    limits.add(
        study.readsHeldOut()
            ? "The errors are of materials that trained nothing, but are of the members that trained:"
                + " they say nothing of other members' materials."
            : "The training error is measured on the rows that trained it: judge it on others.");
    if (done.contributors() <= 3) {
      limits.add(
          "Three organisations contributed: any two of them together can compute the third's"
              + " sums.");
    }
    study
        .prior()
        .ifPresent(
            prior ->
                limits.add(
                    study.readsHeldOut()
                        ? "R², bias and the own mean are of what the prior "
                            + prior.law().code()
                            + " leaves of the target; the other errors are the same with it."
                        : "It predicts what the prior "
                            + prior.law().code()
                            + " leaves of the target; a node adds the prior, other programs must."));
    if (!study.conditions().isEmpty()) {
      limits.add("Only rows within " + study.conditions().size() + " conditions took part.");
    }
    return limits;
  }

  private static TermCard termCard(Feature feature, Terms vocabulary) {
    Optional<Concept> concept = vocabulary.concept(feature.term());
    String english = concept.map(c -> c.label(Language.EN)).orElse(feature.term());
    String japanese = concept.map(c -> c.label(Language.JA)).orElse(feature.term());
    if (feature instanceof Feature.NumericTerm n) {
      return new TermCard(n.term(), english, japanese, n.unit(), n.lower(), n.upper(), null);
    }
    String definition = ((Feature.CompositionTerm) feature).definition();
    return new TermCard(feature.term(), english, japanese, null, null, null, definition);
  }
}
