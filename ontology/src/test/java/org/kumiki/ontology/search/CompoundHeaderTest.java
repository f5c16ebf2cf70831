package org.kumiki.ontology.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;

/** Japanese words and abbreviations in one header, as test reports and spreadsheets have them. */
class CompoundHeaderTest {
  private static final LabelIndex INDEX = LabelIndex.of(Vocabulary.shipped());

  private static List<String> found(String header) {
    return INDEX.suggest(header).stream().map(c -> Names.shorten(c.concept().iri())).toList();
  }

  @Test
  void compoundHeadersFindTheirTermsAmongTheFirstFive() throws IOException {
    List<String> table;
    try (InputStream file = CompoundHeaderTest.class.getResourceAsStream("compound-headers.tsv")) {
      table = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    List<String> missed = new ArrayList<>();
    int first = 0;
    int asked = 0;
    for (String line : table) {
      if (!line.startsWith("# ")) {
        String[] row = line.split("\t");
        int rank = found(row[0]).indexOf("kt:" + row[1]);
        asked++;
        first += rank == 0 ? 1 : 0;
        if (rank < 0 || rank > 4) {
          missed.add(row[0] + " → " + found(row[0]));
        }
      }
    }
    assertEquals(List.of(), missed);
    assertTrue(asked >= 30, () -> "the table is short");
    assertTrue(first >= 0.9 * asked, first + " of " + asked + " came first");
  }

  @Test
  void theAbbreviationIsToldAsTheReason() {
    Candidate best = INDEX.suggest("引張り試験TS値 [kgf/mm2]").get(0);
    assertEquals("kt:tensileStrength", Names.shorten(best.concept().iri()));
    assertTrue(best.why().ja().contains("「TS」が見出しの中にある"), best.why().ja());
  }

  /**
   * A letter beside words that name nothing is no symbol, and a word in capitals no abbreviation.
   */
  @ParameterizedTest
  @ValueSource(strings = {"担当者A", "列E備考欄外", "C社向け単価(円)", "会議室R予約"})
  void aLetterInAHeaderThatMeansNothingFindsNoMeasure(String header) {
    assertTrue(
        INDEX.suggest(header).stream().allMatch(c -> c.concept().quantity().isEmpty()),
        () -> found(header).toString());
  }
}
