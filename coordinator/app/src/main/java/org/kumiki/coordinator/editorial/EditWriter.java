package org.kumiki.coordinator.editorial;

import java.util.List;
import java.util.Locale;
import org.kumiki.coordinator.editorial.EditBody.NewTermBody;
import org.kumiki.coordinator.editorial.EditBody.PartBody;
import org.kumiki.coordinator.editorial.EditBody.QuantityBody;
import org.kumiki.coordinator.editorial.EditBody.ScopeBody;
import org.kumiki.coordinator.editorial.EditBody.SynonymBody;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Quantity;

/** Writes edits as {@link EditReader} reads them. */
final class EditWriter implements Edit.Cases<EditBody> {
  static List<EditBody> write(List<Edit> edits) {
    EditWriter writer = new EditWriter();
    return edits.stream().map(edit -> edit.fold(writer)).toList();
  }

  @Override
  public EditBody newTerm(Edit.NewTerm edit) {
    return EditBody.of("new-term", null).withNewTerm(term(edit));
  }

  @Override
  public EditBody addSynonym(Edit.AddSynonym edit) {
    return EditBody.of("add-synonym", edit.term()).withSynonym(synonym(edit.synonym()));
  }

  @Override
  public EditBody dropSynonym(Edit.DropSynonym edit) {
    return EditBody.of("drop-synonym", edit.term()).withText(edit.language().tag(), edit.text());
  }

  @Override
  public EditBody changeLabel(Edit.ChangeLabel edit) {
    return EditBody.of("change-label", edit.term())
        .withText(edit.language().tag(), edit.text())
        .withLabel(edit.reading().orElse(null), edit.keepOld());
  }

  @Override
  public EditBody changeDefinition(Edit.ChangeDefinition edit) {
    return EditBody.of("change-definition", edit.term())
        .withText(edit.language().tag(), edit.text());
  }

  @Override
  public EditBody changeScopeNote(Edit.ChangeScopeNote edit) {
    return EditBody.of("change-scope-note", edit.term())
        .withText(edit.language().tag(), edit.text());
  }

  @Override
  public EditBody move(Edit.Move edit) {
    return EditBody.of("move", edit.term())
        .withPlaces(edit.from().orElse(null), edit.to().orElse(null));
  }

  @Override
  public EditBody merge(Edit.Merge edit) {
    return EditBody.of("merge", edit.term()).withOther(edit.into());
  }

  @Override
  public EditBody split(Edit.Split edit) {
    return EditBody.of("split", edit.term())
        .withParts(edit.parts().stream().map(EditWriter::part).toList());
  }

  @Override
  public EditBody deprecate(Edit.Deprecate edit) {
    return EditBody.of("deprecate", edit.term()).withOther(edit.replacement().orElse(null));
  }

  @Override
  public EditBody changeQuantity(Edit.ChangeQuantity edit) {
    return EditBody.of("change-quantity", edit.term()).withQuantity(quantity(edit.quantity()));
  }

  @Override
  public EditBody keepApart(Edit.KeepApart edit) {
    return EditBody.of("keep-apart", edit.one()).withOther(edit.other());
  }

  @Override
  public EditBody compareAgain(Edit.CompareAgain edit) {
    return EditBody.of("compare-again", edit.one()).withOther(edit.other());
  }

  private static NewTermBody term(Edit.NewTerm edit) {
    return new NewTermBody(
        edit.name().orElse(null),
        edit.role().word(),
        edit.scheme(),
        edit.broader(),
        edit.labels().get(Language.EN),
        edit.labels().get(Language.JA),
        edit.reading().orElse(null),
        edit.definitions().get(Language.EN),
        edit.definitions().get(Language.JA),
        edit.synonyms().stream().map(EditWriter::synonym).toList(),
        edit.quantity().map(EditWriter::quantity).orElse(null));
  }

  private static PartBody part(Edit.Part part) {
    return new PartBody(
        term(part.term()),
        part.labels().stream().map(EditWriter::synonym).toList(),
        part.narrower());
  }

  private static SynonymBody synonym(Edit.Synonym synonym) {
    return new SynonymBody(
        synonym.text(),
        synonym.language().tag(),
        synonym.form() == Edit.Form.HIDDEN,
        synonym.scope().map(EditWriter::scope).orElse(null));
  }

  private static ScopeBody scope(Edit.Scope scope) {
    return new ScopeBody(scope.kind().name().toLowerCase(Locale.ROOT), scope.name());
  }

  private static QuantityBody quantity(Quantity quantity) {
    return new QuantityBody(quantity.kind(), quantity.unit(), quantity.lower(), quantity.upper());
  }
}
