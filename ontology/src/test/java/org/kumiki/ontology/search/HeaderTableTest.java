package org.kumiki.ontology.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;

/**
 * Headers as laboratories write them: most find their term first, nearly all in the first three.
 */
class HeaderTableTest {
  private static final LabelIndex INDEX = LabelIndex.of(Vocabulary.shipped());

  private static List<String> lines(String file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                HeaderTableTest.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("# ")).toList();
    }
  }

  @Test
  void headersFindTheirTerms() throws IOException {
    List<String> notFirst = new ArrayList<>();
    List<String> notInThree = new ArrayList<>();
    List<String> table = lines("headers.tsv");
    for (String line : table) {
      String[] row = line.split("\t");
      List<String> found =
          INDEX.suggest(row[0]).stream().map(c -> Names.shorten(c.concept().iri())).toList();
      int rank = found.indexOf("kt:" + row[1]);
      String told = row[0] + " → " + found.stream().limit(4).toList();
      if (rank != 0) {
        notFirst.add(told);
      }
      if (rank < 0 || rank > 2) {
        notInThree.add(told);
      }
    }
    assertTrue(table.size() >= 120);
    assertTrue(notFirst.size() <= 0.05 * table.size(), notFirst::toString);
    assertTrue(notInThree.size() <= 0.02 * table.size(), notInThree::toString);
  }

  @Test
  void headersThatMeanNothingFindNothing() throws IOException {
    for (String header : lines("no-headers.txt")) {
      assertEquals(List.of(), INDEX.suggest(header), header);
    }
  }
}
