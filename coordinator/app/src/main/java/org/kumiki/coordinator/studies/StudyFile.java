package org.kumiki.coordinator.studies;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.kumiki.exchange.fixedpoint.BoundsTooWideException;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Condition;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Provisions;
import org.kumiki.exchange.study.Rights;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.State;
import org.kumiki.ontology.term.Terms;

/**
 * {@code study.yml} as people write it. Terms become full IRIs with the unit and domain that the
 * vocabulary declares, so that the {@link Study} that stewards approve says everything itself.
 *
 * @param computation and its settings: {@link MethodEntry} knows them
 * @param model hash of the study whose model a validation tests; terms, conditions, hold-out and,
 *     by default, cohort and limits are that study's
 * @param target term to predict
 * @param holdout share of each member's materials that trains nothing; by default 0
 * @param features terms, with what {@link FeatureEntries} lets them say; none in a rehearsal
 * @param prior a law of physics that is taken off the target; none by default
 * @param material terms of the features that tell which rows are one material, for the folds of a
 *     Gaussian process; by default the compositions
 * @param rights who may use and export the model; by default the participants
 * @param conditions {@code {term, from, to}}
 * @param cohort organisations; by default all of the roster
 * @param dataEpoch which state of the members' data is asked; by default the current one
 * @param expires an instant (ISO 8601) or a duration from now ({@code P7D}); by default 7 days
 */
