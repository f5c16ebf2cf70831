package org.kumiki.node.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kumiki.exchange.study.Feature;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.suggest.CandidateSource;
import org.kumiki.learning.suggest.SearchSpace;
import org.kumiki.ontology.mapping.Basis;
import org.kumiki.ontology.term.Terms;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.plot.Figures;

/** The experiments of a search space, with values in the units in which somebody sets them. */
final class SpaceCandidates implements Candidates {
  private final SearchSpace space;
  private final List<SpaceValue> values;
  private final List<String> symbols;
  private final List<FeatureFiller> fillers;
  private final int width;

  /**
   * @param seed of what is drawn from a space too large to enumerate
   * @throws CampaignRefused in one sentence
   */
  SpaceCandidates(
      CampaignFile.CandidatesEntry entry, Question question, Terms vocabulary, long seed) {
    SpaceReader reader = new SpaceReader(entry);
    this.space = reader.space(seed);
    this.values = reader.values();
    this.symbols = values.stream().map(value -> symbol(value, question)).toList();
    this.fillers = new ArrayList<>();
    int next = 0;
    for (Feature feature : question.features()) {
      fillers.add(FeatureFiller.of(feature, values, vocabulary, next));
      next += feature.variables().size();
    }
    this.width = next;
    requireAllUsed();
  }

  @Override
  public CandidateSource source() {
    return space;
  }

  @Override
  public double[] features(double[] candidate) {
    double[] features = new double[width];
    fillers.forEach(filler -> filler.fill(candidate, features));
    return features;
  }

  @Override
  public Map<Numbers, List<Setting>> settings(List<Numbers> candidates) {
    Map<Numbers, List<Setting>> settings = new HashMap<>();
    candidates.forEach(candidate -> settings.put(candidate, settings(candidate.toArray())));
    return settings;
  }

  @Override
  public double[] named(Map<String, Double> given) {
    double[] candidate = new double[values.size()];
    for (int i = 0; i < candidate.length; i++) {
      SpaceValue value = values.get(i);
      Double number = given.get(value.name());
      if (number == null && !value.mixed()) {
        throw new CampaignRefused(
            "an experiment needs a number for '" + value.name() + "': give all of " + names());
      }
      candidate[i] = number == null ? 0 : number;
    }
    given.keySet().stream()
        .filter(name -> values.stream().noneMatch(value -> value.name().equals(name)))
        .findFirst()
        .ifPresent(
            name -> {
              throw new CampaignRefused(
                  "the space has no value named '" + name + "': it has " + names());
            });
    features(candidate);
    return candidate;
  }

  @Override
  public double count() {
    return space.combinations();
  }

  @Override
  public boolean areFeatures() {
    return false;
  }

  /** As it is written, or that of the term. */
  private static String symbol(SpaceValue value, Question question) {
    return value
        .unit()
        .or(() -> value.basis().map(basis -> basis == Basis.MASS ? "wt%" : "at%"))
        .or(
            () ->
                question.features().stream()
                    .filter(feature -> value.term().filter(feature.term()::equals).isPresent())
                    .filter(Feature.NumericTerm.class::isInstance)
                    .map(feature -> ((Feature.NumericTerm) feature).unit())
                    .map(unit -> UnitConverter.shipped().symbol(unit))
                    .filter(symbol -> !symbol.equals("-"))
                    .findFirst())
        .orElse("");
  }

  /** Where the file names the value itself, that name stands. */
  private static String term(SpaceValue value) {
    return value.term().filter(term -> term.endsWith("/" + value.name())).orElse(null);
  }

  private String names() {
    return String.join(", ", space.names());
  }

  private List<Setting> settings(double[] candidate) {
    List<Setting> settings = new ArrayList<>();
    for (int i = 0; i < candidate.length; i++) {
      SpaceValue value = values.get(i);
      if (candidate[i] != 0 || !value.mixed()) {
        settings.add(
            new Setting(value.name(), Figures.exact(candidate[i]), symbols.get(i), term(value)));
      }
    }
    return settings;
  }

  /** A value that changes nothing would let equal experiments look different. */
  private void requireAllUsed() {
    for (int i = 0; i < values.size(); i++) {
      int place = i;
      if (fillers.stream().noneMatch(filler -> filler.reads(place))) {
        throw new CampaignRefused(
            "the model does not read '"
                + values.get(i).name()
                + "': take it out of the space, or choose a model that has it as a feature");
      }
    }
  }
}
