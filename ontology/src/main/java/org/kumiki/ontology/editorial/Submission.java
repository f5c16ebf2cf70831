package org.kumiki.ontology.editorial;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.kumiki.ontology.change.Patch;

/**
 * What reviewers look at. It does not change under them: whatever is changed is submitted as
 * another revision, and asked anew.
 *
 * @param revision 1, 2, 3, …
 * @param content in the proposer's words
 * @param patch the statements, as they would be published
 * @param basedOn the version of each term that it changes or relies on
 * @param rule how many must agree
 * @param atMillis when it was submitted, in milliseconds since 1970 (UTC)
 */
public record Submission(
    int revision,
    Content content,
    Patch patch,
    Map<String, Long> basedOn,
    ReviewRule rule,
    long atMillis) {

  public Submission {
    basedOn = Collections.unmodifiableMap(new TreeMap<>(basedOn));
  }
}
