package org.kumiki.node.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.study.Condition;
import org.kumiki.exchange.study.Feature.CompositionTerm;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.RidgeModel;
import org.kumiki.learning.computation.Slope;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.descriptor.ElementTable;

/** What a file says of itself to somebody who has nothing else. */
class OnnxMetadataTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final NumericTerm TEMPERATURE = new NumericTerm("urn:t", "urn:kelvin", 0, 3000);
  private static final NumericTerm HARDNESS = new NumericTerm("urn:hv", "urn:HV", 0, 2000);
  private static final Study STUDY = study();

  @Test
  void eachColumnOfTheInputHasItsTermAndItsUnitOrItsDescriptor() throws IOException {
    Map<String, String> metadata = OnnxMetadata.of(STUDY, model(), Optional.empty());
    JsonNode columns = JSON.readTree(metadata.get("kumiki.features"));
    List<String> names =
        STUDY.computation().variables().stream().map(variable -> variable.name()).toList();
    assertEquals(133, columns.size());
    for (int j = 0; j < columns.size(); j++) {
      assertEquals(names.get(j), columns.get(j).path("name").asText());
    }
    assertEquals("urn:formula", columns.get(0).path("term").asText());
    assertEquals("magpie-v1", columns.get(0).path("descriptor").asText());
    assertFalse(columns.get(0).has("unit"));
    assertEquals("urn:kelvin", columns.get(132).path("unit").asText());
    assertEquals(3000, columns.get(132).path("upper").asDouble());
    assertEquals("urn:HV", JSON.readTree(metadata.get("kumiki.target")).path("unit").asText());
    JsonNode condition = JSON.readTree(metadata.get("kumiki.conditions")).get(0);
    assertEquals(300, condition.path("to").asDouble());
    assertEquals(ElementTable.standard().sha256(), metadata.get("kumiki.elementTable"));
    assertEquals(STUDY.hash().hex(), metadata.get("kumiki.study"));
    assertEquals("ridge", metadata.get("kumiki.family"));
  }

  @Test
  void theCardAndItsVocabularyAreThereIfTheNodeHasThem() {
    String card = "{\"title\":\"硬さ\",\"vocabulary\":{\"sequence\":12,\"release\":3}}";
    Map<String, String> metadata = OnnxMetadata.of(STUDY, model(), Optional.of(card));
    assertEquals(card, metadata.get("kumiki.card"));
    assertEquals("{\"sequence\":12,\"release\":3}", metadata.get("kumiki.vocabulary"));
    Map<String, String> without = OnnxMetadata.of(STUDY, model(), Optional.empty());
    assertFalse(without.containsKey("kumiki.card") || without.containsKey("kumiki.vocabulary"));
  }

  @Test
  void aCardThatIsNoJsonIsABugAndNoFile() {
    assertThrows(
        IllegalStateException.class, () -> OnnxMetadata.of(STUDY, model(), Optional.of("no card")));
  }

  private static RidgeModel model() {
    Ridge ridge = (Ridge) STUDY.computation();
    List<Slope> slopes =
        ridge.features().stream()
            .map(feature -> new Slope(new Spread(30, feature.middle(), 2), 0.5))
            .toList();
    return new RidgeModel(ridge, 30, 3, slopes, 100, 1, 2);
  }

  private static Study study() {
    return new Study(
        "trial",
        ByteString.of(new byte[32]),
        1,
        "硬さ Hardness",
        "to test",
        List.of("a", "b", "c"),
        new Method.RidgeRegression(1, 4),
        List.of(new CompositionTerm("urn:formula", "magpie"), TEMPERATURE),
        Optional.of(HARDNESS),
        List.of(new Condition(TEMPERATURE, 0, 300)),
        1000,
        3,
        10,
        4_000_000_000L);
  }
}
