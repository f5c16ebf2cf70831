package org.kumiki.ontology.mapping;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * A header taken apart: {@code 引張強さ[MPa]}, {@code 密度（g/cm³）}, {@code Rm / MPa}, {@code 伸び, %},
 * {@code hardness_HV}.
 *
 * <p>What stands in square brackets is taken for a unit even if it is not a known one, so that a
 * message can name it. Anything else must be a known unit: 耐力(0.2%) has none.
 *
 * @param name the header without its unit; the whole header if there is none
 * @param unit the unit as written
 */
public record HeaderUnit(String name, Optional<String> unit) {
  /** Opening and closing brackets, at the same index; the first four pairs always hold units. */
  private static final String OPENING = "[［〔【(（{｛<＜";

  private static final String CLOSING = "]］〕】)）}｝>＞";
  private static final int UNIT_BRACKETS = 4;

  /** The style of the SI Brochure, T / K, in which the solidus is no part of the unit. */
  private static final Pattern SOLIDUS_AFTER_BLANK = Pattern.compile("\\s[/／]");

  private static final Pattern SEPARATOR = Pattern.compile("[/／,，、;；]");
  private static final Pattern TRAILING_SIGNS = Pattern.compile("[\\s,，、:：;；/／_]+$");
  private static final Set<String> NO_UNIT_ALONE = Set.of("1", "-");

  /**
   * Suffixes of headers in lower-case snake_case, which cannot write the case of a unit. The list
   * is closed: outside it no unit is ever read without its case, since MPa is not mPa.
   */
  private static final Map<String, String> SNAKE_SUFFIXES =
      Map.ofEntries(
          Map.entry("mpa", "MPa"),
          Map.entry("gpa", "GPa"),
          Map.entry("kpa", "kPa"),
          Map.entry("hv", "HV"),
          Map.entry("hrc", "HRC"),
          Map.entry("c", "°C"),
          Map.entry("deg_c", "°C"),
          Map.entry("degc", "°C"),
          Map.entry("k", "K"),
          Map.entry("c_per_s", "°C/s"),
          Map.entry("c_per_min", "°C/min"),
          Map.entry("k_per_s", "K/s"),
          Map.entry("k_per_min", "K/min"),
          Map.entry("g_cm3", "g/cm³"),
          Map.entry("g_per_cm3", "g/cm³"),
          Map.entry("kg_m3", "kg/m³"),
          Map.entry("kg_per_m3", "kg/m³"),
          Map.entry("ev", "eV"),
          Map.entry("j", "J"),
          Map.entry("j_per_cm2", "J/cm²"),
          Map.entry("j_per_mol_k", "J/(mol·K)"),
          Map.entry("j_per_kg_k", "J/(kg·K)"),
          Map.entry("j_per_g_k", "J/(g·K)"),
          Map.entry("kj_per_mol", "kJ/mol"),
          Map.entry("w_per_m_k", "W/(m·K)"),
          Map.entry("s_per_m", "S/m"),
          Map.entry("s_per_cm", "S/cm"),
          Map.entry("ohm_m", "Ω·m"),
          Map.entry("ohm_cm", "Ω·cm"),
          Map.entry("oe", "Oe"),
          Map.entry("a_per_m", "A/m"),
          Map.entry("ka_per_m", "kA/m"),
          Map.entry("pa_s", "Pa·s"),
          Map.entry("mpa_s", "mPa·s"),
          Map.entry("mah_per_g", "mAh/g"),
          Map.entry("m2_per_g", "m²/g"),
          Map.entry("hz", "Hz"));

  public HeaderUnit {
    unit = unit.map(String::strip);
  }

  /** Takes a header apart. */
  public static HeaderUnit split(String header) {
    String whole = header.strip();
    return bracketed(whole)
        .or(() -> after(whole, SOLIDUS_AFTER_BLANK))
        .or(() -> afterBlank(whole))
        .or(() -> after(whole, SEPARATOR))
        .or(() -> afterUnderscore(whole))
        .orElse(new HeaderUnit(whole, Optional.empty()));
  }

  private static Optional<HeaderUnit> bracketed(String whole) {
    int pair = whole.isEmpty() ? -1 : CLOSING.indexOf(whole.charAt(whole.length() - 1));
    if (pair < 0) {
      return Optional.empty();
    }
    int depth = 0;
    for (int at = whole.length() - 1; at > 0; at--) {
      if (whole.charAt(at) == CLOSING.charAt(pair)) {
        depth++;
      } else if (whole.charAt(at) == OPENING.charAt(pair) && --depth == 0) {
        String inside = whole.substring(at + 1, whole.length() - 1).strip();
        boolean unit = pair < UNIT_BRACKETS || known(inside);
        return unit && !inside.isEmpty() ? taken(whole.substring(0, at), inside) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<HeaderUnit> after(String whole, Pattern separator) {
    Matcher found = separator.matcher(whole);
    while (found.find()) {
      String rest = whole.substring(found.end()).strip();
      if (found.start() > 0 && known(rest)) {
        return taken(whole.substring(0, found.start()), rest);
      }
    }
    return Optional.empty();
  }

  private static Optional<HeaderUnit> afterUnderscore(String whole) {
    for (int at = whole.indexOf('_'); at >= 0; at = whole.indexOf('_', at + 1)) {
      String rest = whole.substring(at + 1);
      String unit = SNAKE_SUFFIXES.getOrDefault(rest, rest.replace('_', ' ')).strip();
      if (at > 0 && known(unit)) {
        return taken(whole.substring(0, at), unit);
      }
    }
    return Optional.empty();
  }

  /** After a blank a single letter is a name, as in "Rockwell C", and not a unit. */
  private static Optional<HeaderUnit> afterBlank(String whole) {
    String text = Normalizer.normalize(whole, Normalizer.Form.NFKC);
    for (int at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
      String rest = text.substring(at + 1).strip();
      boolean letter = rest.length() == 1 && Character.isLetter(rest.charAt(0));
      boolean unit = !letter && !rest.startsWith("/") && !NO_UNIT_ALONE.contains(rest);
      if (at > 0 && unit && known(rest)) {
        return taken(text.substring(0, at), rest);
      }
    }
    return Optional.empty();
  }

  private static Optional<HeaderUnit> taken(String name, String unit) {
    String bare = TRAILING_SIGNS.matcher(name.strip()).replaceAll("");
    return bare.isEmpty() ? Optional.empty() : Optional.of(new HeaderUnit(bare, Optional.of(unit)));
  }

  private static boolean known(String written) {
    return !written.isEmpty() && UnitConverter.shipped().recognise(written).isPresent();
  }
}
