package org.kumiki.ontology.editorial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.ScopedLabel;

/**
 * What somebody wants of the vocabulary, in the curators' words. It says what shall be, not which
 * statements: those are made by {@link Drafted#of} from what the vocabulary says then. Terms are
 * named by their full IRIs. Immutable.
 */
public sealed interface Edit {

  /** The existing terms that it is about; whoever writes it has seen them as they are. */
  Set<String> terms();

  /** Another name. {@code scope} is empty for one that everybody uses. */
  record Synonym(String text, Language language, Form form, Optional<Scope> scope) {
    /** A name that everybody uses. */
    public static Synonym alternative(String text, Language language) {
      return new Synonym(text, language, Form.ALTERNATIVE, Optional.empty());
    }
  }

  /** How a synonym is used. */
  enum Form {
    /** Shown, and found. */
    ALTERNATIVE,
    /** A frequent misspelling: found, and never shown. */
    HIDDEN
  }

  /**
   * To whom a name belongs.
   *
   * @param name the standard, vendor or field, such as {@code ISO 6892-1}
   */
  record Scope(ScopedLabel.Kind kind, String name) {}

  /**
   * A term that is not there yet.
   *
   * @param name the end of its IRI; empty to make one of the English label
   * @param scheme the IRI of its scheme
   * @param broader the terms directly above it; none for one at the top
   * @param labels the preferred label in both languages
   * @param reading the Japanese label in hiragana
   * @param definitions in both languages
   * @param synonyms other names
   * @param quantity what it measures; empty for words and categories
   */
  record NewTerm(
      Optional<String> name,
      Role role,
      String scheme,
      List<String> broader,
      Map<Language, String> labels,
      Optional<String> reading,
      Map<Language, String> definitions,
      List<Synonym> synonyms,
      Optional<Quantity> quantity)
      implements Edit {
    public NewTerm {
      broader = List.copyOf(broader);
      labels = inOrder(labels);
      definitions = inOrder(definitions);
      synonyms = List.copyOf(synonyms);
    }

    private static Map<Language, String> inOrder(Map<Language, String> texts) {
      Map<Language, String> copy = new EnumMap<>(Language.class);
      copy.putAll(texts);
      return Collections.unmodifiableMap(copy);
    }

    @Override
    public Set<String> terms() {
      return new TreeSet<>(broader);
    }

    /** The IRI that it gets. */
    public String iri() {
      return NewTerms.iri(this);
    }
  }

  /** Another name for a term. */
  record AddSynonym(String term, Synonym synonym) implements Edit {
    @Override
    public Set<String> terms() {
      return Set.of(term);
    }
  }

  /** A name that a term shall not have any more: alternative or hidden, with its scope. */
  record DropSynonym(String term, String text, Language language) implements Edit {
    @Override
    public Set<String> terms() {
      return Set.of(term);
    }
  }

  /**
   * Another preferred label.
   *
   * @param reading of a Japanese one, in hiragana; empty for none
   * @param keepOld whether the old one stays as an alternative label
   */
  record ChangeLabel(
      String term, Language language, String text, Optional<String> reading, boolean keepOld)
      implements Edit {
    @Override
    public Set<String> terms() {
      return Set.of(term);
    }
  }

  /** Another definition. */
  record ChangeDefinition(String term, Language language, String text) implements Edit {
    @Override
    public Set<String> terms() {
      return Set.of(term);
    }
  }

  /**
   * To what a term applies and to what it does not, beside its definition.
   *
   * @param text empty to say nothing of it any more
   */
  record ChangeScopeNote(String term, Language language, String text) implements Edit {
    @Override
    public Set<String> terms() {
      return Set.of(term);
    }
  }

  /**
   * Another place in the hierarchy. Without {@code from} the term gets a place more; without {@code
   * to} it has one less, and stands at the top if that was the last.
   */
  record Move(String term, Optional<String> from, Optional<String> to) implements Edit {
    @Override
    public Set<String> terms() {
      Set<String> terms = new TreeSet<>(Set.of(term));
      to.ifPresent(terms::add);
      return terms;
    }
  }

