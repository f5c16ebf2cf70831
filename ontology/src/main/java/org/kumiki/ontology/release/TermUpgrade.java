package org.kumiki.ontology.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Terms;

/**
 * What another release means for one term that columns are mapped to.
 *
 * @param iri the term
 * @param english its label now, or its IRI where it is in neither release
 * @param gone whether the other release has no such term
 * @param reload whether values that were loaded stand in another unit than the other release says,
 *     so that their file has to be loaded again
 * @param changes each in a phrase, such as {@code unit: MegaPA → GigaPA}
 */
public record TermUpgrade(
    String iri, String english, boolean gone, boolean reload, List<String> changes) {

  public TermUpgrade {
    changes = List.copyOf(changes);
  }

  /** What changes for some terms; none for those that stay as they are. */
  public static List<TermUpgrade> of(Collection<String> terms, Terms now, Terms then) {
    List<TermUpgrade> upgrades = new ArrayList<>();
    for (String iri : new TreeSet<>(terms)) {
      Optional<Concept> before = now.concept(iri);
      Optional<Concept> after = then.concept(iri);
      if (before.isPresent() && !before.equals(after)) {
        upgrades.add(of(before.get(), after));
      }
    }
    return upgrades;
  }

  private static TermUpgrade of(Concept before, Optional<Concept> after) {
    String english = before.label(Language.EN);
    if (after.isEmpty()) {
      return new TermUpgrade(
          before.iri(), english, true, false, List.of("the release has no such term"));
    }
    List<String> changes = new ArrayList<>();
    for (Language language : Language.values()) {
      String tag = language.tag();
      tell(changes, "label " + tag, before.label(language), after.get().label(language));
      tell(
          changes,
          "definition " + tag,
          before.definitions().get(language),
          after.get().definitions().get(language));
    }
    tell(changes, "role", before.role().word(), after.get().role().word());
    tell(changes, "unit", unit(before), unit(after.get()));
    tell(changes, "quantity kind", kind(before), kind(after.get()));
    tell(changes, "domain", domain(before), domain(after.get()));
    if (changes.isEmpty()) {
      changes.add("other labels or relations");
    }
    boolean reload = !unit(before).equals(unit(after.get()));
    return new TermUpgrade(before.iri(), english, false, reload, changes);
  }

  private static void tell(List<String> changes, String what, String before, String after) {
    if (!before.equals(after)) {
      changes.add(what + ": " + before + " → " + after);
    }
  }

  private static String unit(Concept concept) {
    return concept.quantity().map(Quantity::unit).map(Names::shorten).orElse("none");
  }

  private static String kind(Concept concept) {
    return concept.quantity().map(Quantity::kind).map(Names::shorten).orElse("none");
  }

  private static String domain(Concept concept) {
    return concept
        .quantity()
        .map(quantity -> quantity.lower() + " to " + quantity.upper())
        .orElse("none");
  }
}
