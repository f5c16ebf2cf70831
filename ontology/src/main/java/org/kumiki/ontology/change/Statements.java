package org.kumiki.ontology.change;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;

/**
 * Which statements a vocabulary takes: of a named graph, about something with an IRI, of bounded
 * size. What passes can be written in every format and shown on every page.
 */
public final class Statements {
  /** A definition of twenty pages; nobody reads more on a term's page. */
  public static final int LONGEST_LITERAL = 65_536;

  /**
   * As UTF-8 it fits an index of PostgreSQL, which takes 2,704 bytes, whatever it is written in.
   */
  public static final int LONGEST_IRI = 800;

  private static final int LONGEST_LANGUAGE_TAG = 35;
  private static final Pattern LANGUAGE_TAG = Pattern.compile("|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

  /** An IRI becomes a link on pages, so that none may run a script there. */
  private static final Set<String> SCHEMES =
      Set.of("http", "https", "urn", "mailto", "info", "tag", "doi");

  private Statements() {}

  /**
   * Takes a statement or says why not.
   *
   * @throws UnacceptableChange if a vocabulary does not take it
   */
  public static void require(Quad quad) {
    iri(quad.getGraph(), "the graph");
    iri(quad.getSubject(), "the subject");
    iri(quad.getPredicate(), "the predicate");
    if (quad.getObject().isLiteral()) {
      literal(quad.getObject());
    } else {
      iri(quad.getObject(), "the object");
    }
  }

  private static void iri(Node node, String place) {
    if (node.isBlank()) {
      throw new UnacceptableChange(place + " of a statement is a blank node; give it an IRI");
    }
    if (!node.isURI()) {
      throw new UnacceptableChange(place + " of a statement is no IRI; write plain RDF 1.1");
    }
    requireIri(node.getURI());
  }

  /**
   * An IRI that a vocabulary takes: absolute, of a scheme that names or locates things, bounded.
   *
   * @throws UnacceptableChange if it is another
   */
  public static void requireIri(String iri) {
    if (iri.length() > LONGEST_IRI) {
      throw new UnacceptableChange(
          "an IRI has more than " + LONGEST_IRI + " characters; give it a shorter one");
    }
    int colon = iri.indexOf(':');
    if (colon < 1 || !SCHEMES.contains(iri.substring(0, colon).toLowerCase(Locale.ROOT))) {
      throw new UnacceptableChange(
          shown(iri)
              + " is not absolute, or of another scheme than http, https, urn, mailto, info,"
              + " tag or doi; write such an IRI");
    }
    boolean wrong = iri.codePoints().anyMatch(Statements::neverInIri);
    if (wrong || colon + 1 == iri.length()) {
      throw new UnacceptableChange(
          shown(iri) + " is no IRI (RFC 3987); percent-encode what it may not hold");
    }
  }

  private static boolean neverInIri(int c) {
    return c <= 0x20
        || (c >= 0x7F && c <= 0xA0)
        || "<>\"{}|^`\\".indexOf(c) >= 0
        || Character.getType(c) == Character.SURROGATE;
  }

  private static void literal(Node literal) {
    if (literal.getLiteralBaseDirection() != null) {
      throw new UnacceptableChange("a text has a base direction; write plain RDF 1.1");
    }
    String text = literal.getLiteralLexicalForm();
    if (text.length() > LONGEST_LITERAL) {
      throw new UnacceptableChange(
          "a text has more than " + LONGEST_LITERAL + " characters; shorten it, or link to it");
    }
    if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
      throw new UnacceptableChange(
          "a text holds a character that no text can hold (U+0000 or half of a pair); remove it");
    }
    requireIri(literal.getLiteralDatatypeURI());
    String tag = literal.getLiteralLanguage();
    if (tag.length() > LONGEST_LANGUAGE_TAG || !LANGUAGE_TAG.matcher(tag).matches()) {
      throw new UnacceptableChange(
          shown(tag) + " is no language tag; write one as in BCP 47, such as ja or en-GB");
    }
  }

  private static String shown(String text) {
    String start = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
