package org.kumiki.ontology.term;

import java.util.Map;

/** The namespaces of the vocabulary, and the short forms in which people write them. */
public final class Names {
  /** Terms and classes of the shared vocabulary; {@code kt:} in Turtle and in mapping files. */
  public static final String TERM = "https://w3id.org/kumiki/term/";

  /** Units that QUDT lacks. */
  public static final String UNIT = "https://w3id.org/kumiki/unit/";

  /** Quantity kinds that QUDT lacks. */
  public static final String KIND = "https://w3id.org/kumiki/quantitykind/";

  /** The parts of the vocabulary: properties, processes, methods and so on. */
  public static final String SCHEME = "https://w3id.org/kumiki/scheme/";

  /** Draft terms, made from a column header and reviewed by nobody. */
  public static final String DRAFT = "https://w3id.org/kumiki/draft/";

  /** Named graphs: where statements stand, {@link #SHARED} or an imported vocabulary's own. */
  public static final String GRAPH = "https://w3id.org/kumiki/graph/";

  /** The graph that the consortium keeps: what Kumiki ships, and what curators make of it. */
  public static final String SHARED = GRAPH + "shared";

  /** Says which term to use instead of a deprecated one. */
  public static final String REPLACED_BY = "http://purl.org/dc/terms/isReplacedBy";

  public static final String REPLACES = "http://purl.org/dc/terms/replaces";
  public static final String QUDT = "http://qudt.org/schema/qudt/";
  public static final String QUDT_UNIT = "http://qudt.org/vocab/unit/";
  public static final String QUDT_KIND = "http://qudt.org/vocab/quantitykind/";
  public static final String QUDT_DIMENSION = "http://qudt.org/vocab/dimensionvector/";
  public static final String SKOS = "http://www.w3.org/2004/02/skos/core#";

  private static final Map<String, String> SHORT_FORMS =
      Map.of("kt", TERM, "ku", UNIT, "kq", KIND, "ks", SCHEME, "unit", QUDT_UNIT, "qk", QUDT_KIND);

  private Names() {}

  /** The full IRI of a name written short, such as {@code kt:density}; any other text unchanged. */
  public static String expand(String name) {
    String written = name.strip();
    int colon = written.indexOf(':');
    if (colon < 0) {
      return written;
    }
    String local = written.substring(colon + 1);
    String namespace = SHORT_FORMS.get(written.substring(0, colon));
    return namespace == null ? written : namespace + local;
  }

  /** The short form of an IRI where there is one, for messages. */
  public static String shorten(String iri) {
    for (Map.Entry<String, String> form : SHORT_FORMS.entrySet()) {
      if (iri.startsWith(form.getValue())) {
        return form.getKey() + ":" + iri.substring(form.getValue().length());
      }
    }
    return iri;
  }
}
