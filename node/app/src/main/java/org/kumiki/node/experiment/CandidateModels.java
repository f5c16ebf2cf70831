package org.kumiki.node.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.kumiki.exchange.round.Progress;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StoredColumn;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.node.model.HeldModels;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.node.transfer.PersonalModel;
import org.kumiki.node.transfer.PersonalModels;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Vocabulary;

/** From which models a campaign on a table can start, and the file of such a campaign. */
final class CandidateModels {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final HeldModels held;
  private final PersonalModels personal;
  private final DatasetStore datasets;
  private final Supplier<Vocabulary> vocabulary;

  CandidateModels(
      HeldModels held,
      PersonalModels personal,
      DatasetStore datasets,
      Supplier<Vocabulary> vocabulary) {
    this.held = held;
    this.personal = personal;
    this.datasets = datasets;
    this.vocabulary = vocabulary;
  }

  /** Where a model comes from. */
  enum Kind {
    STUDY,
    PERSONAL,
    ROWS
  }

  /**
   * A model to start from.
   *
   * @param code by which a form names it
   * @param name of the study, the personal model or the dataset
   * @param property that it predicts
   * @param features terms that it is told, where own rows have to choose
   */
  record Choice(String code, Kind kind, String name, String property, List<String> features) {
    Choice {
      features = List.copyOf(features);
    }
  }

  /** Those whose features the table has: of studies, personal ones, and own rows of datasets. */
  List<Choice> of(List<StoredColumn> table) {
    List<Choice> choices = new ArrayList<>();
    for (Entry entry : held.usable()) {
      if (isUsable(entry) && missesNothing(entry, table)) {
        choices.add(
            new Choice(
                "study:" + entry.hash(),
                Kind.STUDY,
                entry.study().title(),
                entry.study().target().orElseThrow().term(),
                List.of()));
      }
    }
    for (PersonalModel model : personal.store().all()) {
      if (StudyRows.missingTerms(model.features(), List.of(), table).isEmpty()) {
        choices.add(
            new Choice(
                "personal:" + model.name(),
                Kind.PERSONAL,
                model.name(),
                model.target().term(),
                List.of()));
      }
    }
    datasets.versions().stream()
        .map(DatasetVersion::dataset)
        .distinct()
        .forEach(dataset -> choices.addAll(ofRows(dataset, table)));
    return choices;
  }

  /**
   * The campaign file.
   *
   * @param goal as a campaign file says it
   * @throws CampaignRefused if no model was chosen
   */
  String file(Choice choice, JsonNode goal, String acquisition) {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    ObjectNode objective = file.putArray("objectives").addObject();
    String name = choice.code().substring(choice.code().indexOf(':') + 1);
    switch (choice.kind()) {
      case STUDY -> objective.put("study", name);
      case PERSONAL -> {
        objective.put("property", choice.property());
        file.putObject("rows").put("transfer", name);
      }
      case ROWS -> {
        objective.put("property", choice.property());
        ObjectNode rows = file.putObject("rows").put("dataset", choice.name());
        choice.features().forEach(rows.putArray("features")::add);
      }
    }
    objective.set("goal", goal);
    file.putObject("candidates").put("table", "candidates.csv").put("mapping", "mapping.yml");
    file.putObject("acquisition").put("kind", acquisition);
    try {
      return YAML.writeValueAsString(file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always YAML", e);
    }
  }

  private static boolean isUsable(Entry entry) {
    return entry.study().prior().isEmpty()
        && entry.standing().progress() instanceof Progress.Done done
        && done.result() instanceof GaussianModel;
  }

  private static boolean missesNothing(Entry entry, List<StoredColumn> table) {
    return StudyRows.missingTerms(entry.study().features(), entry.study().conditions(), table)
        .isEmpty();
  }

  /** A property that the dataset has and the table has not, from what both have. */
  private List<Choice> ofRows(String dataset, List<StoredColumn> table) {
    List<StoredColumn> own = datasets.newest(dataset).orElseThrow().columns();
    List<String> both =
        table.stream()
            .filter(column -> column.measured() || column.basis() != null)
            .filter(column -> own.stream().anyMatch(isSame(column)))
            .map(StoredColumn::term)
            .toList();
    if (both.isEmpty()) {
      return List.of();
    }
    return own.stream()
        .filter(StoredColumn::measured)
        .filter(column -> table.stream().noneMatch(one -> one.term().equals(column.term())))
        .filter(column -> isProperty(column.term()))
        .map(
            column ->
                new Choice(
                    "rows:" + dataset + ":" + column.term(),
                    Kind.ROWS,
                    dataset,
                    column.term(),
                    both))
        .toList();
  }

  private static Predicate<StoredColumn> isSame(StoredColumn column) {
    return own -> own.term().equals(column.term()) && own.measured() == column.measured();
  }

  private boolean isProperty(String term) {
    return vocabulary
        .get()
        .concept(term)
        .filter(Concept::measured)
        .filter(concept -> concept.quantity().isPresent())
        .isPresent();
  }
}
