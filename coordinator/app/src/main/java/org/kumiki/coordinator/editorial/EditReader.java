package org.kumiki.coordinator.editorial;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.kumiki.coordinator.editorial.EditBody.NewTermBody;
import org.kumiki.coordinator.editorial.EditBody.PartBody;
import org.kumiki.coordinator.editorial.EditBody.QuantityBody;
import org.kumiki.coordinator.editorial.EditBody.ScopeBody;
import org.kumiki.coordinator.editorial.EditBody.SynonymBody;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.editorial.Edit.Synonym;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.ScopedLabel;
import org.kumiki.ontology.unit.UnitConverter;

/** Reads edits, and names the field that is missing or wrong. */
final class EditReader {
  private final String place;

  private EditReader(String place) {
    this.place = place;
  }

  /** Edits in their order; messages count them from 1. */
  static List<Edit> read(@Nullable List<EditBody> bodies) {
    List<Edit> edits = new ArrayList<>();
    for (EditBody body : bodies == null ? List.<EditBody>of() : bodies) {
      edits.add(new EditReader("edit " + (edits.size() + 1)).edit(body));
    }
    return edits;
  }

  private Edit edit(@Nullable EditBody body) {
    if (body == null || body.kind() == null) {
      throw wrong("'kind' is missing");
    }
    return switch (body.kind()) {
      case "new-term" -> newTerm(required(body.newTerm(), "newTerm"));
      case "add-synonym" ->
          new Edit.AddSynonym(
              term(body.term(), "term"),
              synonym(new SynonymBody(body.text(), body.language(), body.hidden(), body.scope())));
      case "drop-synonym" ->
          new Edit.DropSynonym(
              term(body.term(), "term"), required(body.text(), "text"), language(body.language()));
      case "change-label" ->
          new Edit.ChangeLabel(
              term(body.term(), "term"),
              language(body.language()),
              required(body.text(), "text"),
              written(body.reading()),
              body.keepOld() == null || body.keepOld());
      case "change-definition" ->
          new Edit.ChangeDefinition(
              term(body.term(), "term"), language(body.language()), required(body.text(), "text"));
      case "change-scope-note" ->
          new Edit.ChangeScopeNote(
              term(body.term(), "term"), language(body.language()), required(body.text(), "text"));
      case "move" ->
          new Edit.Move(term(body.term(), "term"), optional(body.from()), optional(body.to()));
      case "merge" -> pair(body, Edit.Merge::new);
      case "keep-apart" -> pair(body, Edit.KeepApart::new);
      case "compare-again" -> pair(body, Edit.CompareAgain::new);
      case "deprecate" -> new Edit.Deprecate(term(body.term(), "term"), optional(body.other()));
      case "change-quantity" ->
          new Edit.ChangeQuantity(
              term(body.term(), "term"), quantity(required(body.quantity(), "quantity")));
      case "split" -> new Edit.Split(term(body.term(), "term"), all(body.parts(), this::part));
      default -> throw wrong("there is no kind '" + bounded(body.kind()) + "'");
    };
  }

  private interface Pair {
    Edit of(String one, String other);
  }

  private Edit pair(EditBody body, Pair edit) {
    return edit.of(term(body.term(), "term"), term(body.other(), "other"));
  }

  private Edit.NewTerm newTerm(NewTermBody body) {
    return new Edit.NewTerm(
        written(body.name()),
        role(required(body.role(), "role")),
        term(body.scheme(), "scheme"),
        all(body.broader(), parent -> term(parent, "broader")),
        Map.of(
            Language.EN, required(body.labelEn(), "labelEn"),
            Language.JA, required(body.labelJa(), "labelJa")),
        written(body.reading()),
        Map.of(
            Language.EN, required(body.definitionEn(), "definitionEn"),
            Language.JA, required(body.definitionJa(), "definitionJa")),
        all(body.synonyms(), this::synonym),
        Optional.ofNullable(body.quantity()).map(this::quantity));
  }

  private Edit.Part part(PartBody body) {
    return new Edit.Part(
        newTerm(required(body.newTerm(), "newTerm")),
        all(body.labels(), this::synonym),
        all(body.narrower(), child -> term(child, "narrower")));
  }

  private Synonym synonym(SynonymBody body) {
    boolean hidden = body.hidden() != null && body.hidden();
    return new Synonym(
        required(body.text(), "text"),
        language(body.language()),
        hidden ? Edit.Form.HIDDEN : Edit.Form.ALTERNATIVE,
        Optional.ofNullable(body.scope()).map(this::scope));
  }

  private Edit.Scope scope(ScopeBody body) {
    String kind = required(body.kind(), "scope.kind").toUpperCase(Locale.ROOT);
    return Arrays.stream(ScopedLabel.Kind.values())
        .filter(known -> known.name().equals(kind))
        .findFirst()
        .map(known -> new Edit.Scope(known, required(body.name(), "scope.name")))
        .orElseThrow(() -> wrong("'scope.kind' is standard, vendor or field"));
  }

  private Quantity quantity(QuantityBody body) {
    try {
      return new Quantity(
          term(body.kind(), "quantity.kind"),
          unit(required(body.unit(), "quantity.unit")),
          body.lower(),
          body.upper());
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  /** By IRI or as people write it; what may be several by its capital letters is refused. */
  private String unit(String written) {
    UnitConverter units = UnitConverter.shipped();
    Optional<String> known = units.recognise(written);
    if (known.isPresent()) {
      return known.get();
    }
    List<String> meant =
        units.meantByAnyCase(written).entrySet().stream()
            .map(unit -> unit.getKey() + " (" + unit.getValue() + ")")
            .toList();
    if (!meant.isEmpty()) {
      throw wrong(
          "'quantity.unit' '"
              + bounded(written)
              + "' may mean "
              + String.join(" or ", meant)
              + "; write it so");
    }
    return Names.expand(written);
  }

  private Role role(String word) {
    return Arrays.stream(Role.values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(() -> wrong("there is no role '" + bounded(word) + "'"));
  }

  private Language language(@Nullable String tag) {
    return Arrays.stream(Language.values())
        .filter(language -> language.tag().equals(tag))
        .findFirst()
        .orElseThrow(() -> wrong("'language' is en or ja"));
  }

  private String term(@Nullable String iri, String field) {
    return Names.expand(required(iri, field));
  }

  private static Optional<String> optional(@Nullable String iri) {
    return written(iri).map(Names::expand);
  }

  private static Optional<String> written(@Nullable String text) {
    return Optional.ofNullable(text).map(String::strip).filter(t -> !t.isEmpty());
  }

  private <B, T> List<T> all(@Nullable List<B> bodies, Function<B, T> read) {
    List<T> made = new ArrayList<>();
    for (B body : bodies == null ? List.<B>of() : bodies) {
      made.add(read.apply(required(body, "an element of a list")));
    }
    return made;
  }

  private <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw wrong("'" + field + "' is missing");
    }
    return value;
  }

  private UnreadableEdit wrong(String what) {
    return new UnreadableEdit(place + ": " + what + "; see /openapi.json");
  }

  private static String bounded(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
