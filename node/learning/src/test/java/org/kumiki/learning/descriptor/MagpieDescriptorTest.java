package org.kumiki.learning.descriptor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.descriptor.Description.MissingValue;

class MagpieDescriptorTest {
  private final MagpieDescriptor magpie = MagpieDescriptor.withMeans();

  @Test
  void namesAndOrdersFeaturesAsMatminerDoes() throws IOException {
    List<String> labels = new ArrayList<>();
    vectors().get("labels").forEach(label -> labels.add(label.textValue()));
    assertEquals(132, labels.size());
    assertEquals(labels, magpie.names());
  }

  @Test
  void agreesWithMatminer() throws IOException {
    double largest = 0;
    for (JsonNode vector : vectors().get("vectors")) {
      String formula = vector.get("formula").textValue();
      double[] values = magpie.describe(read(formula)).values();
      for (int i = 0; i < values.length; i++) {
        double expected = vector.get("values").get(i).doubleValue();
        double error = Math.abs(values[i] - expected) / Math.max(1, Math.abs(expected));
        assertTrue(error <= 1e-9, formula + ", " + magpie.names().get(i));
        largest = Math.max(largest, error);
      }
    }
    System.out.println("Magpie vectors: largest relative difference " + largest);
  }

  @Test
  void leavesTheSameGapsAsMatminerWhereMissingValuesStayMissing() throws IOException {
    MagpieDescriptor withGaps = MagpieDescriptor.withGaps();
    int gaps = 0;
    for (JsonNode vector : vectors().get("vectors")) {
      Set<Integer> expected = new HashSet<>();
      vector.get("valuesAreNaNWithGaps").forEach(index -> expected.add(index.intValue()));
      String formula = vector.get("formula").textValue();
      double[] values = withGaps.describe(read(formula)).values();
      for (int i = 0; i < values.length; i++) {
        assertEquals(expected.contains(i), Double.isNaN(values[i]), formula + ", feature " + i);
      }
      gaps += expected.size();
    }
    assertTrue(gaps > 100, "the vectors hold gaps");
  }

  @Test
  void saysWhichElementalValuesWereMissing() {
    assertEquals(List.of(), magpie.describe(read("Fe2O3")).missing());
    List<MissingValue> expected =
        List.of(
            new MissingValue(Element.He, ElementProperty.MELTING_TEMPERATURE),
            new MissingValue(Element.He, ElementProperty.ELECTRONEGATIVITY),
            new MissingValue(Element.Ne, ElementProperty.ELECTRONEGATIVITY));
    assertEquals(expected, magpie.describe(read("NeHe")).missing());
    assertEquals(expected, MagpieDescriptor.withGaps().describe(read("NeHe")).missing());
  }

  @Test
  void takesTheSmallestValueWhereTheModeIsATie() {
    int mode = magpie.names().indexOf("MagpieData mode Number");
    assertEquals(26, magpie.describe(read("NiFe")).values()[mode]);
    assertEquals(28, magpie.describe(read("Ni1Fe0.9")).values()[mode]);
  }

  @Test
  void givesTheSameBitsHoweverTheFormulaIsWritten() {
    assertArrayEquals(
        magpie.describe(read("Al0.3CoCrFeNi")).values(),
        magpie.describe(read("Ni1 Fe1 Cr1 Co1 Al0.3")).values(),
        0.0);
  }

  @Property(tries = 2000)
  void keepsWithinBoundsThatNoDataEnter(@ForAll("compositions") Map<Element, Double> amounts) {
    Composition composition = new Composition(amounts);
    for (String id : List.of("magpie", "element-fractions")) {
      CompositionDescriptor descriptor = CompositionDescriptor.byId(id).orElseThrow();
      double[] values = descriptor.describe(composition).values();
      double[] lower = descriptor.lower();
      double[] upper = descriptor.upper();
      for (int i = 0; i < values.length; i++) {
        assertTrue(values[i] >= lower[i] && values[i] <= upper[i], descriptor.names().get(i));
      }
    }
  }

  @Provide
  Arbitrary<Map<Element, Double>> compositions() {
    return Arbitraries.maps(
            Arbitraries.of(Element.class), Arbitraries.doubles().between(1e-6, 1000).ofScale(6))
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Test
  void reachesItsBounds() {
    double[] upper = magpie.upper();
    double[] values = magpie.describe(read("HCn")).values();
    List<String> names = magpie.names();
    for (String statistic : List.of("maximum", "range", "avg_dev")) {
      int index = names.indexOf("MagpieData " + statistic + " Number");
      assertEquals(upper[index], values[index], 1e-12, statistic);
    }
  }

  @Test
  void isFoundByItsIdLikeEveryDescriptor() {
    for (String id : List.of("magpie", "magpie-with-gaps", "element-fractions")) {
      CompositionDescriptor descriptor = CompositionDescriptor.byId(id).orElseThrow();
      assertEquals(id, descriptor.id());
      int width = descriptor.names().size();
      assertEquals(width, new HashSet<>(descriptor.names()).size(), "names are distinct");
      assertEquals(width, descriptor.lower().length);
      assertEquals(width, descriptor.upper().length);
      assertEquals(width, descriptor.describe(read("Fe")).values().length);
    }
    assertTrue(CompositionDescriptor.byId("matscholar").isEmpty());
  }

  @Test
  void elementFractionsStandInTheOrderOfAtomicNumbers() {
    CompositionDescriptor fractions = CompositionDescriptor.byId("element-fractions").orElseThrow();
    double[] values = fractions.describe(read("Fe2O3")).values();
    assertEquals("fraction Fe", fractions.names().get(25));
    assertEquals(0.4, values[25]);
    assertEquals(0.6, values[7]);
    assertEquals(1, IntStream.range(0, 118).mapToDouble(i -> values[i]).sum(), 1e-15);
  }

  private static JsonNode vectors() throws IOException {
    return new ObjectMapper()
        .readTree(Path.of("src/test/vectors/magpie/magpie-preset.json").toFile());
  }

  private static Composition read(String formula) {
    return (Composition) CompositionParser.parse(formula);
  }

  /** Studies rest on it: what changes here is a new version, and this one stays. */
  @Test
  void aDefinitionIsANameWithAVersionAndAllOfItsColumns() {
    CompositionDescriptor magpie = CompositionDescriptor.byId("magpie").orElseThrow();
    assertEquals("magpie-v1", magpie.definition());
    assertEquals(magpie, CompositionDescriptor.byId("magpie-v1").orElseThrow());
    assertTrue(CompositionDescriptor.byId("magpie-v2").isEmpty());
    assertEquals("K", magpie.units().get(magpie.names().indexOf("MagpieData mean MeltingT")));
    for (CompositionDescriptor descriptor : CompositionDescriptor.ofStudies()) {
      assertEquals(descriptor.names().size(), descriptor.units().size());
    }
  }
}
