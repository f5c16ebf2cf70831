package org.kumiki.ontology.mapping;

import java.util.Optional;
import org.kumiki.ontology.term.Role;

/**
 * One line of a mapping file.
 *
 * @param header the column's header as the file has it, without blanks around it
 * @param term the IRI of the term, full or short
 * @param unit the unit of the cells as written; if absent, the header or the unit row says it
 * @param role what the column is used as; if absent, the role of the term
 * @param notation how the cells of a composition are written; if absent, as a formula
 * @param basis what the amounts of a formula count; if absent, atoms
 */
public record ColumnMapping(
    String header,
    String term,
    Optional<String> unit,
    Optional<Role> role,
    Optional<Notation> notation,
    Optional<Basis> basis) {

  public ColumnMapping {
    header = header.strip();
    term = term.strip();
    unit = unit.map(String::strip).filter(written -> !written.isEmpty());
    if (header.isEmpty()) {
      throw new IllegalArgumentException("a column needs a header");
    }
    if (term.isEmpty()) {
      throw new IllegalArgumentException("column \"" + header + "\" needs a term");
    }
  }

  /** A column whose role and settings are those of the term. */
  public static ColumnMapping of(String header, String term, Optional<String> unit) {
    return new ColumnMapping(
        header, term, unit, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
