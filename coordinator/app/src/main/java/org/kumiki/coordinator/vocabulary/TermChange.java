package org.kumiki.coordinator.vocabulary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.vocabulary.SKOSXL;
import org.kumiki.ontology.browse.Reference;
import org.kumiki.ontology.browse.TermPage;
import org.kumiki.ontology.browse.TermTree;
import org.kumiki.ontology.change.TermDiff;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.unit.UnitConverter;

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

  /**
   * What a term is called in a language; one that is not there any more has the label that went
   * with it.
   */
  public String name(String language) {
    return term.label(language)
        .or(
            () ->
                lines.stream()
                    .filter(line -> line.property().equals("skos:prefLabel"))
                    .filter(line -> line.language().equals(language))
                    .flatMap(line -> line.removed().stream())
                    .findFirst())
        .orElse(term.iri());
  }

  /**
   * Without the labels that are resources of their own: what is said of them is told with the term
   * that has them.
   */
  static List<TermDiff> terms(List<TermDiff> diffs) {
    Set<String> labels = new HashSet<>();
    for (TermDiff diff : diffs) {
      diff.differences().stream()
          .filter(one -> one.property().startsWith(SKOSXL.getURI()))
          .flatMap(one -> Stream.concat(one.removed().stream(), one.added().stream()))
          .forEach(labels::add);
    }
    return diffs.stream().filter(diff -> !labels.contains(diff.iri())).toList();
  }

  /** Differences with the labels of now. */
  static List<TermChange> of(Snapshot now, List<TermDiff> diffs, String language) {
    return of(now, terms(diffs), diffs, language);
  }

  /**
   * The same of some terms.
   *
   * @param all what else is changed with them, their labels for example
   */
  static List<TermChange> of(
      Snapshot now, List<TermDiff> some, List<TermDiff> all, String language) {
    TermTree tree = new TermTree(now.graph());
    Map<String, String> labels = labels(tree, all, language);
    List<TermChange> changes = new ArrayList<>();
    for (TermDiff diff : some) {
      changes.add(
          new TermChange(
              tree.reference(diff.iri()),
              diff.fate().name().toLowerCase(Locale.ROOT),
              diff.differences().stream().map(one -> line(tree, one, labels, language)).toList()));
    }
    return List.copyOf(changes);
  }

  /** What labels that come or go say, and for whom: {@code Rm (ISO 6892-1)}. */
  private static Map<String, String> labels(TermTree tree, List<TermDiff> diffs, String language) {
    Map<String, String> labels = new HashMap<>();
    for (TermDiff diff : diffs) {
      String form = only(diff, SKOSXL.literalForm.getURI());
      String scope = only(diff, Names.TERM + "scope");
      if (!form.isEmpty()) {
        String whose =
            scope.isEmpty() ? "" : " (" + readable(tree, scope, Map.of(), language) + ")";
        labels.put(diff.iri(), form + whose);
      }
    }
    return labels;
  }

  private static String only(TermDiff diff, String property) {
    return diff.differences().stream()
        .filter(one -> one.property().equals(property))
        .flatMap(one -> Stream.concat(one.added().stream(), one.removed().stream()))
        .findFirst()
        .orElse("");
  }

  private static Line line(
      TermTree tree, TermDiff.Difference difference, Map<String, String> labels, String language) {
    return new Line(
        TermPage.property(difference.property()),
        difference.language(),
        readable(tree, difference.removed(), labels, language),
        readable(tree, difference.added(), labels, language));
  }

  private static List<String> readable(
      TermTree tree, List<String> values, Map<String, String> labels, String language) {
    return values.stream().map(value -> readable(tree, value, labels, language)).toList();
  }

  private static String readable(
      TermTree tree, String value, Map<String, String> labels, String language) {
    if (labels.containsKey(value)) {
      return labels.get(value);
    }
    if (!value.matches("https?://\\S+")) {
      return value;
    }
    Optional<String> form = tree.labelForm(value);
    if (form.isPresent()) {
      // A label that is a resource of its own and that others have now.
      return form.get();
    }
    return tree.reference(value).label(language).orElseGet(() -> measure(value, language));
  }

  /** A unit by its symbol, a quantity kind by its name; what else has no label by its short IRI. */
  private static String measure(String iri, String language) {
    if (iri.startsWith(Names.expand("unit:"))) {
      return UnitConverter.shipped().symbol(iri);
    }
    if (iri.startsWith(Names.expand("qk:"))) {
      return UnitConverter.shipped()
          .kind(iri, Language.JA.tag().equals(language) ? Language.JA : Language.EN);
    }
    return TermPage.property(Names.shorten(iri));
  }
}
