package org.kumiki.coordinator.editorial;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.coordinator.editorial.EditBody.NewTermBody;
import org.kumiki.coordinator.editorial.EditBody.PartBody;
import org.kumiki.coordinator.editorial.EditBody.QuantityBody;
import org.kumiki.coordinator.editorial.EditBody.ScopeBody;
import org.kumiki.coordinator.editorial.EditBody.SynonymBody;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * Reads an edit from the fields of a form, as {@link EditReader} reads it from JSON; {@link
 * EditFields} fills the form in again. A field of several values has one on each line.
 */
final class EditForm {
  /** A split into more is two proposals. */
  static final int MOST_PARTS = 4;

  /** The sorts of edits that have a form, in the order in which they are offered. */
  static final List<String> KINDS =
      List.of(
          "add-synonym",
          "change-label",
          "change-definition",
          "change-scope-note",
          "new-term",
          "change-quantity",
          "move",
          "merge",
          "split",
          "deprecate",
          "drop-synonym",
          "keep-apart",
          "compare-again");

  private final Map<String, String> fields;
  private final TermChoice terms;

  EditForm(Map<String, String> fields, TermChoice terms) {
    this.fields = fields;
    this.terms = terms;
  }

  /** The edit that the fields make. */
  EditBody read() throws FormRefused {
    String kind = value("change");
    if (!KINDS.contains(kind)) {
      throw new FormRefused("change", "field.no-kind", List.of());
    }
    if (kind.equals("new-term")) {
      return EditBody.of(kind, null).withNewTerm(newTerm());
    }
    EditBody edit = EditBody.of(kind, terms.iri("term", value("term")));
    return switch (kind) {
      case "add-synonym" ->
          edit.withSynonym(
              new SynonymBody(value("text"), language(), fields.containsKey("hidden"), scope()));
      case "drop-synonym", "change-definition", "change-scope-note" ->
          edit.withText(language(), value("text"));
      case "change-label" ->
          edit.withText(language(), value("text"))
              .withLabel(written("reading"), fields.containsKey("keepOld"));
      case "move" -> edit.withPlaces(leaves(edit.term()), optional("to"));
      case "change-quantity" -> edit.withQuantity(quantity());
      case "split" -> edit.withParts(parts(edit.term()));
      case "deprecate" -> edit.withOther(optional("other"));
      default -> edit.withOther(terms.iri("other", value("other")));
    };
  }

  private String value(String field) {
    return fields.getOrDefault(field, "").strip();
  }

  private @Nullable String written(String field) {
    String text = value(field);
    return text.isEmpty() ? null : text;
  }

  private String language() throws FormRefused {
    String language = value("language");
    if (!language.equals("en") && !language.equals("ja")) {
      throw new FormRefused("language", "field.no-language", List.of());
    }
    return language;
  }

  private @Nullable String optional(String field) throws FormRefused {
    return value(field).isEmpty() ? null : terms.iri(field, value(field));
  }

  /** Whoever moves a term means its place, unless it is to have one more. */
  private @Nullable String leaves(String term) throws FormRefused {
    String from = optional("from");
    if (from != null || fields.containsKey("more")) {
      return from;
    }
    List<Named> above = terms.above(term);
    if (above.size() > 1) {
      throw new FormRefused("from", "field.which-place", above);
    }
    return above.isEmpty() ? null : Names.expand(above.get(0).shortName());
  }

  private @Nullable ScopeBody scope() throws FormRefused {
    String kind = value("scopeKind");
    if (kind.isEmpty() && value("scopeName").isEmpty()) {
      return null;
    }
    if (kind.isEmpty() || value("scopeName").isEmpty()) {
      throw new FormRefused(
          kind.isEmpty() ? "scopeKind" : "scopeName", "field.half-scope", List.of());
    }
    return new ScopeBody(kind, value("scopeName"));
  }

  private QuantityBody quantity() throws FormRefused {
    Optional<String> unit = UnitConverter.shipped().recognise(value("unit"));
    if (unit.isEmpty()) {
      throw new FormRefused("unit", "field.no-unit", List.of());
    }
    if (value("kind").isEmpty()) {
      throw new FormRefused("kind", "field.empty", List.of());
    }
    double lower = number("lower");
    double upper = number("upper");
    if (lower >= upper) {
      throw new FormRefused("upper", "field.no-domain", List.of());
    }
    return new QuantityBody(value("kind"), unit.get(), lower, upper);
  }

  private double number(String field) throws FormRefused {
    String text = value(field);
    if (!text.matches("[-+]?[0-9]{1,18}(\\.[0-9]{1,18})?([eE][-+]?[0-9]{1,2})?")) {
      throw new FormRefused(field, "field.no-number", List.of());
    }
    return Double.parseDouble(text);
  }

  private NewTermBody newTerm() throws FormRefused {
    List<String> broader = new ArrayList<>();
    for (String line : lines("broader")) {
      broader.add(terms.iri("broader", line));
    }
    boolean measured = !value("unit").isEmpty() || !value("kind").isEmpty();
    return new NewTermBody(
        written("name"),
        value("role"),
        value("scheme"),
        broader,
        value("labelEn"),
        value("labelJa"),
        written("reading"),
        value("definitionEn"),
        value("definitionJa"),
        synonyms(""),
        measured ? quantity() : null);
  }

  private List<SynonymBody> synonyms(String prefix) {
    List<SynonymBody> synonyms = new ArrayList<>();
    lines(prefix + "synonymsEn").forEach(text -> synonyms.add(synonym(text, "en")));
    lines(prefix + "synonymsJa").forEach(text -> synonyms.add(synonym(text, "ja")));
    return synonyms;
  }

  private static SynonymBody synonym(String text, String language) {
    return new SynonymBody(text, language, null, null);
  }

  private List<String> lines(String field) {
    return value(field).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /** Parts are what the old term is: its role, scheme and quantity. */
  private List<PartBody> parts(String term) throws FormRefused {
    List<PartBody> parts = new ArrayList<>();
    for (int number = 1; number <= MOST_PARTS; number++) {
      String prefix = "part" + number + ".";
      if (!(value(prefix + "labelEn") + value(prefix + "labelJa")).isEmpty()) {
        parts.add(part(prefix, terms.concept(term)));
      }
    }
    return parts;
  }

  private PartBody part(String prefix, Concept old) throws FormRefused {
    List<String> narrower = new ArrayList<>();
    for (String line : lines(prefix + "narrower")) {
      narrower.add(terms.iri(prefix + "narrower", line));
    }
    NewTermBody term =
        new NewTermBody(
            null,
            old.role().word(),
            terms.scheme(old.iri()),
            List.of(),
            value(prefix + "labelEn"),
            value(prefix + "labelJa"),
            written(prefix + "reading"),
            value(prefix + "definitionEn"),
            value(prefix + "definitionJa"),
            List.of(),
            old.quantity()
                .map(q -> new QuantityBody(q.kind(), q.unit(), q.lower(), q.upper()))
                .orElse(null));
    return new PartBody(term, synonyms(prefix), narrower);
  }
}
