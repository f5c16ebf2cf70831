package org.kumiki.ontology.shape;

import java.util.Map;
import org.kumiki.ontology.term.Language;

/**
 * Something that a vocabulary must keep.
 *
 * @param id as in {@link Finding#rule}
 * @param broken what is wrong where it is not kept, in both languages
 * @param step what mends it, in both languages
 */
public record Check(String id, Map<Language, String> broken, Map<Language, String> step) {
  public Check {
    broken = Map.copyOf(broken);
    step = Map.copyOf(step);
  }
}
