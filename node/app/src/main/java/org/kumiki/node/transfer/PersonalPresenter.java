package org.kumiki.node.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.CompositionTerm;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.model.HeldModels;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.plot.BarPlot;
import org.kumiki.platform.plot.Drawn;
import org.kumiki.platform.plot.Figures;

/** Makes what the pages show of personal models, in the reader's words. Stateless but for those. */
final class PersonalPresenter {
  /** Standard errors; a gain below is chance too often. */
  static final double SURE = 2;

  private static final String WARM = ", warm start";
  private static final String FROZEN = ", frozen features";

  private final Wording words;
  private final Vocabulary vocabulary;
  private final DatasetStore datasets;
  private final HeldModels held;
  private final boolean japanese;

  PersonalPresenter(Wording words, Vocabulary vocabulary, DatasetStore datasets, HeldModels held) {
    this.words = words;
    this.vocabulary = vocabulary;
    this.datasets = datasets;
    this.held = held;
    this.japanese = words.language() == org.kumiki.platform.page.Language.JA;
  }

  PersonalView.Line line(PersonalModel model) {
    return new PersonalView.Line(
        model.name(),
        label(model.target().term()),
        version(model).dataset(),
        model.rows(),
        chosen(model),
        unit(model),
        model.madeAt().toInstant());
  }

  PersonalView view(PersonalModel model) {
    DatasetVersion version = version(model);
    int newest = datasets.newest(version.dataset()).orElseThrow().version();
    return new PersonalView(
        model.name(),
        label(model.target().term()),
        unit(model),
        version.dataset(),
        version.version(),
        newest > version.version() ? newest : 0,
        model.rows(),
        model.features().stream().map(feature -> label(feature.term())).toList(),
        model.sources().stream().map(this::source).toList(),
        model.evidence().stream().map(one -> way(model, one)).toList(),
        chosen(model),
        drawn(model),
        model.madeBy(),
        model.madeAt().toInstant(),
        command(model, version));
  }

  private DatasetVersion version(PersonalModel model) {
    return datasets.find(model.datasetVersion()).orElseThrow();
  }

  private PersonalView.SourceLine source(String hash) {
    String title = held.find(hash).map(entry -> entry.study().title()).orElse(hash);
    String withdrawn =
        held.withdrawn(hash).map(why -> japanese ? why.japanese() : why.english()).orElse("");
    return new PersonalView.SourceLine(hash, title, withdrawn, held.fetched(hash));
  }

  private static PersonalView.WayLine chosen(PersonalModel model) {
    return model.evidence().stream()
        .filter(one -> one.way().equals(model.chosen()))
        .map(one -> way(model, one))
        .findFirst()
        .orElseThrow();
  }

  private static PersonalView.WayLine way(PersonalModel model, PersonalModel.Evidence one) {
    String way = one.way();
    boolean warm = way.endsWith(WARM);
    boolean direct = !warm && !way.endsWith(FROZEN);
    return new PersonalView.WayLine(
        direct ? "direct" : warm ? "warm" : "frozen",
        direct ? "" : way.substring(0, way.length() - (warm ? WARM : FROZEN).length()),
        Figures.text(one.mae()),
        Figures.text(one.rmse()),
        direct ? "" : Figures.mean(one.gain(), one.gainError()),
        direct ? "" : Figures.deviation(one.gainError()),
        way.equals(model.chosen()),
        one.gain() > 0,
        one.gain() > SURE * one.gainError());
  }

  private Optional<Drawn> drawn(PersonalModel model) {
    if (model.evidence().size() < 2) {
      return Optional.empty();
    }
    List<BarPlot.Bar> bars = new ArrayList<>();
    for (PersonalModel.Evidence one : model.evidence()) {
      PersonalView.WayLine way = way(model, one);
      String name = words.say("way." + way.kind(), way.source());
      bars.add(
          new BarPlot.Bar(
              way.chosen() ? words.say("figure.chosen", name) : name, one.mae(), way.mae()));
    }
    String unit = unit(model);
    String across = words.say("mae");
    String title = words.say("figure.errors");
    BarPlot.Words plot =
        new BarPlot.Words(title, unit.isEmpty() ? across : words.say("axis.unit", across, unit));
    return Optional.of(new Drawn("errors.svg", BarPlot.of(bars, plot), title));
  }

  /** As it was made, of what the dataset holds by then; a name is given once. */
  private static String command(PersonalModel model, DatasetVersion version) {
    StringBuilder command = new StringBuilder("kumiki node transfer NAME");
    command.append(" --dataset ").append(version.dataset());
    command.append(" --target ").append(model.target().term());
    for (Feature feature : model.features()) {
      command.append(" --feature ").append(feature.term());
      if (feature instanceof CompositionTerm composition) {
        command.append(':').append(composition.descriptor());
      }
    }
    model.sources().forEach(hash -> command.append(" --from ").append(hash));
    return command.append(" --seed ").append(model.seed()).toString();
  }

  private String label(String term) {
    return vocabulary
        .concept(term)
        .map(concept -> concept.label(japanese ? Language.JA : Language.EN))
        .orElse(term);
  }

  private static String unit(PersonalModel model) {
    String symbol = UnitConverter.shipped().symbol(model.target().unit());
    return symbol.equals("-") ? "" : symbol;
  }
}
