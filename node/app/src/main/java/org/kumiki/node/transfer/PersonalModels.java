package org.kumiki.node.transfer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.transfer.Candidate;
import org.kumiki.learning.transfer.Source;
import org.kumiki.learning.transfer.TransferChoice;
import org.kumiki.learning.transfer.TransferredModel;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.node.model.Comparison;
import org.kumiki.node.model.HeldModels;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.ontology.term.Terms;

/**
 * Makes models of this house alone: from few own rows of a property, by themselves or on top of
 * models of other properties that the node holds, whichever predicts withheld rows best. Each
 * refuses by {@link TransferRefused}. Nothing here opens a connection. Thread-safe.
 */
public final class PersonalModels {
  private final PersonalModelStore store;
  private final HeldModels held;
  private final DatasetStore datasets;
  private final Supplier<? extends Terms> vocabulary;
  private final Map<String, Fitted> fitted = new ConcurrentHashMap<>();

  public PersonalModels(
      PersonalModelStore store,
      HeldModels held,
      DatasetStore datasets,
      Supplier<? extends Terms> vocabulary) {
    this.store = store;
    this.held = held;
    this.datasets = datasets;
    this.vocabulary = vocabulary;
  }

  /**
   * What is wanted.
   *
   * @param dataset whose newest rows
   * @param target a term that they have
   * @param features terms to learn from, a composition as {@code term:descriptor}; empty for those
   *     of the sources that the rows have
   * @param sources hashes of studies; empty for all models that this organisation may use
   */
  public record Wanted(
      String name,
      String dataset,
      String target,
      List<String> features,
      List<String> sources,
      long seed) {
    public Wanted {
      features = List.copyOf(features);
      sources = List.copyOf(sources);
    }
  }

  /** A model ready to predict, and the rows that it was made of: features, then the target. */
  record Fitted(TransferredModel model, Batch rows) {}

  public PersonalModelStore store() {
    return store;
  }

  public PersonalModel find(String name) {
    return store
        .find(name)
        .orElseThrow(
            () ->
                new TransferRefused(
                    "no personal model of this name is here: 'kumiki node transfer' makes one"));
  }

  /** Tries all ways and keeps the best; nothing is kept where it refuses. */
  public PersonalModel make(Wanted wanted, String by) {
    if (!wanted.name().matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new TransferRefused("a name has 1 to 40 of a-z, 0-9 and -: choose another");
    }
    DatasetVersion version =
        datasets
            .newest(wanted.dataset())
            .orElseThrow(() -> new TransferRefused("there is no such dataset: load it first"));
    OwnTerms terms = new OwnTerms(vocabulary.get());
    NumericTerm target = terms.numeric(wanted.target());
    List<Entry> sources = sources(wanted, version, target);
    List<Feature> features =
        wanted.features().isEmpty()
            ? shared(sources, version, target)
            : wanted.features().stream().map(terms::feature).toList();
    OwnRows own = new OwnRows(features, target);
    Batch rows = own.read(version, datasets);
    TransferChoice choice = choice(rows, named(sources, own), wanted.seed());
    PersonalModel model =
        new PersonalModel(
            wanted.name(),
            version.id(),
            target,
            features,
            sources.stream().map(Entry::hash).toList(),
            wanted.seed(),
            choice.model().candidate().label(),
            rows.rows(),
            choice.scores().stream().map(PersonalModels::evidence).toList(),
            by,
            null);
    if (!store.add(model)) {
      throw new TransferRefused("a personal model of this name is here already: choose another");
    }
    fitted.put(model.name(), new Fitted(choice.model(), rows));
    return find(model.name());
  }

  /** The model, from its rows and sources as they were. */
  Fitted fitted(PersonalModel model) {
    return fitted.computeIfAbsent(
        model.name(),
        name -> {
          OwnRows own = new OwnRows(model.features(), model.target());
          Batch rows = own.read(datasets.find(model.datasetVersion()).orElseThrow(), datasets);
          return new Fitted(chosen(model, own).fit(rows), rows);
        });
  }

  /**
   * What a campaign starts from, of features, in the target's unit: a line through what the chosen
   * source predicts, within the target's domain; what is left of it own rows and results teach. 0
   * where direct training was chosen.
   */
  public ToDoubleFunction<double[]> expected(PersonalModel model) {
    Candidate chosen = fitted(model).model().candidate();
    if (chosen.source().isEmpty()) {
      return features -> 0;
    }
    Batch rows = fitted(model).rows();
    TransferredModel warm = new Candidate(Candidate.Way.WARM_START, chosen.source()).fit(rows);
    Source source = chosen.source().get();
    double[] bases = source.predict(rows);
    double[] target = rows.columns()[rows.columns().length - 1];
    double offset = 0;
    for (int i = 0; i < target.length; i++) {
      offset += (target[i] - warm.factor() * bases[i]) / target.length;
    }
    double start = offset;
    NumericTerm domain = model.target();
    return features -> {
      double base = source.predict(OwnRows.one(features))[0];
      double value = start + warm.factor() * base;
      return Math.max(domain.lower(), Math.min(domain.upper(), value));
    };
  }

