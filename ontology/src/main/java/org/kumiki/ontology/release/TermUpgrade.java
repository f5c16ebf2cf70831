package org.kumiki.ontology.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
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
 * @param differences what is another
 */
public record TermUpgrade(
    String iri, String english, boolean gone, boolean reload, List<Difference> differences) {

  /** What of a term may be another. */
  public enum Part {
    TERM("the release has no such term"),
    LABEL_EN("label en"),
    LABEL_JA("label ja"),
    DEFINITION_EN("definition en"),
    DEFINITION_JA("definition ja"),
    ROLE("role"),
    UNIT("unit"),
    KIND("quantity kind"),
    DOMAIN("domain"),
    OTHER("other labels or relations");

    private final String words;

    Part(String words) {
      this.words = words;
    }
  }

  /**
   * One part that is another.
   *
   * @param before as it is now; empty of a part that has no one value
   * @param after as it is in the other release
   */
  public record Difference(Part part, String before, String after) {
    static Difference of(Part part) {
      return new Difference(part, "", "");
    }

    /** In a phrase, such as {@code unit: unit:MegaPA → unit:GigaPA}. */
    public String phrase() {
      return before.isEmpty() && after.isEmpty()
          ? part.words
          : part.words + ": " + before + " → " + after;
    }
  }

  public TermUpgrade {
    differences = List.copyOf(differences);
  }

  /** Each difference in a phrase. */
  public List<String> changes() {
    return differences.stream().map(Difference::phrase).toList();
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
      return new TermUpgrade(before.iri(), english, true, false, List.of(Difference.of(Part.TERM)));
    }
    List<Difference> changes = new ArrayList<>();
    tell(changes, Part.LABEL_EN, before, after.get(), one -> one.label(Language.EN));
    tell(changes, Part.LABEL_JA, before, after.get(), one -> one.label(Language.JA));
    tell(
        changes,
        Part.DEFINITION_EN,
        before,
        after.get(),
        one -> one.definitions().get(Language.EN));
    tell(
        changes,
        Part.DEFINITION_JA,
        before,
        after.get(),
        one -> one.definitions().get(Language.JA));
    tell(changes, Part.ROLE, before, after.get(), one -> one.role().word());
    tell(changes, Part.UNIT, before, after.get(), TermUpgrade::unit);
    tell(changes, Part.KIND, before, after.get(), TermUpgrade::kind);
    tell(changes, Part.DOMAIN, before, after.get(), TermUpgrade::domain);
    if (changes.isEmpty()) {
      changes.add(Difference.of(Part.OTHER));
    }
    boolean reload = !unit(before).equals(unit(after.get()));
    return new TermUpgrade(before.iri(), english, false, reload, changes);
  }

  private static void tell(
      List<Difference> changes,
      Part part,
      Concept before,
      Concept after,
      Function<Concept, String> of) {
    if (!of.apply(before).equals(of.apply(after))) {
      changes.add(new Difference(part, of.apply(before), of.apply(after)));
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
