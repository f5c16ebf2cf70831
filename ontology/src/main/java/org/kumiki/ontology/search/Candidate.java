package org.kumiki.ontology.search;

import java.util.Optional;
import org.kumiki.ontology.term.Concept;

/**
 * A term that a header may mean.
 *
 * @param concept the term
 * @param score 0 to 1; 1 is a label written exactly so, with a unit that fits or none
 * @param matched the label that matched
 * @param unit the IRI of the unit recognised in the header
 * @param why the reason, for the person who chooses
 */
public record Candidate(
    Concept concept, double score, String matched, Optional<String> unit, Reason why) {}
