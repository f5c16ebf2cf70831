package org.kumiki.ontology.shape;

import java.util.Map;
import org.kumiki.ontology.term.Language;

/** A finding whose file is not yet known. */
record Defect(
    String subject, String rule, Map<Language, String> message, Map<Language, String> suggestion) {

  Finding in(String file) {
    return new Finding(file, subject, rule, message, suggestion);
  }
}
