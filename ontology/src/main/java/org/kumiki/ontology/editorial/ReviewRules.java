package org.kumiki.ontology.editorial;

import java.util.Map;
import java.util.Set;

/**
 * The rule of each scheme.
 *
 * @param standard for schemes that have none of their own
 * @param byScheme by the IRI of the scheme
 */
public record ReviewRules(ReviewRule standard, Map<String, ReviewRule> byScheme) {
  /** Two reviewers of two organisations, everywhere. */
  public static final ReviewRules STANDARD = new ReviewRules(ReviewRule.STANDARD, Map.of());

  public ReviewRules {
    byScheme = Map.copyOf(byScheme);
  }

  /** The strictest of the rules of all schemes that a change touches. */
  public ReviewRule of(Set<String> schemes) {
    return schemes.stream()
        .map(scheme -> byScheme.getOrDefault(scheme, standard))
        .reduce(ReviewRule::and)
        .orElse(standard);
  }
}
