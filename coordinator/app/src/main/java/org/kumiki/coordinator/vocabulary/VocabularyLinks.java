package org.kumiki.coordinator.vocabulary;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.kumiki.ontology.term.Names;

/** Where the pages about a term, a level of the tree and so on are. */
public final class VocabularyLinks {
  /** The sort of change that mends what a rule found, where there is only one. */
  private static final Map<String, String> MENDED_BY =
      Map.of("S13", "drop-synonym", "S14", "change-label", "cycle", "move");

  private VocabularyLinks() {}

  /** The page of a term or scheme; what is described elsewhere is left to its own address. */
  public static String term(String iri) {
    String local = iri.startsWith(Names.TERM) ? iri.substring(Names.TERM.length()) : "";
    return local.matches("[A-Za-z0-9._~-]+")
        ? "/vocabulary/terms/" + local
        : "/vocabulary/terms?iri=" + encoded(iri);
  }

  /** The page of a term with an argument more. */
  public static String term(String iri, String argument) {
    String page = term(iri);
    return page + (page.contains("?") ? "&" : "?") + argument;
  }

  /** A level of the tree, from one of its terms on. */
  public static String below(String iri, int from) {
    return "/vocabulary?under=" + encoded(iri) + (from == 0 ? "" : "&from=" + from);
  }

  /** Where a change of a term is proposed. */
  public static String proposal(String iri) {
    return "/vocabulary/proposals/new?term=" + encoded(iri);
  }

  /**
   * Where what a check found at a term is mended: the form of the one sort of change that does it,
   * or all sorts to choose from.
   */
  public static String mending(String iri, String rule) {
    String change = MENDED_BY.get(rule);
    return change == null ? proposal(iri) : proposal(iri) + "&change=" + change;
  }

  /** The statements about a term in a format. */
  public static String data(String iri, String format) {
    return "/vocabulary/data?iri=" + encoded(iri) + "&format=" + format;
  }

  /** What a person types, or an IRI, for an address. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