  /**
   * Two terms are one. The labels of the first become other labels of the second, what stood under
   * it or beside it stands there now, and it is deprecated in favour of the second.
   */
  record Merge(String term, String into) implements Edit {
    @Override
    public Set<String> terms() {
      return new TreeSet<>(List.of(term, into));
    }
  }

  /** One term is several. It is deprecated in favour of its parts. */
  record Split(String term, List<Part> parts) implements Edit {
    public Split {
      parts = List.copyOf(parts);
    }

    @Override
    public Set<String> terms() {
      Set<String> terms = new TreeSet<>(Set.of(term));
      parts.forEach(part -> terms.addAll(part.narrower()));
      return terms;
    }
  }

  /**
   * A part of a term that is split.
   *
   * @param term the new term; it gets the places of the old one if it names none
   * @param labels other labels of the old term that become its own
   * @param narrower terms under the old one that come under it
   */
  record Part(NewTerm term, List<Synonym> labels, List<String> narrower) {
    public Part {
      labels = List.copyOf(labels);
      narrower = List.copyOf(narrower);
    }
  }

  /** Not to be used any more. What stands under it stands where it stood. */
  record Deprecate(String term, Optional<String> replacement) implements Edit {
    @Override
    public Set<String> terms() {
      Set<String> terms = new TreeSet<>(Set.of(term));
      replacement.ifPresent(terms::add);
      return terms;
    }
  }

  /** Another quantity kind, unit or domain. */
  record ChangeQuantity(String term, Quantity quantity) implements Edit {
    @Override
    public Set<String> terms() {
      return Set.of(term);
    }
  }

  /** Two terms that look alike and are different; they are not proposed as one again. */
  record KeepApart(String one, String other) implements Edit {
    @Override
    public Set<String> terms() {
      return new TreeSet<>(List.of(one, other));
    }
  }

  /** Takes back that two terms are kept apart. */
  record CompareAgain(String one, String other) implements Edit {
    @Override
    public Set<String> terms() {
      return new TreeSet<>(List.of(one, other));
    }
  }

  /** One answer for each sort of edit. */
  interface Cases<T> {
    T newTerm(NewTerm edit);

    T addSynonym(AddSynonym edit);

    T dropSynonym(DropSynonym edit);

    T changeLabel(ChangeLabel edit);

    T changeDefinition(ChangeDefinition edit);

    T changeScopeNote(ChangeScopeNote edit);

    T move(Move edit);

    T merge(Merge edit);

    T split(Split edit);

    T deprecate(Deprecate edit);

    T changeQuantity(ChangeQuantity edit);

    T keepApart(KeepApart edit);

    T compareAgain(CompareAgain edit);
  }

  /** The answer for this sort of edit. */
  default <T> T fold(Cases<T> cases) {
    if (this instanceof NewTerm edit) {
      return cases.newTerm(edit);
    }
    if (this instanceof AddSynonym edit) {
      return cases.addSynonym(edit);
    }
    if (this instanceof DropSynonym edit) {
      return cases.dropSynonym(edit);
    }
    if (this instanceof ChangeLabel edit) {
      return cases.changeLabel(edit);
    }
    if (this instanceof ChangeDefinition edit) {
      return cases.changeDefinition(edit);
    }
    if (this instanceof ChangeScopeNote edit) {
      return cases.changeScopeNote(edit);
    }
    if (this instanceof Move edit) {
      return cases.move(edit);
    }
    if (this instanceof Merge edit) {
      return cases.merge(edit);
    }
    if (this instanceof Split edit) {
      return cases.split(edit);
    }
    if (this instanceof Deprecate edit) {
      return cases.deprecate(edit);
    }
    if (this instanceof ChangeQuantity edit) {
      return cases.changeQuantity(edit);
    }
    return this instanceof KeepApart edit
        ? cases.keepApart(edit)
        : cases.compareAgain((CompareAgain) this);
  }

  /** All existing terms that some edits are about. */
  static Set<String> terms(List<Edit> edits) {
    List<String> terms = new ArrayList<>();
    edits.forEach(edit -> terms.addAll(edit.terms()));
    return new TreeSet<>(terms);
  }
}
