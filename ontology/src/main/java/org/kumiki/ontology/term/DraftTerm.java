package org.kumiki.ontology.term;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A term made from a column header, for a trial before a curator has seen it: a number without a
 * unit. Its IRI depends on the label alone, so members with the same header get the same term.
 *
 * @param label the header, used as the label in both languages
 * @param role what the term is for; not an identifier
 * @param lower the least value, as written in the column
 * @param upper the largest value, as written in the column
 */
public record DraftTerm(String label, Role role, double lower, double upper) {
  private static final int SLUG_LIMIT = 60;
  private static final int HASH_HEX_DIGITS = 12;

  public DraftTerm {
    label = label.strip();
    if (label.isEmpty()) {
      throw new IllegalArgumentException("a draft term needs a label");
    }
    if (role == Role.SAMPLE_IDENTIFIER) {
      throw new IllegalArgumentException("an identifier is no draft term; leave the column out");
    }
    if (!Double.isFinite(lower) || !Double.isFinite(upper) || lower >= upper) {
      throw new IllegalArgumentException("a domain is two finite numbers, the lower one first");
    }
  }

  /** The IRI: a readable part, and a hash because headers differ in more than ASCII letters. */
  public String iri() {
    String slug =
        label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String readable = slug.length() > SLUG_LIMIT ? slug.substring(0, SLUG_LIMIT) : slug;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(label.getBytes(StandardCharsets.UTF_8));
      String hex = HexFormat.of().formatHex(hash).substring(0, HASH_HEX_DIGITS);
      return Names.DRAFT + (readable.isEmpty() ? "term" : readable) + "-" + hex;
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
