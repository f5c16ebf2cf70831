package org.kumiki.ontology.editorial;

import static org.kumiki.ontology.editorial.Terminology.ALTERNATIVE;
import static org.kumiki.ontology.editorial.Terminology.DEFINITION;
import static org.kumiki.ontology.editorial.Terminology.HIDDEN;
import static org.kumiki.ontology.editorial.Terminology.PREFERRED;
import static org.kumiki.ontology.editorial.Terminology.READING;
import static org.kumiki.ontology.editorial.Terminology.SCOPE_NOTE;
import static org.kumiki.ontology.editorial.Terminology.text;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.kumiki.ontology.term.Language;

/** How a term is called and what it means. */
final class LabelEdits {
  private static final String TEXT = "text";

  private LabelEdits() {}

  static Optional<Refusal> add(Edit.AddSynonym edit, WorkingCopy copy) {
    return Checks.first(
        () -> Checks.inUse(copy, edit.term()), () -> add(edit.term(), edit.synonym(), copy));
  }

  /** Another name for a term that is there, perhaps only since this draft. */
  static Optional<Refusal> add(String term, Edit.Synonym synonym, WorkingCopy copy) {
    String written = Texts.tidy(synonym.text());
    Node label = text(written, synonym.language().tag());
    Optional<Refusal> refusal =
        Checks.first(
            () -> named(written, synonym),
            () -> synonym.scope().flatMap(s -> Texts.name(s.name())).map(r -> r.at("scopeName")),
            () ->
                Checks.when(
                    Terminology.LABELS.stream().anyMatch(sort -> copy.has(term, sort, label)),
                    () -> Obstacle.LABEL_EXISTS.of(Checks.shown(term), written)));
    if (refusal.isEmpty()) {
      copy.add(term, synonym.form() == Edit.Form.HIDDEN ? HIDDEN : ALTERNATIVE, label);
      synonym.scope().ifPresent(scope -> ScopedLabels.add(term, label, scope, copy));
    }
    return refusal;
  }

  private static Optional<Refusal> named(String written, Edit.Synonym synonym) {
    Optional<Refusal> refusal =
        synonym.form() == Edit.Form.HIDDEN
            ? Texts.misspelling(written, synonym.language())
            : Texts.label(written, synonym.language());
    return refusal.map(one -> one.at(TEXT));
  }

  static Optional<Refusal> drop(Edit.DropSynonym edit, WorkingCopy copy) {
    String term = edit.term();
    Node label = text(edit.text(), edit.language().tag());
    boolean there = copy.has(term, ALTERNATIVE, label) || copy.has(term, HIDDEN, label);
    Optional<Refusal> refusal =
        Checks.first(
            () -> Checks.inUse(copy, term),
            () ->
                Checks.when(
                    !there,
                    () -> Obstacle.LABEL_ABSENT.of(Checks.shown(term), shortened(edit.text()))));
    if (refusal.isEmpty()) {
      copy.remove(term, ALTERNATIVE, label);
      copy.remove(term, HIDDEN, label);
      ScopedLabels.remove(term, label, copy);
    }
    return refusal;
  }

  static Optional<Refusal> change(Edit.ChangeLabel edit, WorkingCopy copy) {
    Optional<Refusal> refusal =
        Checks.first(
            () -> Checks.inUse(copy, edit.term()),
            () -> Texts.label(edit.text(), edit.language()).map(one -> one.at(TEXT)),
            () -> edit.reading().flatMap(Texts::reading).map(one -> one.at("reading")));
    if (refusal.isEmpty()) {
      relabel(edit, copy);
    }
    return refusal;
  }

  private static void relabel(Edit.ChangeLabel edit, WorkingCopy copy) {
    String term = edit.term();
    Node label = text(Texts.tidy(edit.text()), edit.language().tag());
    List<Node> old = copy.texts(term, PREFERRED, edit.language());
    copy.remove(term, ALTERNATIVE, label);
    copy.remove(term, HIDDEN, label);
    for (Node before : old) {
      copy.remove(term, PREFERRED, before);
      if (edit.keepOld() && !before.equals(label)) {
        copy.add(term, ALTERNATIVE, before);
      }
    }
    copy.add(term, PREFERRED, label);
    if (edit.language() == Language.JA) {
      copy.clear(term, READING);
      edit.reading().ifPresent(reading -> read(term, reading, copy));
    }
  }

  static void read(String term, String reading, WorkingCopy copy) {
    copy.add(term, READING, text(Texts.tidy(reading), Terminology.HIRAGANA));
  }

  static Optional<Refusal> define(Edit.ChangeDefinition edit, WorkingCopy copy) {
    Optional<Refusal> refusal =
        Checks.first(
            () -> Checks.inUse(copy, edit.term()),
            () -> Texts.definition(edit.text(), edit.language()).map(one -> one.at(TEXT)));
    if (refusal.isEmpty()) {
      say(edit.term(), DEFINITION, edit.language(), edit.text(), copy);
    }
    return refusal;
  }

  static Optional<Refusal> note(Edit.ChangeScopeNote edit, WorkingCopy copy) {
    Optional<Refusal> refusal =
        Checks.first(
            () -> Checks.inUse(copy, edit.term()),
            () -> Texts.note(edit.text(), edit.language()).map(one -> one.at(TEXT)));
    if (refusal.isEmpty()) {
      say(edit.term(), SCOPE_NOTE, edit.language(), edit.text(), copy);
    }
    return refusal;
  }

  /** The one text of a property in a language; an empty one leaves none. */
  private static void say(
      String term, Node property, Language language, String said, WorkingCopy copy) {
    copy.texts(term, property, language).forEach(before -> copy.remove(term, property, before));
    String written = Texts.tidy(said);
    if (!written.isEmpty()) {
      copy.add(term, property, text(written, language.tag()));
    }
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
