package org.kumiki.ontology.term;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;

/**
 * Reads Turtle, ours and strangers'. Reads a bounded number of bytes, follows no link and loads no
 * import.
 */
public final class TurtleText {
  /** A vocabulary of 20,000 terms fits; the shipped one has a third of a megabyte. */
  public static final int LIMIT_BYTES = 32 * 1024 * 1024;

  private TurtleText() {}

  /**
   * The statements of a Turtle document.
   *
   * @param turtle read to its end, not closed
   * @param name names the source in messages
   * @throws UnreadableVocabulary if it is too long or not Turtle
   */
  public static Model read(InputStream turtle, String name) {
    Model model = ModelFactory.createDefaultModel();
    try {
      byte[] bytes = turtle.readNBytes(LIMIT_BYTES + 1);
      if (bytes.length > LIMIT_BYTES) {
        throw new UnreadableVocabulary(
            name + " is longer than " + LIMIT_BYTES + " bytes; split it into several files");
      }
      RDFParser.source(new ByteArrayInputStream(bytes))
          .lang(Lang.TURTLE)
          .base("urn:kumiki:base:")
          .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
          .parse(model);
    } catch (IOException broken) {
      throw new UncheckedIOException(name + " could not be read", broken);
    } catch (RiotException wrong) {
      throw new UnreadableVocabulary(
          name + " is not Turtle: " + wrong.getMessage() + "; correct it and read it again", wrong);
    }
    return model;
  }

  /** The statements of a Turtle file that ships with this module. */
  public static Model shipped(String file) {
    return read(new ByteArrayInputStream(shippedBytes(file)), file);
  }

  /** A Turtle file that ships with this module. */
  static byte[] shippedBytes(String file) {
    try (InputStream turtle =
        TurtleText.class.getResourceAsStream("/org/kumiki/ontology/" + file)) {
      if (turtle == null) {
        throw new IllegalStateException(file + " is missing from this build of kumiki-ontology");
      }
      return turtle.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(file + " could not be read", broken);
    }
  }
}
