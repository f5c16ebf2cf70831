package org.kumiki.coordinator.editorial;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kumiki.coordinator.editorial.EditBody.NewTermBody;
import org.kumiki.coordinator.editorial.EditBody.PartBody;
import org.kumiki.coordinator.editorial.EditBody.QuantityBody;
import org.kumiki.coordinator.editorial.EditBody.SynonymBody;
import org.kumiki.ontology.term.Names;

/** Fills in the form of an edit, so that {@link EditForm} reads the same edit from it. */
final class EditFields {
  private final Map<String, String> fields = new HashMap<>();

  private EditFields() {}

  static Map<String, String> of(EditBody edit) {
    EditFields form = new EditFields();
    form.put("change", edit.kind());
    form.term("term", edit.term());
    form.term("other", edit.other());
    form.term("from", edit.from());
    form.term("to", edit.to());
    form.put("language", edit.language());
    form.put("text", edit.text());
    form.put("reading", edit.reading());
    form.tick("hidden", edit.hidden());
    form.tick("keepOld", edit.keepOld());
    if (edit.scope() != null) {
      form.put("scopeKind", edit.scope().kind());
      form.put("scopeName", edit.scope().name());
    }
    form.quantity(edit.quantity());
    if (edit.newTerm() != null) {
      form.newTerm("", edit.newTerm());
      form.synonyms("", edit.newTerm().synonyms());
    }
    form.parts(edit.parts() == null ? List.of() : edit.parts());
    return form.fields;
  }

  /** Whether the form holds all that an edit says; one that came over the API may say more. */
  static boolean hold(EditBody edit) {
    List<SynonymBody> synonyms = new ArrayList<>();
    if (edit.newTerm() != null && edit.newTerm().synonyms() != null) {
      synonyms.addAll(edit.newTerm().synonyms());
    }
    List<String> broader = edit.newTerm() == null ? null : edit.newTerm().broader();
    if (broader != null && broader.size() > 1) {
      return false;
    }
    List<PartBody> parts = edit.parts() == null ? List.of() : edit.parts();
    for (PartBody part : parts) {
      synonyms.addAll(part.labels() == null ? List.of() : part.labels());
      List<SynonymBody> own = part.newTerm().synonyms();
      if (own != null && !own.isEmpty()) {
        return false;
      }
    }
    return parts.size() <= EditForm.MOST_PARTS
        && synonyms.stream()
            .noneMatch(one -> one.scope() != null || Boolean.TRUE.equals(one.hidden()));
  }

  private void put(String field, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      fields.put(field, value);
    }
  }

  private void tick(String field, @Nullable Boolean value) {
    if (Boolean.TRUE.equals(value)) {
      fields.put(field, "on");
    }
  }

  private void term(String field, @Nullable String iri) {
    put(field, iri == null ? null : Names.shorten(iri));
  }

  private void quantity(@Nullable QuantityBody quantity) {
    if (quantity != null) {
      put("kind", Names.expand(quantity.kind()));
      put("unit", BothWords.unit(quantity.unit()));
      put("lower", BothWords.number(quantity.lower()));
      put("upper", BothWords.number(quantity.upper()));
    }
  }

  private void newTerm(String prefix, NewTermBody term) {
    put(prefix + "name", term.name());
    put(prefix + "role", term.role());
    put(prefix + "scheme", Names.expand(term.scheme()));
    put(prefix + "broader", term.broader() == null ? null : shortened(term.broader()));
    put(prefix + "labelEn", term.labelEn());
    put(prefix + "labelJa", term.labelJa());
    put(prefix + "reading", term.reading());
    put(prefix + "definitionEn", term.definitionEn());
    put(prefix + "definitionJa", term.definitionJa());
    if (prefix.isEmpty()) {
      quantity(term.quantity());
    }
  }

  private static String shortened(List<String> iris) {
    return iris.stream().map(Names::shorten).collect(Collectors.joining("\n"));
  }

  private void synonyms(String prefix, @Nullable List<SynonymBody> synonyms) {
    for (String language : List.of("En", "Ja")) {
      put(
          prefix + "synonyms" + language,
          (synonyms == null ? List.<SynonymBody>of() : synonyms)
              .stream()
                  .filter(one -> language.equalsIgnoreCase(one.language()))
                  .map(SynonymBody::text)
                  .collect(Collectors.joining("\n")));
    }
  }

  private void parts(List<PartBody> parts) {
    int number = 1;
    for (PartBody part : parts) {
      String prefix = "part" + number + ".";
      newTerm(prefix, part.newTerm());
      synonyms(prefix, part.labels());
      put(prefix + "narrower", part.narrower() == null ? null : shortened(part.narrower()));
      number++;
    }
  }
}
