package org.kumiki.ontology.editorial;

import static org.kumiki.ontology.editorial.Terminology.CONCEPT;
import static org.kumiki.ontology.editorial.Terminology.DEFINITION;
import static org.kumiki.ontology.editorial.Terminology.IN_SCHEME;
import static org.kumiki.ontology.editorial.Terminology.PREFERRED;
import static org.kumiki.ontology.editorial.Terminology.SCHEME;
import static org.kumiki.ontology.editorial.Terminology.TYPE;
import static org.kumiki.ontology.editorial.Terminology.text;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Role;

/** Terms that are not there yet. */
final class NewTerms {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,79}");

  private NewTerms() {}

  static Optional<Refusal> add(Edit.NewTerm edit, WorkingCopy copy) {
    String name = name(edit);
    String term = iri(edit);
    Optional<Refusal> refusal =
        Checks.first(
            () -> Texts.labels(edit.labels()),
            () -> Texts.definitions(edit.definitions()),
            () -> edit.reading().flatMap(Texts::reading).map(one -> one.at("reading")),
            () ->
                Checks.when(
                    !NAME.matcher(name).matches(), () -> Obstacle.NAME_FORM.of(name).at("name")),
            () ->
                Checks.when(
                    !copy.isFree(term),
                    () -> Obstacle.NAME_TAKEN.of(Checks.shown(term)).at("name")),
            () ->
                Checks.when(
                    !copy.has(edit.scheme(), TYPE, SCHEME),
                    () -> Obstacle.NO_SUCH_SCHEME.of(Checks.shown(edit.scheme()))),
            () -> edit.quantity().flatMap(QuantityEdits::fits));
    if (refusal.isPresent()) {
      return refusal;
    }
    write(edit, term, copy);
    return Checks.first(() -> place(edit, term, copy), () -> synonyms(edit, term, copy));
  }

  private static void write(Edit.NewTerm edit, String term, WorkingCopy copy) {
    copy.add(term, TYPE, CONCEPT);
    copy.add(term, TYPE, Terminology.iri(edit.role().iri()));
    if (edit.role() != Role.CATEGORY) {
      copy.add(
          term, TYPE, edit.quantity().isPresent() ? Terminology.MEASURED : Terminology.IN_WORDS);
    }
    copy.add(term, IN_SCHEME, Terminology.iri(edit.scheme()));
    edit.labels()
        .forEach((in, label) -> copy.add(term, PREFERRED, text(Texts.tidy(label), in.tag())));
    edit.definitions()
        .forEach((in, said) -> copy.add(term, DEFINITION, text(Texts.tidy(said), in.tag())));
    edit.reading().ifPresent(reading -> LabelEdits.read(term, reading, copy));
    edit.quantity().ifPresent(quantity -> QuantityEdits.write(term, quantity, copy));
  }

  private static Optional<Refusal> place(Edit.NewTerm edit, String term, WorkingCopy copy) {
    for (String parent : edit.broader()) {
      Optional<Refusal> refusal = PlaceEdits.mayStand(copy, term, parent);
      if (refusal.isPresent()) {
        return refusal;
      }
      copy.putUnder(term, parent);
      copy.relyOn(parent);
    }
    PlaceEdits.keepInTree(copy, term);
    return Optional.empty();
  }

  private static Optional<Refusal> synonyms(Edit.NewTerm edit, String term, WorkingCopy copy) {
    for (Edit.Synonym synonym : edit.synonyms()) {
      Optional<Refusal> refusal = LabelEdits.add(term, synonym, copy);
      if (refusal.isPresent()) {
        String field = synonym.language() == Language.JA ? "synonymsJa" : "synonymsEn";
        return refusal.map(one -> one.at(field));
      }
    }
    return Optional.empty();
  }

  /** The IRI that a new term gets. */
  static String iri(Edit.NewTerm edit) {
    return Names.TERM + name(edit);
  }

  private static String name(Edit.NewTerm edit) {
    return edit.name()
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> camelCase(edit.labels().getOrDefault(Language.EN, "")));
  }

  /** {@code tensile strength} becomes {@code tensileStrength}, as the shipped terms are named. */
  private static String camelCase(String label) {
    StringBuilder name = new StringBuilder();
    for (String word : label.strip().split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty() && name.length() + word.length() <= 80) {
        boolean first = name.length() == 0;
        String start = word.substring(0, 1);
        name.append(first ? start.toLowerCase(Locale.ROOT) : start.toUpperCase(Locale.ROOT));
        name.append(word.substring(1));
      }
    }
    return name.toString();
  }
}
