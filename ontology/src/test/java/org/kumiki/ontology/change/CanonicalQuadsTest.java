package org.kumiki.ontology.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;

class CanonicalQuadsTest {
  private static final Node P = NodeFactory.createURI("http://example.com/p");

  /** Source: W3C RDF Dataset Canonicalization, section 5 ("A Canonical form of N-Quads"). */
  @Test
  void exactlyTheCharactersOfTheStandardAreEscaped() {
    Node text =
        NodeFactory.createLiteralString("\u0000\b\t\n\u000B\f\r\"\\\u001F\u007F é 𝄞 \u0085");
    String line = CanonicalQuads.line(quad("s", text));
    assertEquals(
        "<http://example.com/s> <http://example.com/p>"
            + " \"\\u0000\\b\\t\\n\\u000B\\f\\r\\\"\\\\\\u001F\\u007F é 𝄞 \u0085\""
            + " <http://example.com/g> .\n",
        line);
  }

  @Test
  void aPlainTextHasNoTypeAndANumberHasOne() {
    assertEquals(
        "<http://example.com/s> <http://example.com/p> \"a\" <http://example.com/g> .\n",
        CanonicalQuads.line(quad("s", NodeFactory.createLiteralDT("a", XSDDatatype.XSDstring))));
    assertEquals(
        "<http://example.com/s> <http://example.com/p>"
            + " \"1.0\"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://example.com/g> .\n",
        CanonicalQuads.line(quad("s", NodeFactory.createLiteralDT("1.0", XSDDatatype.XSDdecimal))));
  }

  @Test
  void linesStandInTheOrderOfCodePointsAndNotOfJavaCharacters() {
    // U+FF21 is one Java character above the surrogates of U+10400, and below it as a code point.
    Quad wide = quad("s", NodeFactory.createLiteralString("\uFF21"));
    Quad deseret = quad("s", NodeFactory.createLiteralString("𐐀"));
    List<String> lines = new ArrayList<>();
    CanonicalQuads.write(
        List.of(deseret, wide, deseret).iterator(),
        line -> lines.add(new String(line, StandardCharsets.UTF_8)));
    assertEquals(List.of(CanonicalQuads.line(wide), CanonicalQuads.line(deseret)), lines);
  }

  /** The hash was made by {@code printf … | sha256sum}. */
  @Test
  void theHashIsThatOfTheLinesWhateverTheirOrder() {
    List<Quad> quads =
        new ArrayList<>(
            List.of(
                quad("a", NodeFactory.createLiteralLang("引張強さ", "ja")),
                quad("b", NodeFactory.createURI("http://example.com/a"))));
    String hash = "ff8708146fbaf850403cc19653b1b1062d6c80b59267a27a2d3863c016238b31";
    assertEquals(hash, CanonicalQuads.sha256(quads.iterator()));
    Collections.reverse(quads);
    assertEquals(hash, CanonicalQuads.sha256(quads.iterator()));
  }

  private static Quad quad(String subject, Node object) {
    return Quad.create(
        NodeFactory.createURI("http://example.com/g"),
        NodeFactory.createURI("http://example.com/" + subject),
        P,
        object);
  }
}
