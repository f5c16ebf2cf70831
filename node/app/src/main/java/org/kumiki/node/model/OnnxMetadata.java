package org.kumiki.node.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.study.Condition;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.CompositionTerm;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.descriptor.ElementTable;

/**
 * What an exported model says of itself, as ONNX's pairs of a key and a text: which study made it,
 * what each column of its input is and in which unit, and the card if one is here. It is what the
 * members of the study know already; nothing of it is this member's alone. Stateless.
 */
final class OnnxMetadata {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OnnxMetadata() {}

  /**
   * @param card JSON
   */
  static SortedMap<String, String> of(Study study, RegressionModel model, Optional<String> card) {
    TreeMap<String, String> metadata = new TreeMap<>();
    metadata.put("kumiki.study", study.hash().hex());
    metadata.put("kumiki.roster", study.rosterHash().hex());
    metadata.put("kumiki.title", study.title());
    metadata.put("kumiki.purpose", study.purpose());
    metadata.put("kumiki.family", study.method().code());
    metadata.put("kumiki.rows", Long.toString(model.rows()));
    metadata.put("kumiki.contributors", Integer.toString(model.contributors()));
    metadata.put("kumiki.features", features(study).toString());
    study.target().ifPresent(term -> metadata.put("kumiki.target", column(term).toString()));
    metadata.put("kumiki.conditions", conditions(study).toString());
    if (study.features().stream().anyMatch(CompositionTerm.class::isInstance)) {
      metadata.put("kumiki.elementTable", ElementTable.standard().sha256());
    }
    card.ifPresent(text -> addCard(metadata, text));
    return metadata;
  }

  /** One object a column of the input, in its order. */
  private static ArrayNode features(Study study) {
    ArrayNode columns = JSON.createArrayNode();
    for (Feature feature : study.features()) {
      for (Variable variable : feature.variables()) {
        ObjectNode column = columns.addObject().put("name", variable.name());
        column.put("term", feature.term());
        if (feature instanceof NumericTerm numeric) {
          column.put("unit", numeric.unit());
        } else if (feature instanceof CompositionTerm composition) {
          column.put("descriptor", composition.definition());
        }
        column.put("lower", variable.lower()).put("upper", variable.upper());
      }
    }
    return columns;
  }

  private static ObjectNode column(NumericTerm term) {
    return JSON.createObjectNode().put("term", term.term()).put("unit", term.unit());
  }

  /** The rows that the model was made for; a runtime does not ask. */
  private static ArrayNode conditions(Study study) {
    ArrayNode conditions = JSON.createArrayNode();
    for (Condition condition : study.conditions()) {
      conditions.add(
          column(condition.term()).put("from", condition.from()).put("to", condition.to()));
    }
    return conditions;
  }

  private static void addCard(SortedMap<String, String> metadata, String card) {
    metadata.put("kumiki.card", card);
    try {
      JsonNode vocabulary = JSON.readTree(card).path("vocabulary");
      if (vocabulary.isObject()) {
        metadata.put("kumiki.vocabulary", vocabulary.toString());
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the card that this node has kept is no JSON", e);
    }
  }
}
