package org.kumiki.ontology.mapping;

/**
 * One thing that keeps a mapping from working.
 *
 * @param code what is wrong; it may be logged
 * @param column the index of the column in the data file, counted from 0; −1 if none is meant
 * @param message the cause and the next step; it names headers, so it stays with the steward
 */
public record MappingProblem(Code code, int column, String message) {
  /** What is wrong with a mapping. */
  public enum Code {
    /** The term is not in the vocabulary. */
    UNKNOWN_TERM,
    /** The data file has no such column. */
    COLUMN_ABSENT,
    /** Two columns of the data file have the header that is mapped. */
    DUPLICATE_HEADER,
    /** Two columns are mapped to one term. */
    DUPLICATE_TERM,
    /** The term may not be used in this role. */
    ROLE_NOT_ALLOWED,
    /** Neither the mapping nor the header nor the unit row says the unit. */
    UNIT_MISSING,
    /** The header and the unit row name different units. */
    UNIT_CONTRADICTORY,
    /** The mapping gives a unit to a term in words. */
    UNIT_ON_TEXT,
    /** The unit is not in the list. */
    UNKNOWN_UNIT,
    /** The unit measures another kind of thing. */
    OTHER_DIMENSION,
    /** A percentage of mass for a fraction of atoms, or the like. */
    OTHER_BASIS,
    /** A hardness scale that does not convert. */
    OTHER_SCALE,
    /** Notation or basis was given to a term that is no composition formula. */
    SETTING_NOT_ALLOWED,
    /** The dataset as a whole breaks a rule, such as having no property. */
    NOT_CONFORMING
  }
}
