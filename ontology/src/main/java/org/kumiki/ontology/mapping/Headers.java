package org.kumiki.ontology.mapping;

import java.text.Normalizer;

/** When two headers are the same: in width and blanks they may differ, in letters they may not. */
final class Headers {
  private Headers() {}

  static String key(String header) {
    return Normalizer.normalize(header, Normalizer.Form.NFKC).replaceAll("\\s+", " ").strip();
  }
}
