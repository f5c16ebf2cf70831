package org.kumiki.ontology.unit;

import java.util.Optional;

/** A unit as it was recognised: the unit, and what a fraction is of where the spelling says so. */
record WrittenUnit(ListedUnit unit, Optional<FractionBasis> basis) {}
