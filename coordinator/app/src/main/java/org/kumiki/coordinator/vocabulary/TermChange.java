package org.kumiki.coordinator.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kumiki.ontology.browse.Reference;
import org.kumiki.ontology.browse.TermPage;
import org.kumiki.ontology.browse.TermTree;
import org.kumiki.ontology.change.TermDiff;
import org.kumiki.ontology.term.Names;

/**
 * What became of one term, for people to read.
 *
 * @param fate {@code added}, {@code removed} or {@code changed}
 */
public record TermChange(Reference term, String fate, List<Line> lines) {
  /**
   * What changed in one property and language.
   *
   * @param property short, {@code skos:altLabel} for example
   * @param language of the texts; empty for anything else
   * @param removed what is no longer there; terms by their label
   * @param added what is new, likewise
   */
  public record Line(String property, String language, List<String> removed, List<String> added) {}

  /** Differences with the labels of now. */
  static List<TermChange> of(Snapshot now, List<TermDiff> diffs, String language) {
    TermTree tree = new TermTree(now.graph());
    List<TermChange> changes = new ArrayList<>();
    for (TermDiff diff : diffs) {
      changes.add(
          new TermChange(
              tree.reference(diff.iri()),
              diff.fate().name().toLowerCase(Locale.ROOT),
              diff.differences().stream().map(one -> line(tree, one, language)).toList()));
    }
    return List.copyOf(changes);
  }

  private static Line line(TermTree tree, TermDiff.Difference difference, String language) {
    return new Line(
        TermPage.property(difference.property()),
        difference.language(),
        readable(tree, difference.removed(), language),
        readable(tree, difference.added(), language));
  }

  private static List<String> readable(TermTree tree, List<String> values, String language) {
    return values.stream().map(value -> readable(tree, value, language)).toList();
  }

  private static String readable(TermTree tree, String value, String language) {
    if (!value.matches("https?://\\S+")) {
      return value;
    }
    return tree.reference(value)
        .label(language)
        .orElseGet(() -> TermPage.property(Names.shorten(value)));
  }
}
