package org.kumiki.ontology.change;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.XSD;

/**
 * The canonical form of statements without blank nodes: each a line of canonical N-Quads, the lines
 * in the order of their code points. That is what W3C RDFC-1.0 gives for such statements (section
 * 4.4.3, steps 5 to 7, find no blank node to name), so any implementation of it finds the same
 * hash.
 */
public final class CanonicalQuads {
  private CanonicalQuads() {}

  /** One statement as it stands in the canonical form, ended by a line feed. */
  public static String line(Quad quad) {
    StringBuilder line = new StringBuilder(160);
    term(quad.getSubject(), line);
    term(quad.getPredicate(), line.append(' '));
    term(quad.getObject(), line.append(' '));
    if (!quad.isDefaultGraph()) {
      term(quad.getGraph(), line.append(' '));
    }
    return line.append(" .\n").toString();
  }

  /** Hands over the lines in their order, each once. */
  public static void write(Iterator<Quad> quads, Consumer<byte[]> line) {
    List<byte[]> lines = new ArrayList<>();
    quads.forEachRemaining(quad -> lines.add(line(quad).getBytes(StandardCharsets.UTF_8)));
    // UTF-8 sorts as code points do; a Java text does not, where a pair of surrogates is in it.
    lines.sort(Arrays::compareUnsigned);
    byte[] before = null;
    for (byte[] each : lines) {
      if (!Arrays.equals(each, before)) {
        line.accept(each);
      }
      before = each;
    }
  }

  /** SHA-256 of the canonical form, in hexadecimal. */
  public static String sha256(Iterator<Quad> quads) {
    MessageDigest digest = digest();
    write(quads, digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  private static void term(Node node, StringBuilder into) {
    if (node.isURI()) {
      into.append('<').append(node.getURI()).append('>');
      return;
    }
    if (!node.isLiteral()) {
      throw new UnacceptableChange("a statement has a node that no hash can name; give it an IRI");
    }
    into.append('"');
    escape(node.getLiteralLexicalForm(), into);
    into.append('"');
    if (!node.getLiteralLanguage().isEmpty()) {
      into.append('@').append(node.getLiteralLanguage());
    } else if (!node.getLiteralDatatypeURI().equals(XSD.xstring.getURI())) {
      into.append("^^<").append(node.getLiteralDatatypeURI()).append('>');
    }
  }

  /** As RDFC-1.0 says: these and no others. */
  private static void escape(String text, StringBuilder into) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\b' -> into.append("\\b");
        case '\t' -> into.append("\\t");
        case '\n' -> into.append("\\n");
        case '\f' -> into.append("\\f");
        case '\r' -> into.append("\\r");
        case '"' -> into.append("\\\"");
        case '\\' -> into.append("\\\\");
        default -> {
          if (c < 0x20 || c == 0x7F || c == 0xFFFE || c == 0xFFFF) {
            into.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
          } else {
            into.append(c);
          }
        }
      }
    }
  }
}
