package org.kumiki.node.experiment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code campaign.yml} as people write it. Numbers of an objective are in the unit of its property.
 *
 * @param objectives one, or two
 * @param rows the model of own rows that the campaign starts from; null where each objective names
 *     a study
 * @param candidates a table, or a space
 * @param acquisition by default expected improvement
 * @param seed of all that is drawn; by default 1
 */
public record CampaignFile(
    List<ObjectiveEntry> objectives,
    RowsEntry rows,
    CandidatesEntry candidates,
    AcquisitionEntry acquisition,
    Long seed) {
  private static final int MAX_CHARS = 1 << 18;
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * What is wanted of a property.
   *
   * @param study hash of a study whose model predicts it; then the property is the study's target
   * @param property a term, where own rows are the model
   * @param goal {@code maximise}, {@code minimise}, {@code {from, to}}, {@code {target}}, {@code
   *     {atLeast}} or {@code {atMost}}
   */
  public record ObjectiveEntry(String study, String property, JsonNode goal) {}

  /**
   * A model of own rows alone.
   *
   * @param dataset whose rows; without it, the campaign's own results are the only ones
   * @param features terms, or {@code {term, descriptor}} for a composition
   * @param transfer the name of a personal model, whose rows and features they are, and upon whose
   *     source the model is made; then there is neither dataset nor features
   * @param randomFeatures of the Gaussian process; by default 200
   */
  public record RowsEntry(
      String dataset, List<JsonNode> features, String transfer, Integer randomFeatures) {}

  /**
   * Where experiments come from.
   *
   * @param table a CSV file, for the command that uploads it
   * @param mapping its mapping file, likewise
   * @param space values to choose
   * @param forbidden combinations: {@code because}, and a range {@code {from, to}} by name
   * @param prices of one unit of a value, by name
   * @param budget the most that an experiment may cost
   */
  public record CandidatesEntry(
      String table,
      String mapping,
      List<PartEntry> space,
      List<Map<String, JsonNode>> forbidden,
      Map<String, Double> prices,
      Double budget) {}

  /** One of three. */
  public record PartEntry(RangeEntry range, ChoiceEntry choice, MixtureEntry mixture) {}

  /** A number between two, in whole steps where there is a step. */
  public record RangeEntry(
      String name, String term, String unit, Double from, Double to, Double step) {}

  /** One of several numbers. */
  public record ChoiceEntry(String name, String term, String unit, List<Double> of) {}

  /**
   * Amounts that add up.
   *
   * @param basis {@code mass} or {@code atomic} where the ingredients are elements
   * @param total by default 100
   */
  public record MixtureEntry(
      String basis,
      Double total,
      Double step,
      Integer atLeast,
      Integer atMost,
      Map<String, IngredientEntry> ingredients) {}

  /** A part of a mixture; {@code term} where it is no element. */
  public record IngredientEntry(
      Double from, Double to, Boolean required, String term, String unit) {}

  /** How experiments are weighed against each other. */
  public record AcquisitionEntry(String kind, Double xi, Double kappa) {}

  /**
   * @throws CampaignRefused in one sentence
   */
  public static CampaignFile parse(String yaml) {
    if (yaml.length() > MAX_CHARS) {
      throw new CampaignRefused("the campaign file is longer than " + MAX_CHARS + " characters");
    }
    try {
      CampaignFile file = yaml.isBlank() ? null : YAML.readValue(yaml, CampaignFile.class);
      if (file == null) {
        throw new CampaignRefused("the campaign file is empty: write objectives and candidates");
      }
      return file.requireWhole();
    } catch (UnrecognizedPropertyException e) {
      throw new CampaignRefused(
          "unknown key '" + e.getPropertyName() + "' in the campaign file: remove or correct it");
    } catch (JsonMappingException e) {
      throw new CampaignRefused(
          "the campaign file says something unexpected" + line(e) + ": correct it");
    } catch (JsonProcessingException e) {
      throw new CampaignRefused("the campaign file is not readable" + line(e) + ": correct it");
    }
  }

  /** A space, and not a table. */
  public boolean hasSpace() {
    return candidates.space() != null;
  }

  private CampaignFile requireWhole() {
    if (objectives == null
        || objectives.isEmpty()
        || objectives.size() > 2
        || objectives.stream().anyMatch(Objects::isNull)) {
      throw new CampaignRefused("a campaign has one or two entries under 'objectives'");
    }
    if (candidates == null || (candidates.space() == null) == (candidates.table() == null)) {
      throw new CampaignRefused(
          "'candidates' has either a 'table' with its 'mapping' or a 'space'");
    }
    if (candidates.table() != null && candidates.mapping() == null) {
      throw new CampaignRefused("a table of candidates needs its 'mapping' file");
    }
    boolean constrained =
        candidates.forbidden() != null
            || candidates.prices() != null
            || candidates.budget() != null;
    if (candidates.table() != null && constrained) {
      throw new CampaignRefused(
          "'forbidden', 'prices' and 'budget' bound a space: leave such rows out of the table");
    }
    return this;
  }

  private static String line(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
  }
}
