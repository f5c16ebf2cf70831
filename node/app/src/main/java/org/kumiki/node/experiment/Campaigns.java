package org.kumiki.node.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.suggest.Campaign;
import org.kumiki.node.dataset.DatasetImport;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.ImportRefused;
import org.kumiki.node.dataset.MappedFile;
import org.kumiki.node.experiment.OwnRowsReading.OwnRow;
import org.kumiki.node.model.HeldModels;
import org.kumiki.node.participation.ModelWithdrawals.Withdrawn;
import org.kumiki.node.participation.StudyStore;
import org.kumiki.node.transfer.PersonalModel;
import org.kumiki.node.transfer.PersonalModels;
import org.kumiki.node.transfer.TransferRefused;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.plot.Figures;

/**
 * What a scientist does with campaigns: begin one, ask for the next experiments, record what came
 * of them. Each refuses by {@link CampaignRefused}. Nothing here opens a connection or makes a
 * release. Thread-safe.
 */
public final class Campaigns {
  private static final int MAX_NOTE = 2000;

  private final CampaignStore store;
  private final HeldModels models;
  private final PersonalModels personal;
  private final DatasetStore datasets;
  private final DatasetImport imports;
  private final CandidateTables tables;
  private final Supplier<Vocabulary> vocabulary;
  private final OwnRowsReading reading;

  /**
   * @param holdOutKey by which this node draws what trains nothing
   */
  public Campaigns(
      CampaignStore store,
      HeldModels models,
      PersonalModels personal,
      DatasetStore datasets,
      DatasetImport imports,
      CandidateTables tables,
      Supplier<Vocabulary> vocabulary,
      Supplier<byte[]> holdOutKey) {
    this.store = store;
    this.models = models;
    this.personal = personal;
    this.datasets = datasets;
    this.imports = imports;
    this.tables = tables;
    this.vocabulary = vocabulary;
    this.reading = new OwnRowsReading(datasets, holdOutKey);
  }

  public CampaignStore store() {
    return store;
  }

  /**
   * Begins a campaign, after everything in its file was tried.
   *
   * @param raw SHA-256 of the table of candidates; null for a space
   * @param mapping of the table; null for a space
   */
  public CampaignRow begin(String name, String text, String raw, String mapping, String by) {
    requireName(name);
    CampaignFile file = CampaignFile.parse(text);
    Question.acquisition(file, 0);
    Question question = question(file);
    // Before it is read: one that is removed meanwhile is missed when the campaign is kept.
    String table = raw != null && tables.contains(raw) ? raw : null;
    Candidates candidates = candidates(file, question, raw, mapping, 0);
    ownRows(file, question);
    List<String> units = question.targets().stream().map(target -> target.unit()).toList();
    CampaignRow row =
        new CampaignRow(0, name, text, raw, mapping, units, candidates.count(), by, null);
    return store
        .add(row, table)
        .orElseThrow(
            () ->
                new CampaignRefused(
                    "a campaign of this name is here already: go on with it, or choose another"
                        + " name"));
  }

