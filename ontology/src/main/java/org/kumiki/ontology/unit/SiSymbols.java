package org.kumiki.ontology.unit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The symbols of the SI: base and derived units with a name, with prefixes (SI Brochure, 9th ed.).
 */
final class SiSymbols {
  private static final Pattern SYMBOL =
      Pattern.compile(
          "(da|[QRYZEPTGMkhdcmμnpfazyrq])?"
              + "(m|g|s|A|K|mol|cd|rad|sr|Hz|N|Pa|J|W|C|V|F|Ω|S|Wb|T|H|°C|lm|lx|Bq|Gy|Sv|kat)");

  private SiSymbols() {}

  /** Whether a unit's symbol is a product of powers of them; a number without a unit is none. */
  static boolean make(String symbol) {
    Optional<List<UnitNotation.Power>> powers = UnitNotation.parse(UnitNotation.normalise(symbol));
    return powers.isPresent()
        && powers.get().stream().allMatch(power -> SYMBOL.matcher(power.symbol()).matches());
  }
}
