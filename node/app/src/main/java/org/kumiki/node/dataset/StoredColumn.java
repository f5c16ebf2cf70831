package org.kumiki.node.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One column of a dataset version, as kept beside its rows.
 *
 * @param measured true if its values stand in {@code numbers}, false for {@code texts}
 * @param place index in that array
 * @param unit IRI of the unit that the file was written in; null for texts
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
    String basis) {}
