package org.kumiki.ontology.editorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that people wrote into edits, so that it can be bounded before it is kept. */
final class EditTexts implements Edit.Cases<List<String>> {

  /** Why edits are not even kept as a draft; empty if they are. */
  static Optional<Refusal> refusal(List<Edit> edits) {
    if (edits.size() > Drafted.MOST_EDITS) {
      return Optional.of(Obstacle.TOO_MANY.of(edits.size(), Drafted.MOST_EDITS));
    }
    EditTexts texts = new EditTexts();
    return edits.stream()
        .flatMap(edit -> edit.fold(texts).stream())
        .filter(text -> text.length() > Texts.LONGEST_DEFINITION)
        .findFirst()
        .map(text -> Obstacle.TEXT_TOO_LONG.of(text.length(), Texts.LONGEST_DEFINITION));
  }

  @Override
  public List<String> newTerm(Edit.NewTerm edit) {
    List<String> texts = new ArrayList<>(edit.broader());
    edit.name().ifPresent(texts::add);
    texts.add(edit.scheme());
    texts.addAll(edit.labels().values());
    edit.reading().ifPresent(texts::add);
    texts.addAll(edit.definitions().values());
    edit.synonyms().forEach(synonym -> texts.addAll(texts(synonym)));
    edit.quantity().ifPresent(quantity -> texts.addAll(List.of(quantity.kind(), quantity.unit())));
    return texts;
  }

  private static List<String> texts(Edit.Synonym synonym) {
    List<String> texts = new ArrayList<>(List.of(synonym.text()));
    synonym.scope().ifPresent(scope -> texts.add(scope.name()));
    return texts;
  }

  @Override
  public List<String> addSynonym(Edit.AddSynonym edit) {
    List<String> texts = new ArrayList<>(texts(edit.synonym()));
    texts.add(edit.term());
    return texts;
  }

  @Override
  public List<String> dropSynonym(Edit.DropSynonym edit) {
    return List.of(edit.term(), edit.text());
  }

  @Override
  public List<String> changeLabel(Edit.ChangeLabel edit) {
    return List.of(edit.term(), edit.text(), edit.reading().orElse(""));
  }

  @Override
  public List<String> changeDefinition(Edit.ChangeDefinition edit) {
    return List.of(edit.term(), edit.text());
  }

  @Override
  public List<String> changeScopeNote(Edit.ChangeScopeNote edit) {
    return List.of(edit.term(), edit.text());
  }

  @Override
  public List<String> move(Edit.Move edit) {
    return List.of(edit.term(), edit.from().orElse(""), edit.to().orElse(""));
  }

  @Override
  public List<String> merge(Edit.Merge edit) {
    return List.of(edit.term(), edit.into());
  }

  @Override
  public List<String> split(Edit.Split edit) {
    List<String> texts = new ArrayList<>(List.of(edit.term()));
    for (Edit.Part part : edit.parts()) {
      texts.addAll(newTerm(part.term()));
      part.labels().forEach(label -> texts.addAll(texts(label)));
      texts.addAll(part.narrower());
    }
    return texts;
  }

  @Override
  public List<String> deprecate(Edit.Deprecate edit) {
    return List.of(edit.term(), edit.replacement().orElse(""));
  }

  @Override
  public List<String> changeQuantity(Edit.ChangeQuantity edit) {
    return List.of(edit.term(), edit.quantity().kind(), edit.quantity().unit());
  }

  @Override
  public List<String> keepApart(Edit.KeepApart edit) {
    return List.of(edit.one(), edit.other());
  }

  @Override
  public List<String> compareAgain(Edit.CompareAgain edit) {
    return List.of(edit.one(), edit.other());
  }
}
