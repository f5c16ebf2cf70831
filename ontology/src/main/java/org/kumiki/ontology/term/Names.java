package org.kumiki.ontology.term;

/** The namespaces of the vocabulary, and the short forms in which people write them. */
public final class Names {
  /** Terms and classes of the shared vocabulary; {@code kt:} in Turtle and in mapping files. */
  public static final String TERM = "https://w3id.org/kumiki/term/";

  /** Units that QUDT lacks. */
  public static final String UNIT = "https://w3id.org/kumiki/unit/";

  /** Draft terms, made from a column header and reviewed by nobody. */
  public static final String DRAFT = "https://w3id.org/kumiki/draft/";

  public static final String QUDT = "http://qudt.org/schema/qudt/";
  public static final String QUDT_UNIT = "http://qudt.org/vocab/unit/";
  public static final String QUDT_KIND = "http://qudt.org/vocab/quantitykind/";
  public static final String QUDT_DIMENSION = "http://qudt.org/vocab/dimensionvector/";
  public static final String SKOS = "http://www.w3.org/2004/02/skos/core#";

  private Names() {}

  /** The full IRI of a name written short, such as {@code kt:density}; any other text unchanged. */
  public static String expand(String name) {
    String written = name.strip();
    int colon = written.indexOf(':');
    if (colon < 0) {
      return written;
    }
    String local = written.substring(colon + 1);
    return switch (written.substring(0, colon)) {
      case "kt" -> TERM + local;
      case "ku" -> UNIT + local;
      case "unit" -> QUDT_UNIT + local;
      case "qk" -> QUDT_KIND + local;
      default -> written;
    };
  }

  /** The short form of an IRI where there is one, for messages. */
  public static String shorten(String iri) {
    if (iri.startsWith(TERM)) {
      return "kt:" + iri.substring(TERM.length());
    }
    if (iri.startsWith(UNIT)) {
      return "ku:" + iri.substring(UNIT.length());
    }
    if (iri.startsWith(QUDT_UNIT)) {
      return "unit:" + iri.substring(QUDT_UNIT.length());
    }
    if (iri.startsWith(QUDT_KIND)) {
      return "qk:" + iri.substring(QUDT_KIND.length());
    }
    return iri;
  }
}