public record StudyFile(
    String title,
    String purpose,
    String computation,
    Map<String, JsonNode> settings,
    String model,
    String target,
    Double holdout,
    List<JsonNode> features,
    String prior,
    JsonNode material,
    RightsEntry rights,
    List<ConditionEntry> conditions,
    List<String> cohort,
    Integer minimumOrganisations,
    Integer minimumRows,
    Long maxRowsPerMember,
    Integer dataEpoch,
    String expires) {
  /** Rows that any member may bring; each factor of two costs one bit of precision. */
  private static final long DEFAULT_MAX_ROWS = 100_000;

  private static final int MAX_CHARS = 1 << 20;
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** A cohort condition by term, in the term's unit. */
  public record ConditionEntry(String term, Double from, Double to) {}

  /** Thrown with one sentence that names the fault and the next step. */
  public static final class Unacceptable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unacceptable(String sentence) {
      super(sentence);
    }
  }

  public static StudyFile parse(String yaml) {
    if (yaml.length() > MAX_CHARS) {
      throw new Unacceptable("the study file is too large");
    }
    try {
      StudyFile file = yaml.isBlank() ? null : YAML.readValue(yaml, StudyFile.class);
      if (file == null) {
        throw new Unacceptable("the study file is empty: write title, purpose, computation, …");
      }
      return file;
    } catch (UnrecognizedPropertyException e) {
      throw new Unacceptable(
          "unknown key '" + e.getPropertyName() + "' in the study file: remove or correct it");
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
      throw new Unacceptable("the study file is not readable" + line + ": correct it");
    }
  }

  /** As below, where all members have signed the roster. */
  public Study resolve(Terms vocabulary, RosterSnapshot roster, int currentDataEpoch, Instant now) {
    return resolve(
        vocabulary, roster, Optional.empty(), hash -> Optional.empty(), currentDataEpoch, now);
  }

  /**
   * The study, checked against the vocabulary, the roster and the precision that its bounds leave.
   *
   * @param grown who has signed the roster, if it came into force by two thirds: the others cannot
   *     take part, and no default names them
   * @param models studies that have made a model which a validation may test, by hash
   * @param currentDataEpoch the last one that was opened
   */
  public Study resolve(
      Terms vocabulary,
      RosterSnapshot roster,
      Optional<SignedRoster> grown,
      Function<String, Optional<Study>> models,
      int currentDataEpoch,
      Instant now) {
    try {
      Optional<Study> tested = tested(models);
      List<String> names =
          cohort == null && tested.isPresent()
              ? tested.get().cohort()
              : cohort == null
                  ? roster.members().stream()
                      .map(Organisation::name)
                      .filter(name -> grown.isEmpty() || grown.get().hasSigned(name))
                      .toList()
                  : cohortAsWritten();
      // Another roster may have come into force since: then the submission is refused anyway.
      grown.ifPresent(signed -> signed.requireSignedBy(names));
      FeatureEntries resolved =
          tested.isPresent() ? FeatureEntries.of(tested.get()) : resolveFeatures(vocabulary);
      Optional<NumericTerm> predicted =
          tested.isPresent()
              ? tested.get().target()
              : Optional.ofNullable(target).map(term -> FeatureEntries.numeric(vocabulary, term));
      Study study =
          new Study(
              roster.protocol(),
              roster.consortium(),
              roster.hash(),
              dataEpoch(currentDataEpoch),
              required(title, "title"),
              required(purpose, "purpose"),
              names,
              tested.isPresent()
                  ? ValidationSettings.read(settings, tested.get().hash())
                  : method(resolved, vocabulary),
              resolved.features(),
              predicted,
              tested.map(Study::conditions).orElseGet(() -> resolveConditions(vocabulary)),
              given(maxRowsPerMember, tested.map(Study::maxRowsPerMember), DEFAULT_MAX_ROWS),
              given(
                  minimumOrganisations,
                  tested.map(Study::minimumContributors),
                  roster.minimumContributors()),
              given(minimumRows, tested.map(Study::minimumRows), roster.parameters().minimumRows()),
              deadline(now),
              new Provisions(
                  tested.isPresent()
                      ? tested.get().prior()
                      : resolved.prior(prior, predicted, vocabulary),
                  rights == null
                      ? tested.map(Study::rights).orElse(Rights.PARTICIPANTS)
                      : rights.rights(),
                  given(holdout, tested.map(Study::holdout), 0.0)));
      requirePrecision(study);
      return study.requireAllowedBy(roster);
    } catch (WireFormatException | BoundsTooWideException e) {
      throw new Unacceptable(e.getMessage());
    }
  }

  private static <T> T given(T written, Optional<T> ofModel, T otherwise) {
    return written == null ? ofModel.orElse(otherwise) : written;
  }

  /** The study whose model a validation tests; empty for every other computation. */
  private Optional<Study> tested(Function<String, Optional<Study>> models) {
    if (!ValidationSettings.NAME.equals(computation)) {
      if (model != null) {
        throw new Unacceptable("'model' names what a validation tests: remove it");
      }
      return Optional.empty();
    }
    boolean asksOther = features != null || target != null || conditions != null;
    if (asksOther || holdout != null || prior != null || material != null) {
      throw new Unacceptable(
          "a validation takes features, target, prior, conditions and hold-out from its model:"
              + " remove them");
    }
    Study made =
        models
            .apply(required(model, "model"))
            .orElseThrow(
                () ->
                    new Unacceptable(
                        "no completed study with hash '"
                            + model
                            + "' has made a model: 'kumiki coordinator models list' names them"));
    if (made.holdout() == 0) {
      throw new Unacceptable(
          "the model's study held no rows out, so there is nothing honest to test it on: train one"
              + " with 'holdout: 0.2'");
    }
    return Optional.of(made);
  }

  /** The first payload round must leave enough bits, or members would be asked for nothing. */
  private static void requirePrecision(Study study) {
    Computation computation = study.computation();
    State start = Algorithms.of(computation).start(computation);
    Progress.layout(study, new Progress.Computing(start, study.cohort().size()));
  }

  private int dataEpoch(int current) {
    int epoch = dataEpoch == null ? current : dataEpoch;
    if (epoch < 1 || epoch > current) {
      throw new Unacceptable(
          "data epoch "
              + epoch
              + " is not open, "
              + current
              + " is the current one: 'kumiki coordinator data-epoch --next' opens the next");
    }
    return epoch;
  }

  private List<String> cohortAsWritten() {
    if (cohort.stream().anyMatch(Objects::isNull)) {
      throw new Unacceptable("an entry of 'cohort' is empty: name an organisation or remove it");
    }
    return List.copyOf(new TreeSet<>(cohort));
  }

  private Method method(FeatureEntries resolved, Terms vocabulary) {
    Method method =
        MethodEntry.of(
            required(computation, "computation"),
            settings,
            resolved,
            resolved.material(material, vocabulary));
    if (!resolved.directed().isEmpty() && !(method instanceof Method.BoostedTrees)) {
      throw new Unacceptable("only gbdt keeps to 'monotone': leave it out, or choose gbdt");
    }
    if (material != null && !(method instanceof Method.GaussianProcess gp && gp.folds() > 1)) {
      throw new Unacceptable(
          "only gp asks for the 'material', to hold some out: leave it out, or choose gp with"
              + " 'folds' in its settings");
    }
    return method;
  }

  private FeatureEntries resolveFeatures(Terms vocabulary) {
    if (features == null && RehearsalSettings.NAME.equals(computation)) {
      return FeatureEntries.NONE;
    }
    if (features == null) {
      throw new Unacceptable("a study needs features: a list of terms");
    }
    return FeatureEntries.read(features, vocabulary);
  }

  private List<Condition> resolveConditions(Terms vocabulary) {
    List<Condition> resolved = new ArrayList<>();
    for (ConditionEntry entry : conditions == null ? List.<ConditionEntry>of() : conditions) {
      if (entry == null || entry.term() == null || entry.from() == null || entry.to() == null) {
        throw new Unacceptable("a condition has a 'term', 'from' and 'to'");
      }
      resolved.add(
          new Condition(
              FeatureEntries.numeric(vocabulary, entry.term()), entry.from(), entry.to()));
    }
    return resolved;
  }

  private long deadline(Instant now) {
    String given = expires == null ? "P7D" : expires;
    try {
      Instant end = given.startsWith("P") ? now.plus(Duration.parse(given)) : Instant.parse(given);
      if (!end.isAfter(now)) {
        throw new Unacceptable("the study would end before it begins: correct 'expires'");
      }
      return end.getEpochSecond();
    } catch (DateTimeException | ArithmeticException e) {
      throw new Unacceptable("'expires' is an instant (2027-01-31T00:00:00Z) or a duration (P7D)");
    }
  }

  private static String required(String value, String key) {
    if (value == null || value.isBlank()) {
      throw new Unacceptable("the study file has no '" + key + "'");
    }
    return value;
  }
}
