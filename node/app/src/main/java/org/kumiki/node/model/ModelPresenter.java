package org.kumiki.node.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.validation.ErrorMeasures;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.node.participation.StudyStore;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.plot.Drawn;
import org.kumiki.platform.plot.Figures;

/** Makes what the pages show of models, in the reader's words. Stateless but for those. */
final class ModelPresenter {
  private final Wording words;
  private final Vocabulary vocabulary;
  private final StudyStore studies;
  private final HeldModels models;

  ModelPresenter(Wording words, Vocabulary vocabulary, StudyStore studies, HeldModels models) {
    this.models = models;
    this.words = words;
    this.vocabulary = vocabulary;
    this.studies = studies;
  }

  ModelLine line(Entry entry, RegressionModel model) {
    return new ModelLine(
        entry.hash(),
        entry.study().title(),
        entry.study().method().code(),
        label(entry.study().target().orElseThrow().term()),
        model.rows(),
        model.contributors(),
        !withdrawn(entry).isEmpty(),
        entry.fetched(),
        models.mayUse(entry),
        entry.endedAt() == null ? entry.receivedAt().toInstant() : entry.endedAt().toInstant());
  }

  /**
   * @param dataset the chosen one, or empty
   * @param typed into the form that predicts
   */
  ModelView view(
      Entry entry,
      DatasetStore datasets,
      String dataset,
      Optional<GainReport.Gain> gain,
      Map<String, String> typed,
      Optional<ModelView.Predicted> predicted) {
    RegressionModel model = Comparison.model(entry);
    NumericTerm target = entry.study().target().orElseThrow();
    return new ModelView(
        entry.hash(),
        entry.study().title(),
        entry.study().method().code(),
        label(target.term()),
        symbol(target.unit()),
        model.rows(),
        model.contributors(),
        Figures.text(model.trainingRmse()),
        withdrawn(entry),
        entry.fetched(),
        models.mayUse(entry),
        entry.study().prior().map(prior -> prior.law().code()).orElse(""),
        fields(entry.study().features(), typed),
        tellers(entry, datasets),
        dataset,
        tested(entry),
        gain.map(one -> gain(entry, one)),
        predicted);
  }

  /** The newest test of a model. */
  Optional<Tested> tested(Entry entry) {
    String unit = symbol(entry.study().target().orElseThrow().unit());
    return Tested.newest(entry, studies).map(test -> Tested.of(test, words, this::label, unit));
  }

  private String withdrawn(Entry entry) {
    boolean japanese = words.language() == org.kumiki.platform.page.Language.JA;
    return models
        .withdrawn(entry.hash())
        .map(why -> japanese ? why.japanese() : why.english())
        .orElse("");
  }

  /** Parity and calibration. */
  List<Drawn> drawings(Entry entry, GainReport.Gain gain) {
    NumericTerm target = entry.study().target().orElseThrow();
    return new ModelFigures(words, label(target.term()), symbol(target.unit())).of(gain.rows());
  }

  /**
   * Whether a dataset's rows can tell what a model is worth: all terms, and some trained nothing.
   */
  static boolean canTell(Entry entry, DatasetVersion version, DatasetStore datasets) {
    return StudyRows.missingTerms(entry.study(), version.columns(), true).isEmpty()
        && (entry.study().holdout() > 0 || !Comparison.trainedBy(entry, version, datasets));
  }

  private static List<String> tellers(Entry entry, DatasetStore datasets) {
    List<String> names = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (DatasetVersion version : datasets.versions()) {
      // The newest of each name comes first.
      if (!seen.contains(version.dataset())) {
        seen.add(version.dataset());
        if (canTell(entry, version, datasets)) {
          names.add(version.dataset());
        }
      }
    }
    return names;
  }

  private List<ModelView.Field> fields(List<Feature> features, Map<String, String> typed) {
    List<ModelView.Field> fields = new ArrayList<>();
    for (int k = 0; k < features.size(); k++) {
      String id = OnePrediction.field(k);
      String range = "";
      if (features.get(k) instanceof NumericTerm numeric) {
        range =
            words.say(
                "range",
                Figures.text(numeric.lower()),
                Figures.text(numeric.upper()),
                symbol(numeric.unit()));
      }
      fields.add(
          new ModelView.Field(
              id,
              label(features.get(k).term()),
              range.strip(),
              features.get(k) instanceof Feature.CompositionTerm,
              typed.getOrDefault(id, "")));
    }
    return fields;
  }

  private ModelView.Gain gain(Entry entry, GainReport.Gain gain) {
    ErrorMeasures own = gain.errors().get(GainReport.Kind.LOCAL);
    List<ModelView.Line> lines = new ArrayList<>();
    gain.errors().forEach((kind, errors) -> lines.add(line(kind.name(), errors, own)));
    lines.add(line("PERSONAL", gain.personal(), own));
    return new ModelView.Gain(
        gain.rows().actual().length,
        lines,
        gain.kept().stream().map(Enum::name).toList(),
        gain.coverage().covered(),
        gain.coverage().rows(),
        gain.zones().entrySet().stream()
            .filter(zone -> zone.getValue().count() > 0)
            .map(
                zone ->
                    new ModelView.Zone(
                        zone.getKey().name(),
                        zone.getValue().count(),
                        Figures.text(zone.getValue().mae())))
            .toList(),
        drawings(entry, gain));
  }

  private static ModelView.Line line(String kind, ErrorMeasures errors, ErrorMeasures own) {
    boolean compares = own != null && own != errors && own.mae() > 0;
    return new ModelView.Line(
        kind,
        Figures.text(errors.mae()),
        Figures.text(errors.rmse()),
        Double.isNaN(errors.r2()) ? "" : String.format(Locale.ROOT, "%.3f", errors.r2()),
        compares
            ? String.format(Locale.ROOT, "%+.0f", 100 * (errors.mae() / own.mae() - 1))
                .replace('-', '−')
            : "");
  }

  private String label(String term) {
    Language language =
        words.language() == org.kumiki.platform.page.Language.JA ? Language.JA : Language.EN;
    return vocabulary.concept(term).map(concept -> concept.label(language)).orElse(term);
  }

  private static String symbol(String unit) {
    String symbol = UnitConverter.shipped().symbol(unit);
    return symbol.equals("-") ? "" : symbol;
  }
}
