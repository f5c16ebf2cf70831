package org.kumiki.ontology.search;

import java.util.Set;
import org.kumiki.ontology.search.SearchableTerm.LabelKind;

/**
 * How well a header's name matches a label. A hidden label counts as a whole only: it is wrong, or
 * too common to be told from a part.
 *
 * @param score 0 (not at all) to 1 (the same text)
 * @param kind in words, to follow the label
 */
record LabelMatch(double score, String kind) {
  private static final LabelMatch NONE = new LabelMatch(0, "does not match");

  /** Shorter Latin parts, such as "el" or "tc", are found inside too many words. */
  private static final int SHORTEST_LATIN_PART = 4;

  private static final int SHORTEST_PART = 2;

  static LabelMatch of(LabelText header, LabelText label, LabelKind kind) {
    boolean preferred = kind == LabelKind.PREFERRED;
    if (header.compact().isEmpty() || label.compact().isEmpty()) {
      return NONE;
    }
    if (header.written().equals(label.written())) {
      return new LabelMatch(preferred ? 1 : 0.98, "is written so");
    }
    if (header.compact().equals(label.compact())) {
      return new LabelMatch(preferred ? 0.96 : 0.94, "differs in signs or case only");
    }
    if (kind == LabelKind.HIDDEN) {
      return NONE;
    }
    if (header.stem().equals(label.stem()) && header.stem().length() >= SHORTEST_PART) {
      return new LabelMatch(0.9, "differs in okurigana only");
    }
    LabelMatch words = words(header.words(), label.words(), header.latin() && label.latin());
    LabelMatch parts = parts(header.stem(), label.stem());
    return words.score >= parts.score ? words : parts;
  }

  private static LabelMatch words(Set<String> header, Set<String> label, boolean latin) {
    if (!latin || header.isEmpty() || label.isEmpty()) {
      return NONE;
    }
    if (header.equals(label)) {
      return new LabelMatch(0.92, "has the same words");
    }
    if (header.containsAll(label) && length(label) >= SHORTEST_LATIN_PART) {
      return new LabelMatch(0.5 + 0.4 * label.size() / header.size(), "is among the words");
    }
    if (label.containsAll(header) && length(header) >= SHORTEST_LATIN_PART) {
      return new LabelMatch(0.45 + 0.4 * header.size() / label.size(), "has all the words");
    }
    return NONE;
  }

  private static int length(Set<String> words) {
    return words.stream().mapToInt(String::length).sum();
  }

  private static LabelMatch parts(String header, String label) {
    String shorter = header.length() <= label.length() ? header : label;
    String longer = shorter.equals(header) ? label : header;
    boolean latin = shorter.chars().allMatch(c -> c < 0x80);
    if (shorter.length() < (latin ? SHORTEST_LATIN_PART : SHORTEST_PART)) {
      return NONE;
    }
    double share = (double) shorter.length() / longer.length();
    if (longer.startsWith(shorter)) {
      return new LabelMatch(0.4 + 0.4 * share, "begins alike");
    }
    return longer.contains(shorter) ? new LabelMatch(0.3 + 0.4 * share, "has it as a part") : NONE;
  }
}