  /**
   * Which rows of a table could be suggested by the campaign that a file describes; begins nothing.
   *
   * @throws CampaignRefused if the file does not fit with what is here, or with the table
   */
  TableCheck check(String text, CandidateTable table, String mapping) {
    Question question = question(CampaignFile.parse(text));
    try {
      return TableCheck.of(tables.open(table.sha256(), mapping, vocabulary.get()), question);
    } catch (ImportRefused e) {
      throw new CampaignRefused("the table of candidates: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rule for names of campaigns. */
  static void requireName(String name) {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new CampaignRefused("a campaign's name has 1 to 40 of a-z, 0-9 and -: choose another");
    }
  }

  /** What a campaign asks, in the vocabulary of today. */
  public Question question(CampaignRow campaign) {
    Question question = question(CampaignFile.parse(campaign.file()));
    List<String> units = question.targets().stream().map(target -> target.unit()).toList();
    if (!units.equals(campaign.units())) {
      throw new CampaignRefused(
          "the vocabulary now keeps a property of this campaign in another unit: begin a new one");
    }
    return question;
  }

  /** Asks for a batch; the worker makes it. */
  public Round ask(CampaignRow campaign, int count, String by) {
    if (count < 1 || count > Campaign.MAX_BATCH) {
      throw new CampaignRefused("a batch is 1 to " + Campaign.MAX_BATCH + " experiments");
    }
    question(campaign);
    return store
        .ask(campaign.id(), count, by)
        .orElseThrow(
            () ->
                new CampaignRefused(
                    "suggestions of this campaign are being worked out: wait for them"));
  }

  /** Works a round out; the same round in the same state gives the same. */
  void workOut(Round round) {
    CampaignRow campaign = store.find(round.campaignId()).orElseThrow();
    CampaignFile file = CampaignFile.parse(campaign.file());
    Question question = question(campaign);
    Candidates candidates =
        candidates(
            file,
            question,
            campaign.raw(),
            campaign.mapping(),
            Suggesting.seed(file, round.number()));
    Suggesting suggesting =
        new Suggesting(
            file,
            question,
            candidates,
            ownRows(file, question),
            counting(campaign),
            expected(file));
    store.finish(round, suggesting.next(round, underWay(campaign)));
  }

  /**
   * Records what came of a suggestion.
   *
   * @param results one for each objective; none for a failure
   */
  public Observation observe(
      CampaignRow campaign, Suggested suggested, List<Double> results, String note, String by) {
    return keep(
        campaign,
        new Observation(
            0,
            suggested.id(),
            suggested.candidate(),
            suggested.settings(),
            results,
            note,
            by,
            null,
            null));
  }

  /** Records an experiment of one's own idea in a search space, by the names of its values. */
  public Observation observe(
      CampaignRow campaign,
      Map<String, Double> values,
      List<Double> results,
      String note,
      String by) {
    CampaignFile file = CampaignFile.parse(campaign.file());
    Question question = question(campaign);
    Candidates candidates = candidates(file, question, campaign.raw(), campaign.mapping(), 0);
    Numbers candidate = numbers(candidates.named(values));
    List<Setting> settings = candidates.settings(List.of(candidate)).get(candidate);
    return keep(
        campaign, new Observation(0, null, candidate, settings, results, note, by, null, null));
  }

  /** A suggestion by the name that people give it. */
  public Suggested suggestion(CampaignRow campaign, String label) {
    return store.suggestions(campaign.id()).stream()
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new CampaignRefused(
                    "this campaign has no such suggestion: name one as 2.1, the first of the"
                        + " second batch"));
  }

  /** Records that count. */
  public List<Observation> counting(CampaignRow campaign) {
    return store.observations(campaign.id()).stream().filter(Observation::counts).toList();
  }

  private Observation keep(CampaignRow campaign, Observation observation) {
    Question question = question(campaign);
    List<Double> results = observation.results();
    if (!results.isEmpty() && results.size() != question.targets().size()) {
      throw new CampaignRefused(
          "this campaign has "
              + question.targets().size()
              + " objectives: give a result for each, or record a failure");
    }
    for (int k = 0; k < results.size(); k++) {
      double lower = question.targets().get(k).lower();
      double upper = question.targets().get(k).upper();
      if (!(results.get(k) >= lower && results.get(k) <= upper)) {
        throw new CampaignRefused(
            "a result is a number from "
                + Figures.exact(lower)
                + " to "
                + Figures.exact(upper)
                + " "
                + question.objectives().get(k).unit()
                + ": correct it, or record a failure");
      }
    }
    if (observation.note().length() > MAX_NOTE) {
      throw new CampaignRefused("a note has at most " + MAX_NOTE + " characters: shorten it");
    }
    return store
        .record(campaign.id(), observation)
        .orElseThrow(
            () ->
                new CampaignRefused("this suggestion has a result already: take that back first"));
  }

  private Question question(CampaignFile file) {
    return Question.of(file, vocabulary.get(), this::usable, this::personal);
  }

  private PersonalModel personal(String name) {
    try {
      return personal.find(name);
    } catch (TransferRefused e) {
      throw new CampaignRefused(e.getMessage());
    }
  }

  /** What a campaign upon a personal model starts from; empty for any other. */
  private Optional<ToDoubleFunction<double[]>> expected(CampaignFile file) {
    if (file.rows() == null || file.rows().transfer() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(personal.expected(personal(file.rows().transfer())));
    } catch (TransferRefused e) {
      throw new CampaignRefused(e.getMessage());
    }
  }

  private Optional<StudyStore.Entry> usable(String hash) {
    Optional<StudyStore.Entry> entry = models.find(hash);
    try {
      entry.ifPresent(models::toUse);
      return entry;
    } catch (IllegalArgumentException e) {
      throw new CampaignRefused(e.getMessage());
    }
  }

  /** Why models were withdrawn that a campaign starts from. */
  List<Withdrawn> withdrawals(CampaignRow campaign, Question question) {
    return startsFrom(campaign, question).map(models::withdrawn).flatMap(Optional::stream).toList();
  }

  /** Whether others computed a model that a campaign starts from. */
  boolean restsOnFetched(CampaignRow campaign, Question question) {
    return startsFrom(campaign, question).anyMatch(models::fetched);
  }

  /** Hashes of the studies whose models it asks, itself or by a personal model. */
  private Stream<String> startsFrom(CampaignRow campaign, Question question) {
    CampaignFile file = CampaignFile.parse(campaign.file());
    return file.rows() == null || file.rows().transfer() == null
        ? question.entries().stream().map(StudyStore.Entry::hash)
        : personal(file.rows().transfer()).sources().stream();
  }

  private Candidates candidates(
      CampaignFile file, Question question, String raw, String mapping, long seed) {
    if (file.hasSpace()) {
      if (raw != null) {
        throw new CampaignRefused("a campaign has a space or a table, not both: leave one out");
      }
      return new SpaceCandidates(file.candidates(), question, vocabulary.get(), seed);
    }
    if (raw == null || mapping == null) {
      throw new CampaignRefused(
          "the table of candidates was not uploaded: give it with its mapping");
    }
    try {
      return new TableCandidates(table(raw, mapping), question, this::label);
    } catch (ImportRefused e) {
      throw new CampaignRefused("the table of candidates: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that a scientist brought, or a raw file, as all were once. */
  private MappedFile table(String raw, String mapping) throws IOException {
    return tables.contains(raw)
        ? tables.open(raw, mapping, vocabulary.get())
        : imports.openCandidates(raw, mapping);
  }

  private String label(String term) {
    Optional<Concept> concept = vocabulary.get().concept(term);
    return concept.map(known -> known.label(Language.EN)).orElse(term);
  }

  private List<OwnRow> ownRows(CampaignFile file, Question question) {
    Optional<DatasetVersion> version =
        file.rows() == null
            ? trained(question)
            : file.rows().transfer() == null
                ? named(file.rows().dataset())
                : datasets.find(personal(file.rows().transfer()).datasetVersion());
    return version.map(known -> reading.read(known, question)).orElse(List.of());
  }

  /** The version that trained the first study; of a second objective the rows may be others. */
  private Optional<DatasetVersion> trained(Question question) {
    List<Optional<Long>> versions =
        question.entries().stream().map(StudyStore.Entry::datasetVersion).distinct().toList();
    // Rows that are in one of two models only would have to be taken out of that one alone.
    return versions.size() == 1 ? versions.get(0).flatMap(datasets::find) : Optional.empty();
  }

  private Optional<DatasetVersion> named(String dataset) {
    if (dataset == null) {
      return Optional.empty();
    }
    return Optional.of(
        datasets
            .newest(dataset)
            .orElseThrow(
                () ->
                    new CampaignRefused("there is no dataset of the name under 'rows': load it")));
  }

  /**
   * What was suggested last and has no result. What an earlier batch left undone is free again:
   * somebody who asks for a second batch after it has decided against it.
   */
  private List<Numbers> underWay(CampaignRow campaign) {
    Set<Long> answered =
        counting(campaign).stream().map(Observation::suggested).collect(Collectors.toSet());
    List<Suggested> all = store.suggestions(campaign.id());
    int last = all.stream().mapToInt(Suggested::round).max().orElse(0);
    return all.stream()
        .filter(one -> one.round() == last && !answered.contains(one.id()))
        .map(Suggested::candidate)
        .toList();
  }

  private static Numbers numbers(double[] values) {
    try {
      return Numbers.of(values);
    } catch (IllegalArgumentException e) {
      throw new CampaignRefused(
          "an experiment has a number for each of its values: " + e.getMessage());
    }
  }
}
