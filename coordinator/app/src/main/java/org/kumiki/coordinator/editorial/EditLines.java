package org.kumiki.coordinator.editorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.coordinator.editorial.Row.Side;
import org.kumiki.coordinator.vocabulary.Snapshot;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.term.Language;

/** Puts edits into words, with terms as they are called now. */
final class EditLines implements Edit.Cases<EditLine> {
  private final Snapshot now;
  private final int place;

  private EditLines(Snapshot now, int place) {
    this.now = now;
    this.place = place;
  }

  /** The first {@code most} edits. */
  static List<EditLine> of(Snapshot now, List<Edit> edits, int most) {
    List<EditLine> lines = new ArrayList<>();
    for (Edit edit : edits.subList(0, Math.min(most, edits.size()))) {
      lines.add(edit.fold(new EditLines(now, lines.size())));
    }
    return lines;
  }

  private EditLine line(String kind, String term, Row... rows) {
    return new EditLine(
        place, kind, Optional.of(Named.of(now, term)), Optional.empty(), List.of(rows));
  }

  private EditLine pair(String kind, String term, String other) {
    return new EditLine(
        place,
        kind,
        Optional.of(Named.of(now, term)),
        Optional.of(Named.of(now, other)),
        List.of());
  }

  private static Row text(String key, Language language, String text, boolean gone) {
    Side side = gone ? Side.removed(text) : Side.added(text);
    return language == Language.JA
        ? Row.of(key, Side.NOTHING, side)
        : Row.of(key, side, Side.NOTHING);
  }

  @Override
  public EditLine newTerm(Edit.NewTerm edit) {
    return new EditLine(place, "new-term", Optional.empty(), Optional.empty(), rows(edit));
  }

  private List<Row> rows(Edit.NewTerm edit) {
    List<Row> rows = new ArrayList<>();
    rows.add(both("label", edit.labels()));
    edit.reading().ifPresent(text -> rows.add(text("reading", Language.JA, text, false)));
    rows.add(both("definition", edit.definitions()));
    rows.addAll(synonyms("other-label", edit.synonyms()));
    edit.broader().forEach(iri -> rows.add(BothWords.term("broader", now, iri)));
    rows.add(BothWords.term("scheme", now, edit.scheme()));
    rows.add(BothWords.row("role", "role." + edit.role().word()));
    edit.quantity().ifPresent(quantity -> rows.addAll(BothWords.quantity(quantity)));
    return rows;
  }

  private static Row both(String key, Map<Language, String> texts) {
    return Row.added(key, texts.getOrDefault(Language.EN, ""), texts.getOrDefault(Language.JA, ""));
  }

  private static List<Row> synonyms(String key, List<Edit.Synonym> synonyms) {
    return synonyms.isEmpty()
        ? List.of()
        : List.of(
            Row.of(
                key,
                new Side(List.of(), words(synonyms, Language.EN)),
                new Side(List.of(), words(synonyms, Language.JA))));
  }

  private static List<String> words(List<Edit.Synonym> synonyms, Language language) {
    return synonyms.stream()
        .filter(synonym -> synonym.language() == language)
        .map(synonym -> BothWords.synonym(synonym, language == Language.JA))
        .collect(Collectors.toList());
  }

  @Override
  public EditLine addSynonym(Edit.AddSynonym edit) {
    boolean hidden = edit.synonym().form() == Edit.Form.HIDDEN;
    return line(
        "add-synonym",
        edit.term(),
        synonyms(hidden ? "hidden-label" : "other-label", List.of(edit.synonym())).get(0));
  }

  @Override
  public EditLine dropSynonym(Edit.DropSynonym edit) {
    return line(
        "drop-synonym", edit.term(), text("other-label", edit.language(), edit.text(), true));
  }

  @Override
  public EditLine changeLabel(Edit.ChangeLabel edit) {
    List<Row> rows = new ArrayList<>();
    rows.add(text("label", edit.language(), edit.text(), false));
    edit.reading().ifPresent(text -> rows.add(text("reading", Language.JA, text, false)));
    return line("change-label", edit.term(), rows.toArray(Row[]::new));
  }

  @Override
  public EditLine changeDefinition(Edit.ChangeDefinition edit) {
    return line(
        "change-definition", edit.term(), text("definition", edit.language(), edit.text(), false));
  }

  @Override
  public EditLine changeScopeNote(Edit.ChangeScopeNote edit) {
    boolean gone = edit.text().isBlank();
    String text = gone ? noted(edit.term(), edit.language()) : edit.text();
    return line("change-scope-note", edit.term(), text("scope-note", edit.language(), text, gone));
  }

  /** The scope note that a term has now; empty for none. */
  private String noted(String term, Language language) {
    return now
        .graph()
        .find(NodeFactory.createURI(term), SKOS.scopeNote.asNode(), Node.ANY)
        .mapWith(Triple::getObject)
        .filterKeep(note -> note.isLiteral() && note.getLiteralLanguage().equals(language.tag()))
        .mapWith(Node::getLiteralLexicalForm)
        .toList()
        .stream()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  @Override
  public EditLine move(Edit.Move edit) {
    Optional<Named> from = edit.from().map(iri -> Named.of(now, iri));
    Optional<Named> to = edit.to().map(iri -> Named.of(now, iri));
    Side en = new Side(from.map(Named::en).stream().toList(), to.map(Named::en).stream().toList());
    Side ja = new Side(from.map(Named::ja).stream().toList(), to.map(Named::ja).stream().toList());
    return line("move", edit.term(), Row.of("broader", en, ja));
  }

  @Override
  public EditLine merge(Edit.Merge edit) {
    return pair("merge", edit.term(), edit.into());
  }

  @Override
  public EditLine split(Edit.Split edit) {
    List<Row> rows = new ArrayList<>();
    for (Edit.Part part : edit.parts()) {
      rows.add(both("part", part.term().labels()));
      rows.add(both("definition", part.term().definitions()));
      rows.addAll(synonyms("other-label", part.labels()));
      part.narrower().forEach(iri -> rows.add(BothWords.term("narrower", now, iri)));
    }
    return line("split", edit.term(), rows.toArray(Row[]::new));
  }

  @Override
  public EditLine deprecate(Edit.Deprecate edit) {
    return edit.replacement()
        .map(other -> pair("deprecate", edit.term(), other))
        .orElseGet(() -> line("deprecate", edit.term()));
  }

  @Override
  public EditLine changeQuantity(Edit.ChangeQuantity edit) {
    return line(
        "change-quantity", edit.term(), BothWords.quantity(edit.quantity()).toArray(Row[]::new));
  }

  @Override
  public EditLine keepApart(Edit.KeepApart edit) {
    return pair("keep-apart", edit.one(), edit.other());
  }

  @Override
  public EditLine compareAgain(Edit.CompareAgain edit) {
    return pair("compare-again", edit.one(), edit.other());
  }
}
