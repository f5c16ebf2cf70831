package org.kumiki.learning.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real tables: how much of them can be read, and what the element table says against theirs. */
class SharedDataTest {
  @ParameterizedTest
  @CsvSource({
    "band_gap_expt.csv, formula, 4604, 0",
    "mpea_mechanical.csv, formula, 1545, 0",
    "heat_capacity.csv, formula, 4547, 0",
    "heat_capacity_raw_dirty.csv, FORMULA, 4583, 4",
    "dft_band_gap_mp.csv, formula, 106113, 0"
  })
  void everyFormulaOfThePublishedTablesIsReadUnlessItIsEmpty(
      String file, String column, int formulas, int empty) throws IOException {
    List<String> cells = SharedData.column(file, column);
    Map<FormulaProblem, Integer> problems = new TreeMap<>();
    cells.forEach(
        cell ->
            CompositionParser.parse(cell)
                .<Void>fold(
                    readable -> null,
                    problem -> {
                      problems.merge(problem.code(), 1, Integer::sum);
                      return null;
                    }));
    System.out.println(file + ": " + cells.size() + " formulas, refused " + problems);

    assertEquals(formulas, cells.size());
    assertEquals(empty == 0 ? Map.of() : Map.of(FormulaProblem.EMPTY, empty), problems);
  }

  @Test
  void theFatigueTableGivesSteelsWithIronAsTheBalance() throws IOException {
    List<List<String>> rows = SharedData.rows("steel_fatigue_nims.csv");
    List<Element> listed =
        List.of("C Si Mn P S Ni Cr Cu Mo".split(" ")).stream().map(Element::valueOf).toList();
    int read = 0;
    for (List<String> row : rows.subList(1, rows.size())) {
      Map<Element, Double> percents = new TreeMap<>();
      for (Element element : listed) {
        int column = rows.get(0).indexOf(element + "_wt_pct");
        percents.put(element, Double.parseDouble(row.get(column)));
      }
      Composition steel = (Composition) Composition.fromMassPercent(percents, Element.Fe);
      double iron = steel.fractions().get(Element.Fe);
      assertTrue(iron > 0.9 && iron < 1, "mole fraction of iron");
      read++;
    }
    System.out.println("steel_fatigue_nims.csv: " + read + " compositions");

    assertEquals(437, read);
  }

  @Test
  void theElementTableEqualsAnIndependentCopyOfTheSameSource() throws IOException {
    List<List<String>> rows = SharedData.rows("elements.csv");
    for (ElementProperty property : ElementProperty.values()) {
      int column = rows.get(0).indexOf("magpie_" + property.magpieName());
      assertTrue(column > 0, property + " is in the other table");
      for (Element element : Element.values()) {
        String cell = rows.get(element.atomicNumber()).get(column);
        double expected = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
        assertEquals(
            expected,
            ElementTable.standard().value(element, property).orElse(Double.NaN),
            property + " of " + element);
      }
    }
  }
}
