package org.kumiki.coordinator.vocabulary;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.kumiki.ontology.change.CanonicalQuads;

/** Statements as compressed canonical N-Quads, as they are kept in the database. */
final class Gzip {
  private Gzip() {}

  static byte[] pack(Iterator<Quad> quads) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      CanonicalQuads.write(
          quads,
          line -> {
            try {
              out.write(line);
            } catch (IOException impossible) {
              throw new UncheckedIOException("memory does not fail", impossible);
            }
          });
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    return packed.toByteArray();
  }

  /** Reads what {@link #pack} wrote. */
  static Set<Quad> unpack(byte[] packed) {
    Set<Quad> quads = new HashSet<>();
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      RDFParser.source(in)
          .lang(Lang.NQUADS)
          // What was written here was weighed before; an odd IRI is no reason not to read it.
          .checking(false)
          .errorHandler(ErrorHandlerFactory.errorHandlerSimple())
          .parse(
              new StreamRDFBase() {
                @Override
                public void quad(Quad quad) {
                  quads.add(quad);
                }
              });
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    return quads;
  }
}