  /** Which sources of a model were withdrawn, and why, and which were fetched; in English. */
  public List<String> warnings(PersonalModel model) {
    List<String> warnings = new ArrayList<>();
    for (String hash : model.sources()) {
      held.withdrawn(hash)
          .ifPresent(why -> warnings.add("source " + hash + " was withdrawn: " + why.english()));
      if (held.fetched(hash)) {
        warnings.add("source " + hash + " is " + HeldModels.FETCHED);
      }
    }
    return warnings;
  }

  private Candidate chosen(PersonalModel model, OwnRows own) {
    List<Entry> entries = new ArrayList<>();
    for (String hash : model.sources()) {
      entries.add(usable(hash));
    }
    return Candidate.of(named(entries, own)).stream()
        .filter(candidate -> candidate.label().equals(model.chosen()))
        .findFirst()
        .orElseThrow();
  }

  private static TransferChoice choice(Batch rows, List<Source> sources, long seed) {
    try {
      return TransferChoice.of(rows, sources, seed);
    } catch (IllegalArgumentException e) {
      throw new TransferRefused(e.getMessage());
    }
  }

  private static PersonalModel.Evidence evidence(TransferChoice.Score score) {
    return new PersonalModel.Evidence(
        score.candidate().label(),
        score.withheld().mae(),
        score.withheld().rmse(),
        score.gain(),
        score.gainError());
  }

  private List<Entry> sources(Wanted wanted, DatasetVersion version, NumericTerm target) {
    if (!wanted.sources().isEmpty()) {
      List<Entry> named = wanted.sources().stream().distinct().map(this::usable).toList();
      for (Entry entry : named) {
        why(entry, version, target)
            .ifPresent(
                sentence -> {
                  throw new TransferRefused(entry.study().title() + ": " + sentence);
                });
      }
      return named;
    }
    return held.usable().stream()
        .filter(entry -> held.withdrawn(entry.hash()).isEmpty())
        .filter(entry -> why(entry, version, target).isEmpty())
        .toList();
  }

  private Entry usable(String hash) {
    Entry entry =
        held.find(hash)
            .orElseThrow(
                () ->
                    new TransferRefused(
                        "no model of the study " + hash + " is here: see 'kumiki node studies'"));
    try {
      held.toUse(entry);
      return entry;
    } catch (IllegalArgumentException e) {
      throw new TransferRefused(e.getMessage());
    }
  }

  /** Why a model is no source for these rows; empty if it is one. */
  private Optional<String> why(Entry entry, DatasetVersion version, NumericTerm target) {
    boolean same = entry.study().target().filter(t -> t.term().equals(target.term())).isPresent();
    if (same && Comparison.trainedBy(entry, version, datasets)) {
      return Optional.of(
          "rows of this dataset trained it, so that withheld ones would prove nothing");
    }
    if (entry.study().features().stream().noneMatch(feature -> has(version, feature))) {
      return Optional.of("the dataset has none of its features");
    }
    return Optional.empty();
  }

  private static boolean has(DatasetVersion version, Feature feature) {
    return StudyRows.missingTerms(List.of(feature), List.of(), version.columns()).isEmpty();
  }

  /** The features of all sources that the rows have, each once; without what is to be predicted. */
  private static List<Feature> shared(
      List<Entry> sources, DatasetVersion version, NumericTerm target) {
    Set<Feature> shared = new LinkedHashSet<>();
    for (Entry entry : sources) {
      entry.study().features().stream()
          .filter(feature -> has(version, feature))
          .filter(feature -> !feature.term().equals(target.term()))
          .forEach(shared::add);
    }
    if (shared.isEmpty()) {
      throw new TransferRefused(
          "no model that this organisation may use has a feature of this dataset: name features"
              + " with --feature to learn from own rows alone");
    }
    return List.copyOf(shared);
  }

  /** Named as people know the studies; one that stands twice with the beginning of its hash. */
  private List<Source> named(List<Entry> entries, OwnRows own) {
    List<Source> sources = new ArrayList<>();
    for (Entry entry : entries) {
      String title = entry.study().title();
      boolean alone = entries.stream().filter(e -> e.study().title().equals(title)).count() == 1;
      String name = alone ? title : title + " " + entry.hash().substring(0, 12);
      sources.add(Source.of(name, held.toUse(entry), own.columnsOf(entry.study().features())));
    }
    return sources;
  }
}
