package org.kumiki.ontology.mapping;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says that the dataset's element columns together are the composition of each row, as alloy makers
 * keep it.
 *
 * @param basis {@code mass} reads the mass-fraction terms, {@code atomic} the atomic-fraction terms
 * @param balance symbol of the element that makes up the rest and has no column, if any
 */
public record ElementColumns(Basis basis, Optional<String> balance) {
  private static final Pattern SYMBOL = Pattern.compile("[A-Z][a-z]?");

  public ElementColumns {
    balance.ifPresent(
        symbol -> {
          if (!SYMBOL.matcher(symbol).matches()) {
            throw new IllegalArgumentException(
                "elements: balance is the symbol of an element, such as Fe");
          }
        });
  }
}
