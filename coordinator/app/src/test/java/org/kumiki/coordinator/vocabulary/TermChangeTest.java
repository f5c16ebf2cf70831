package org.kumiki.coordinator.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kumiki.ontology.browse.Reference;
import org.kumiki.ontology.term.Names;

/** What pages say of a change of a term. */
class TermChangeTest {
  private static final String GONE = Names.TERM + "gone";

  private static TermChange removed(TermChange.Line... lines) {
    return new TermChange(new Reference(GONE, List.of()), "removed", List.of(lines));
  }

  @Test
  void aTermThatIsNotThereAnyMoreIsCalledAsItWas() {
    TermChange change =
        removed(
            new TermChange.Line("skos:altLabel", "en", List.of("other"), List.of()),
            new TermChange.Line("skos:prefLabel", "en", List.of("core hardness"), List.of()),
            new TermChange.Line("skos:prefLabel", "ja", List.of("心部硬さ"), List.of()));
    assertEquals("core hardness", change.name("en"));
    assertEquals("心部硬さ", change.name("ja"));
    assertEquals(GONE, removed().name("en"), "without a label by its IRI");
  }
}
