package org.kumiki.node.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Condition;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.suggest.Acquisition;
import org.kumiki.learning.suggest.Goal;
import org.kumiki.learning.suggest.Objective;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.node.transfer.PersonalModel;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.Terms;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * What a campaign asks, resolved: which terms tell an experiment, which properties are wanted, and
 * from which model it starts. Immutable.
 *
 * @param features in the model's order
 * @param targets one for each objective
 * @param entries the studies whose models it starts from, one for each objective; empty for a model
 *     of own rows
 */
public record Question(
    List<Feature> features,
    List<NumericTerm> targets,
    List<Objective> objectives,
    List<Entry> entries) {
  public Question {
    features = List.copyOf(features);
    targets = List.copyOf(targets);
    objectives = List.copyOf(objectives);
    entries = List.copyOf(entries);
  }

  /**
   * @param studies by hash, those of this node
   * @param personal models by name
   * @throws CampaignRefused in one sentence
   */
  static Question of(
      CampaignFile file,
      Terms vocabulary,
      Function<String, Optional<Entry>> studies,
      Function<String, PersonalModel> personal) {
    boolean federated = file.rows() == null;
    List<Entry> entries = new ArrayList<>();
    List<NumericTerm> targets = new ArrayList<>();
    for (CampaignFile.ObjectiveEntry entry : file.objectives()) {
      if (federated) {
        Entry study = study(entry, studies);
        entries.add(study);
        targets.add(study.study().target().orElseThrow());
      } else {
        targets.add(property(entry, vocabulary));
      }
    }
    List<Feature> features =
        federated ? features(entries) : ofRows(file, targets, vocabulary, personal);
    requireDistinct(features, targets);
    List<Objective> objectives = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      objectives.add(objective(targets.get(k), file.objectives().get(k).goal(), vocabulary));
    }
    return new Question(features, targets, objectives, entries);
  }

  /** The studies' models; the same number of features each. */
  List<GaussianModel> models() {
    return entries.stream().map(Question::model).toList();
  }

  /** Rows outside of them trained none of the models. */
  List<Condition> conditions() {
    return entries.isEmpty() ? List.of() : entries.get(0).study().conditions();
  }

  /** How experiments are weighed; of two objectives only {@code front}, which is empty. */
  static Optional<Acquisition> acquisition(CampaignFile file, long seed) {
    CampaignFile.AcquisitionEntry given = file.acquisition();
    boolean two = file.objectives().size() == 2;
    String kind = given == null || given.kind() == null ? two ? "front" : "ei" : given.kind();
    double xi = given == null || given.xi() == null ? 0 : given.xi();
    double kappa = given == null || given.kappa() == null ? 2 : given.kappa();
    if (two != kind.equals("front")) {
      throw new CampaignRefused(
          two
              ? "two objectives are weighed by 'front' alone: leave 'acquisition' out"
              : "'front' weighs two objectives: name another, or choose ei");
    }
    try {
      return switch (kind) {
        case "front" -> Optional.empty();
        case "ei" -> Optional.of(new Acquisition.ExpectedImprovement(xi));
        case "pi" -> Optional.of(new Acquisition.ProbabilityOfImprovement(xi));
        case "ucb" -> Optional.of(new Acquisition.UpperConfidenceBound(kappa));
        case "uncertainty" -> Optional.of(new Acquisition.Uncertainty());
        case "straddle" -> Optional.of(straddle(file, given));
        case "thompson" -> Optional.of(new Acquisition.Thompson(seed));
        default ->
            throw new CampaignRefused(
                "acquisition is ei, pi, ucb, uncertainty, straddle or thompson; front for two"
                    + " objectives");
      };
    } catch (IllegalArgumentException e) {
      throw new CampaignRefused("acquisition: " + e.getMessage());
    }
  }

  private static Acquisition straddle(CampaignFile file, CampaignFile.AcquisitionEntry given) {
    JsonNode goal = file.objectives().get(0).goal();
    if (goal == null || !goal.isObject()) {
      throw new CampaignRefused(
          "'straddle' maps the border at which a property has a value: give that as the goal, as"
              + " {target}, or the two ends of a window");
    }
    return new Acquisition.Straddle(
        given.kappa() == null ? Acquisition.Straddle.KAPPA : given.kappa());
  }

  private static List<Feature> ofRows(
      CampaignFile file,
      List<NumericTerm> targets,
      Terms vocabulary,
      Function<String, PersonalModel> personal) {
    CampaignFile.RowsEntry rows = file.rows();
    if (rows.transfer() == null) {
      return features(rows.features(), vocabulary);
    }
    PersonalModel model = personal.apply(rows.transfer());
    if (rows.dataset() != null || rows.features() != null) {
      throw new CampaignRefused(
          "a personal model brings its own rows and features: leave 'dataset' and 'features' out");
    }
    if (targets.size() != 1 || !targets.get(0).equals(model.target())) {
      throw new CampaignRefused(
          "the personal model predicts "
              + model.target().term()
              + ": name it as the one objective's property");
    }
    return model.features();
  }

  private static Entry study(
      CampaignFile.ObjectiveEntry entry, Function<String, Optional<Entry>> studies) {
    if (entry.study() == null || entry.property() != null) {
      throw new CampaignRefused(
          "an objective names the 'study' whose model predicts it, or the campaign has 'rows' and"
              + " the objective a 'property'");
    }
    Entry found =
        studies
            .apply(entry.study())
            .orElseThrow(
                () ->
                    new CampaignRefused(
                        "no study with the hash of an objective is here: see 'kumiki node"
                            + " studies'"));
    model(found);
    if (found.study().prior().isPresent()) {
      throw new CampaignRefused(
          "the study's model predicts what a prior leaves, and a campaign cannot add that prior to"
              + " candidates: name a study without one, or start from own 'rows'");
    }
    return found;
  }

  private static GaussianModel model(Entry entry) {
    if (entry.standing().progress() instanceof Progress.Done done
        && done.result() instanceof GaussianModel model) {
      return model;
    }
    throw new CampaignRefused(
        "the study '"
            + entry.study().title()
            + "' has made no Gaussian process here, and others do not say how sure they are: name a"
            + " completed study with computation gp, or use 'rows'");
  }

  private static List<Feature> features(List<Entry> entries) {
    Study first = entries.get(0).study();
    if (entries.stream().anyMatch(entry -> !entry.study().features().equals(first.features()))) {
      throw new CampaignRefused(
          "the studies of two objectives must predict from the same features: submit them alike");
    }
    return first.features();
  }

  private static List<Feature> features(List<JsonNode> given, Terms vocabulary) {
    if (given == null || given.isEmpty()) {
      throw new CampaignRefused("'rows' needs 'features': a list of terms to predict from");
    }
    List<Feature> features = new ArrayList<>();
    for (JsonNode entry : given) {
      String term = entry.isTextual() ? entry.asText() : entry.path("term").asText();
      Concept concept = concept(term, vocabulary);
      // An element's fraction belongs to a composition too, and is a number by itself.
      if (!concept.measured() && concept.role() == Role.COMPOSITION) {
        features.add(composition(concept, entry.path("descriptor").asText("magpie")));
      } else {
        features.add(numeric(concept));
      }
    }
    return features;
  }

  private static Feature composition(Concept concept, String descriptor) {
    try {
      return Feature.CompositionTerm.named(concept.iri(), descriptor);
    } catch (RuntimeException e) {
      throw new CampaignRefused(e.getMessage());
    }
  }

  private static NumericTerm property(CampaignFile.ObjectiveEntry entry, Terms vocabulary) {
    if (entry.property() == null || entry.study() != null) {
      throw new CampaignRefused(
          "with 'rows' an objective names a 'property', and no 'study': use one or the other");
    }
    return numeric(concept(entry.property(), vocabulary));
  }

  private static NumericTerm numeric(Concept concept) {
    Quantity quantity =
        concept
            .quantity()
            .orElseThrow(() -> new CampaignRefused(concept.iri() + " is not a number"));
    return new NumericTerm(concept.iri(), quantity.unit(), quantity.lower(), quantity.upper());
  }

  private static Concept concept(String term, Terms vocabulary) {
    return vocabulary
        .concept(term)
        .orElseThrow(
            () ->
                new CampaignRefused(
                    "term '"
                        + term
                        + "' is not in the vocabulary: look it up with 'kumiki"
                        + " ontology search'"));
  }

  private static void requireDistinct(List<Feature> features, List<NumericTerm> targets) {
    List<String> terms = new ArrayList<>(features.stream().map(Feature::term).toList());
    targets.forEach(target -> terms.add(target.term()));
    if (terms.stream().distinct().count() < terms.size()) {
      throw new CampaignRefused("a term is named twice, as feature or property: name it once");
    }
  }

  private static Objective objective(NumericTerm target, JsonNode goal, Terms vocabulary) {
    String name =
        vocabulary
            .concept(target.term())
            .map(concept -> concept.label(Language.EN))
            .orElse(target.term());
    String symbol = UnitConverter.shipped().symbol(target.unit());
    return new Objective(name, symbol.equals("-") ? "" : symbol, goal(target, goal));
  }

  private static Goal goal(NumericTerm target, JsonNode goal) {
    if (goal != null && goal.isTextual()) {
      switch (goal.asText()) {
        case "maximise":
          return new Goal.Maximise();
        case "minimise":
          return new Goal.Minimise();
        default:
          break;
      }
    }
    if (goal == null || !goal.isObject() || goal.isEmpty()) {
      throw new CampaignRefused(
          "'goal' is maximise, minimise, {from, to}, {target}, {atLeast} or {atMost}");
    }
    goal.fields()
        .forEachRemaining(
            field -> {
              if (!field.getValue().isNumber()
                  || !List.of("from", "to", "target", "atLeast", "atMost")
                      .contains(field.getKey())) {
                throw new CampaignRefused(
                    "'goal' has numbers under from and to, target, atLeast or atMost");
              }
            });
    return window(target, goal);
  }

  private static Goal window(NumericTerm target, JsonNode goal) {
    double lower = goal.path("from").asDouble(goal.path("atLeast").asDouble(target.lower()));
    double upper = goal.path("to").asDouble(goal.path("atMost").asDouble(target.upper()));
    try {
      return goal.has("target")
          ? new Goal.Window(goal.get("target").asDouble(), goal.get("target").asDouble())
          : new Goal.Window(lower, upper);
    } catch (IllegalArgumentException e) {
      throw new CampaignRefused("'goal': " + e.getMessage());
    }
  }
}
