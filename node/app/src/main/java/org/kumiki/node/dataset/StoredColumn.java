package org.kumiki.node.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One column of a dataset version, as kept beside its rows.
 *
 * @param measured true if its values stand in {@code numbers}, false for {@code texts}
 * @param place index in that array
 * @param unit IRI of the unit that the file was written in; null for texts
 * @param termUnit IRI of the unit that its numbers are kept in, the term's when it was loaded; null
 *     for texts, and for columns from before terms could change their unit
 * @param basis {@code atomic} or {@code mass} for a composition; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoredColumn(
    String header,
    String term,
    String role,
    boolean measured,
    int place,
    String unit,
    String termUnit,
    String basis) {
  /** Whether its numbers stand in a unit. */
  boolean isIn(String wanted) {
    return termUnit == null || termUnit.equals(wanted);
  }
}
