package org.kumiki.node.vocabulary;

import java.util.List;
import java.util.Optional;

/**
 * What the page of a term shows.
 *
 * @param label in the reader's language
 * @param second in the other language; {@code secondLanguage} is its tag
 * @param columns own columns that are mapped to it
 * @param readsColumns whether the person may see own columns
 */
public record TermPage(
    String iri,
    String label,
    String second,
    String secondLanguage,
    Side en,
    Side ja,
    Optional<Measure> measure,
    String role,
    List<VocabularyOverview.Line> above,
    List<VocabularyOverview.Line> keptApart,
    List<VocabularyOverview.Line> related,
    List<VocabularyOverview.Own> columns,
    boolean readsColumns) {

  /**
   * One language.
   *
   * @param reading in hiragana; empty where there is none
   * @param others other labels, each with whom it belongs to
   */
  public record Side(String label, String reading, String definition, List<Other> others) {}

  /**
   * Another label.
   *
   * @param scope the standard, vendor or field that says so; empty if everybody does
   */
  public record Other(String text, String scope) {}

  /**
   * What it measures.
   *
   * @param kind in the reader's language
   * @param unit as people write it; empty for a number without a unit
   * @param units in which a column may be written
   */
  public record Measure(String kind, String unit, String domain, List<String> units) {}
}
