package org.kumiki.coordinator.editorial;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
      throw new FormRefused("change", "field.no-kind", "", List.of());
    }
    requireFilled(kind);
    if (kind.equals("new-term")) {
      return EditBody.of(kind, null).withNewTerm(newTerm());
    }
    EditBody edit = EditBody.of(kind, terms.iri(kind, "term", value("term")));
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
      default -> edit.withOther(terms.iri(kind, "other", value("other")));
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
      throw new FormRefused("language", "field.no-language", "language", List.of());
    }
    return language;
  }

  private @Nullable String optional(String field) throws FormRefused {
    return value(field).isEmpty() ? null : terms.iri(value("change"), field, value(field));
  }

  /** Whoever moves a term means its place, unless it is to have one more. */
  private @Nullable String leaves(String term) throws FormRefused {
    String from = optional("from");
    if (from != null || fields.containsKey("more")) {
      return from;
    }
    List<Named> above = terms.above(term);
    if (above.size() > 1) {
      throw new FormRefused("from", "field.which-place", "from", above);
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
          kind.isEmpty() ? "scopeKind" : "scopeName", "field.half-scope", "", List.of());
    }
    return new ScopeBody(kind, value("scopeName"));
  }

  private FormRefused empty(String field) {
    return new FormRefused(field, "field.empty", label(value("change"), field), List.of());
  }

  /** The key of what a field is called on the page of a sort of edit. */
  static String label(String kind, String field) {
    String bare = field.replaceFirst("^part[0-9]\\.", "");
    return switch (bare) {
      case "text" ->
          switch (kind) {
            case "change-label" -> "label";
            case "change-definition" -> "definition";
            case "change-scope-note" -> "scope-note";
            default -> "synonym";
          };
      case "other" ->
          switch (kind) {
            case "merge" -> "into";
            case "deprecate" -> "replacement";
            default -> "other";
          };
      default -> bare.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    };
  }

  /** Fields that an edit of this kind cannot do without. */
  private void requireFilled(String kind) throws FormRefused {
    List<String> needed =
        switch (kind) {
          case "new-term" -> List.of("labelEn", "labelJa", "definitionEn", "definitionJa");
          case "add-synonym", "drop-synonym", "change-label", "change-definition" ->
              List.of("term", "text");
          case "change-quantity" -> List.of("term", "kind", "unit");
          case "merge", "keep-apart", "compare-again" -> List.of("term", "other");
          case "split" -> partsNeeded();
          default -> List.of("term");
        };
    for (String field : needed) {
      if (value(field).isEmpty()) {
        throw empty(field);
      }
    }
  }

  /** Of each part that is begun, and of the first two in any case. */
  private List<String> partsNeeded() {
    List<String> needed = new ArrayList<>(List.of("term"));
    for (int number = 1; number <= MOST_PARTS; number++) {
      String prefix = "part" + number + ".";
      boolean begun = !(value(prefix + "labelEn") + value(prefix + "labelJa")).isEmpty();
      if (begun || number <= 2) {
        for (String field : List.of("labelEn", "labelJa", "definitionEn", "definitionJa")) {
          needed.add(prefix + field);
        }
      }
    }
    return needed;
  }

  private QuantityBody quantity() throws FormRefused {
    if (value("unit").isEmpty()) {
      throw empty("unit");
    }
    Optional<String> unit = UnitConverter.shipped().recognise(value("unit"));
    if (unit.isEmpty()) {
      throw new FormRefused("unit", "field.no-unit", "unit", List.of());
    }
    if (value("kind").isEmpty()) {
      throw empty("kind");
    }
    double lower = number("lower");
    double upper = number("upper");
    if (lower >= upper) {
      throw new FormRefused("upper", "field.no-domain", "upper", List.of());
    }
    return new QuantityBody(value("kind"), unit.get(), lower, upper);
  }

  private double number(String field) throws FormRefused {
    String text = value(field);
    if (text.isEmpty()) {
      throw empty(field);
    }
    if (!text.matches("[-+]?[0-9]{1,18}(\\.[0-9]{1,18})?([eE][-+]?[0-9]{1,2})?")) {
      throw new FormRefused(field, "field.no-number", field, List.of());
    }
    return Double.parseDouble(text);
  }

  private NewTermBody newTerm() throws FormRefused {
    List<String> broader = new ArrayList<>();
    for (String line : lines("broader")) {
      broader.add(terms.iri("new-term", "broader", line));
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
      narrower.add(terms.iri("split", prefix + "narrower", line));
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
