package org.kumiki.ontology.mapping;

import java.util.Optional;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.unit.Conversion;

/**
 * A column with its term.
 *
 * @param index the column's place in the data file, counted from 0
 * @param header the header as the data file has it; private to the member
 * @param concept the term
 * @param role what the column is used as; one that the term allows
 * @param unit the IRI of the unit of the cells; present exactly if the term is measured
 * @param conversion from the cells to the term's unit, y = a·x + b; present exactly if the term is
 *     measured
 * @param notation how a composition is written; present exactly if the term is {@code
 *     kt:composition}
 * @param basis what the amounts of a formula count; present exactly if the term is {@code
 *     kt:composition}
 */
public record MappedColumn(
    int index,
    String header,
    Concept concept,
    Role role,
    Optional<String> unit,
    Optional<Conversion.Factor> conversion,
    Optional<Notation> notation,
    Optional<Basis> basis) {

  public MappedColumn {
    boolean measured = concept.measured();
    if (index < 0 || unit.isPresent() != measured || conversion.isPresent() != measured) {
      throw new IllegalArgumentException("a measured column has a unit and a conversion");
    }
    if (!concept.role().columnRoles().contains(role)) {
      throw new IllegalArgumentException("the term does not allow the role " + role.word());
    }
  }
}
