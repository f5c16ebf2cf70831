package org.kumiki.ontology.shape;

import java.util.Comparator;
import java.util.Map;
import org.kumiki.ontology.term.Language;

/**
 * One thing that is wrong in a set of vocabulary files.
 *
 * @param file the name of the file that says it
 * @param subject the IRI of the concept at fault; empty for a whole file
 * @param rule {@code S9} and the like for a condition of SKOS, a word such as {@code cycle} for one
 *     of ours, {@code shape} for a SHACL shape without a name of its own
 * @param message what is wrong, in both languages
 * @param suggestion the next step, in both languages
 */
public record Finding(
    String file,
    String subject,
    String rule,
    Map<Language, String> message,
    Map<Language, String> suggestion)
    implements Comparable<Finding> {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::file)
          .thenComparing(Finding::subject)
          .thenComparing(Finding::rule)
          .thenComparing(finding -> finding.message().get(Language.EN));

  public Finding {
    message = Map.copyOf(message);
    suggestion = Map.copyOf(suggestion);
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }
}
