package org.kumiki.ontology.editorial;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.kumiki.ontology.term.Language;

/**
 * What an edit asks, so that it is recognised when somebody asks it again, with another case or the
 * other way round. Two edits that share a key ask the same, or whether the same two terms are one.
 */
public final class EditKeys {
  private EditKeys() {}

  /** The keys of some edits, sorted. */
  public static Set<String> of(List<Edit> edits) {
    Set<String> keys = new TreeSet<>();
    edits.forEach(edit -> keys.addAll(edit.fold(new Maker())));
    return keys;
  }

  /** The key of whatever is proposed about two terms being one or not. */
  public static String pair(String one, String other) {
    return one.compareTo(other) < 0 ? "pair " + one + " " + other : "pair " + other + " " + one;
  }

  private static String folded(String text) {
    return Texts.tidy(text).toLowerCase(Locale.ROOT).replaceAll("[\\s\\u3000]+", " ");
  }

  private static String label(String what, Language language, String text) {
    return what + " " + language.tag() + " " + folded(text);
  }

  /** A pair is asked about from either side; a text counts without its case. */
  private static final class Maker implements Edit.Cases<Set<String>> {
    @Override
    public Set<String> newTerm(Edit.NewTerm edit) {
      Set<String> keys = new TreeSet<>();
      for (Map.Entry<Language, String> label : edit.labels().entrySet()) {
        keys.add(label("term", label.getKey(), label.getValue()));
      }
      return keys;
    }

    @Override
    public Set<String> addSynonym(Edit.AddSynonym edit) {
      Edit.Synonym synonym = edit.synonym();
      return Set.of(label("synonym " + edit.term(), synonym.language(), synonym.text()));
    }

    @Override
    public Set<String> dropSynonym(Edit.DropSynonym edit) {
      return Set.of(label("drop " + edit.term(), edit.language(), edit.text()));
    }

    @Override
    public Set<String> changeLabel(Edit.ChangeLabel edit) {
      return Set.of(label("label " + edit.term(), edit.language(), edit.text()));
    }

    @Override
    public Set<String> changeDefinition(Edit.ChangeDefinition edit) {
      return Set.of(label("definition " + edit.term(), edit.language(), edit.text()));
    }

    @Override
    public Set<String> changeScopeNote(Edit.ChangeScopeNote edit) {
      return Set.of(label("scope note " + edit.term(), edit.language(), edit.text()));
    }

    @Override
    public Set<String> move(Edit.Move edit) {
      Set<String> keys = new TreeSet<>();
      keys.add("move " + edit.term() + " " + edit.from().orElse("-") + " " + edit.to().orElse("-"));
      edit.to().ifPresent(to -> keys.add(pair(edit.term(), to)));
      return keys;
    }

    @Override
    public Set<String> merge(Edit.Merge edit) {
      return Set.of(pair(edit.term(), edit.into()), "deprecate " + edit.term());
    }

    @Override
    public Set<String> split(Edit.Split edit) {
      return Set.of("split " + edit.term());
    }

    @Override
    public Set<String> deprecate(Edit.Deprecate edit) {
      return Set.of("deprecate " + edit.term());
    }

    @Override
    public Set<String> changeQuantity(Edit.ChangeQuantity edit) {
      return Set.of(
          "quantity " + edit.term() + " " + edit.quantity().kind() + " " + edit.quantity().unit());
    }

    @Override
    public Set<String> keepApart(Edit.KeepApart edit) {
      return Set.of(pair(edit.one(), edit.other()));
    }

    @Override
    public Set<String> compareAgain(Edit.CompareAgain edit) {
      return Set.of("compare " + pair(edit.one(), edit.other()));
    }
  }
}
