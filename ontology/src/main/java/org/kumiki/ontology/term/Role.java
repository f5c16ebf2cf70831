package org.kumiki.ontology.term;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a term is for, and what a column may be used as. Each role is a class of the vocabulary,
 * and, except {@link #CATEGORY}, a word of mapping files.
 */
public enum Role {
  PROPERTY("property", "Property"),
  COMPOSITION("composition", "Composition"),
  CONDITION("condition", "Condition"),
  PROCESS("process", "Process"),
  SAMPLE_IDENTIFIER("sample-identifier", "SampleIdentifier"),
  OUTCOME("outcome", "Outcome"),

  /** Sorts other concepts, or is what a column's text may name; no column is mapped to it. */
  CATEGORY("category", "Category");

  private final String word;
  private final String iri;

  Role(String word, String localName) {
    this.word = word;
    this.iri = Names.TERM + localName;
  }

  /** The word in mapping files, such as {@code sample-identifier}. */
  public String word() {
    return word;
  }

  /** The class of the vocabulary, such as {@code kt:SampleIdentifier}. */
  public String iri() {
    return iri;
  }

  /**
   * The roles that a column of a term of this role may take. A measured property may serve as the
   * outcome of a study or as a condition of another measurement. An identifier is never anything
   * else: as a feature it would let a model recognise its member.
   */
  public Set<Role> columnRoles() {
    return switch (this) {
      case PROPERTY -> EnumSet.of(PROPERTY, OUTCOME, CONDITION);
      case COMPOSITION -> EnumSet.of(COMPOSITION, PROPERTY);
      case CONDITION, PROCESS -> EnumSet.of(CONDITION, PROCESS);
      case SAMPLE_IDENTIFIER -> EnumSet.of(SAMPLE_IDENTIFIER);
      case OUTCOME -> EnumSet.of(OUTCOME, PROPERTY);
      case CATEGORY -> EnumSet.noneOf(Role.class);
    };
  }

  /** The role that a mapping file names; blanks and underscores count as hyphens. */
  public static Optional<Role> ofWord(String word) {
    String written = word.strip().replace(' ', '-').replace('_', '-');
    for (Role role : values()) {
      if (role != CATEGORY && role.word.equals(written)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** Whether an IRI is the class of a role. */
  public static boolean isRole(String iri) {
    return ofIri(iri).isPresent();
  }

  static Optional<Role> ofIri(String iri) {
    for (Role role : values()) {
      if (role.iri.equals(iri)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
