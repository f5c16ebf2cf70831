package org.kumiki.learning.suggest;

import java.util.List;

/**
 * A combination that must not be tried: where every one of its limits holds at once.
 *
 * @param because for people
 */
public record Forbidden(List<Limit> limits, String because) {
  public Forbidden {
    limits = List.copyOf(limits);
    if (limits.isEmpty()) {
      throw new IllegalArgumentException("a forbidden combination names at least one value");
    }
  }

  /** A value between two bounds, both included; either may be infinite. */
  public record Limit(String name, double lower, double upper) {
    public Limit {
      if (!(lower <= upper)) {
        throw new IllegalArgumentException(
            "the forbidden " + name + " is between two bounds, not " + lower + " and " + upper);
      }
    }
  }
}
